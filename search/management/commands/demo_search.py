from django.core.management.base import BaseCommand, no_translations

from search.demo import write


class Command(BaseCommand):
    help = "Write the demo's words and queries for search; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{write()} synonyms and best bets written")
