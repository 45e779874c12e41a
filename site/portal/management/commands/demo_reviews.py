from django.core.management.base import BaseCommand, no_translations

from portal.demo.reviews import build


class Command(BaseCommand):
    help = "Build the demo's review of a column; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} articles written")
