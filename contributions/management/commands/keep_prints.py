from django.core.management.base import BaseCommand

from contributions.prints import keep_missed


class Command(BaseCommand):
    help = "Keep prints of all texts that contributions are compared with; can be run again."

    def handle(self, *args, **options) -> None:
        number = 0
        while kept := keep_missed():
            number += kept
        self.stdout.write(f"{number} prints kept")
