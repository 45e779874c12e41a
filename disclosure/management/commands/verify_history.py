from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosure.history.verifying import troubles
from disclosure.models import PowerListPage


class Command(BaseCommand):
    help = "Find any altered, missing or inserted row in the record of power lists."

    def handle(self, *args: Any, **options: Any) -> None:
        found = rows = 0
        for power_list in PowerListPage.objects.order_by("pk"):
            rows += power_list.last_sequence
            for trouble in troubles(power_list):
                found += 1
                self.stderr.write(f"{power_list.slug} ({power_list.title}): {trouble}")
        if found:
            raise CommandError(f"{found} problems in {rows} rows")
        self.stdout.write(f"{rows} rows, unbroken")
