from django.core.management.base import BaseCommand, no_translations

from contributions.demo.building import build


class Command(BaseCommand):
    help = "Have the demo's units contribute to the main site; what is there is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} contributions made")
