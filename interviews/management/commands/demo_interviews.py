from django.core.management.base import BaseCommand, no_translations

from interviews.demo.building import build


class Command(BaseCommand):
    help = "Build the interviews of the demo's city; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} interviews made")
