import gzip
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from disclosure.basis.linking import link
from disclosure.basis.pages import relink_pages
from disclosure.basis.register import load
from disclosure.models import PowerItem

BATCH = 500


class Command(BaseCommand):
    help = (
        "Load statutes into the register from .jsonl or .jsonl.gz: a JSON object on each line "
        "with title, body, date, issuer and topic. Loading again changes nothing. "
        "--relink mends what a lost background task left, and needs no file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", nargs="?")
        parser.add_argument(
            "--relink", action="store_true", help="find anew what powers and pages rest on"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"] and not options["relink"]:
            raise CommandError("Name a file to load, or ask for --relink.")
        if options["file"]:
            self._load(options["file"])
        if options["relink"]:
            self._relink()

    def _load(self, file: Path) -> None:
        try:
            new, known = load(_rows(file))
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{file}: not a register of statutes: {error}") from error
        self.stdout.write(f"{new} statutes new, {known} known")

    def _relink(self) -> None:
        items = PowerItem.objects.select_related("newest").order_by("pk")
        count = items.count()
        for start in range(0, count, BATCH):
            link(items[start : start + BATCH])
        done = relink_pages()
        self.stdout.write(f"{count} powers and {done.pages} pages linked")
        if done.failed:
            numbers = ", ".join(map(str, done.failed))
            raise CommandError(f"Pages that could not be read; the log says why: {numbers}")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
