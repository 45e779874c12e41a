from django.core.management.base import BaseCommand
from django.utils.translation import override

from lifecycle.demo.building import build


class Command(BaseCommand):
    help = "Change, correct and withdraw pages of the demo city; what is there is left alone."

    def handle(self, *args, **options) -> None:
        with override("zh-hans"):
            self.stdout.write(f"{build()} pages changed or withdrawn")
