from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError, no_translations

from lifecycle import verifying
from lifecycle.models import FirstPublication, Way


class Command(BaseCommand):
    help = (
        "Hold every page's time of first publication against the record of it, and every displayed "
        "time and kept version against what it must be. Fails if anything does not agree."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--adopt",
            action="store_true",
            help="first take pages that were public before this record was kept into it",
        )

    @no_translations
    def handle(self, *args, **options) -> None:
        if options["adopt"]:
            self.stdout.write(f"{verifying.adopt()} pages taken into the record")
        found = list(verifying.discrepancies())
        for line in found:
            self.stdout.write(str(line))
        for row in FirstPublication.objects.filter(way=Way.STATED):
            self.stdout.write(f"note: page {row.page_ref}: stated without evidence: {row.at}")
        if found:
            raise CommandError(f"{len(found)} do not agree")
        self.stdout.write("All times of publication agree with their record.")
