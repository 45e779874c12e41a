import gzip
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from disclosure.basis.linking import link
from disclosure.basis.register import load
from disclosure.models import PowerItem

BATCH = 500


class Command(BaseCommand):
    help = (
        "Load statutes into the register from .jsonl or .jsonl.gz: a JSON object on each line "
        "with title, body, date, issuer and topic. Loading again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--relink", action="store_true", help="find anew what powers rest on")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            new, known = load(_rows(options["file"]))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{options['file']}: not a register of statutes: {error}") from error
        self.stdout.write(f"{new} statutes new, {known} known")
        if options["relink"]:
            items = PowerItem.objects.select_related("newest").order_by("pk")
            for start in range(0, items.count(), BATCH):
                link(items[start : start + BATCH])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
