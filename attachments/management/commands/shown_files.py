"""Which page shows which file: rows compared with pages, and put right."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from attachments.shown.keeping import differences, keep


class Command(BaseCommand):
    help = (
        "Compare what pages show with what is kept of it; files are reachable by that. Ends with 1 "
        "if anything differs. With --write it is put right. It may be stopped and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="put right what differs")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for difference in differences():
            number += 1
            for word, leads in (("lacks", difference.missing), ("has", difference.left_over)):
                for kind, key in sorted(leads):
                    self.stdout.write(f"page {difference.page.pk} {word} {kind} {key}")
            if options["write"]:
                keep(difference.page)
        done = "put right" if options["write"] else "differ"
        self.stdout.write(f"{number} pages {done}" if number else "nothing differs")
        if number and not options["write"]:
            sys.exit(1)
