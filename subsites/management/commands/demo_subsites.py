from django.core.management.base import BaseCommand, no_translations

from subsites.demo.building import build


class Command(BaseCommand):
    help = "Build the sub-sites of the demo's city; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} units made")
