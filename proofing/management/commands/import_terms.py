from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backstage.reading import Unreadable
from proofing.importing import STARTER, WrongTable, import_terms


class Command(BaseCommand):
    help = (
        "Take terms of word lists in from a CSV file, or the starter list that comes along. "
        "Taking it in again changes only what differs; nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", nargs="?")
        parser.add_argument("--starter", action="store_true", help="the list that comes along")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == options["starter"]:
            raise CommandError("Name a file, or ask for --starter.")
        file = options["file"] or STARTER
        try:
            report = import_terms(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        except Unreadable as error:
            raise CommandError(f"{file}: not a CSV file ({error.code})") from error
        except WrongTable as error:
            raise CommandError(f"{file}: {error}") from error
        for line in report.bad:
            self.stderr.write(f"line {line.number}: {line.why} {line.said}")
        self.stdout.write(
            f"{report.new} new, {report.changed} changed, {report.same} as they were, "
            f"{len(report.bad)} left out"
        )
