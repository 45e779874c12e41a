from django.core.management.base import BaseCommand, no_translations

from disclosure.demo.opening import build


class Command(BaseCommand):
    help = "Build 政府信息公开 of the demo's city; what is there already is left alone."

    @no_translations
    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{build()} pages written")
