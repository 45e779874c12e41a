from django.core.management.base import BaseCommand, no_translations

from home.demo.building import build


class Command(BaseCommand):
    help = "Build the portal of an invented city; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} articles written")
