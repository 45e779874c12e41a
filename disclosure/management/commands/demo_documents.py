from django.core.management.base import BaseCommand, no_translations

from disclosure.demo.writing import write


class Command(BaseCommand):
    help = "Write the official documents of the demo's city; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{write()} documents written")
