from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from disclosure.history import review
from disclosure.importing import Understood, organ_named, propose, understand
from disclosure.kinds import ListKind
from disclosure.models import ImportBatch, Organ, PowerListPage
from disclosure.workbooks.problems import Unreadable

REASONS = {
    "not_a_workbook": "it is neither an .xls nor an .xlsx workbook",
    "markup": "it is a web page or XML with another name; save it as .xlsx",
    "text": "it is a text file, such as CSV; save it as .xlsx",
    "broken": "it is damaged or only half there",
    "encrypted": "it is protected by a password; save it without one",
    "macros": "it holds macros; save it as .xlsx without them",
    "too_large": "it is too large",
    "too_much": "it claims more cells than any list has",
}


class Command(BaseCommand):
    help = (
        "Import power lists from .xls and .xlsx workbooks. Says what was understood; writes "
        "proposals for a reviewer, or with --approve the list itself. A file is taken whole or "
        "not at all; importing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--list", metavar="SLUG", help="the list's page")
        where.add_argument("--department", metavar="NAME", help="the department whose list it is")
        parser.add_argument(
            "--kind", choices=ListKind.values, default=ListKind.POWERS.value,
            help="which of a department's lists",
        )  # fmt: skip
        parser.add_argument("--reason", default="import", help="why the list changes")
        parser.add_argument("--document", default="", help="the adjusting document")
        parser.add_argument(
            "--effective-on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD"
        )
        parser.add_argument(
            "--keep-gone", action="store_true", help="do not cancel what a file does not list"
        )
        parser.add_argument("--approve", action="store_true", help="record at once")
        parser.add_argument("--dry-run", action="store_true", help="say what is understood only")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        power_list = self._list()
        if power_list.is_national and not options["document"]:
            raise CommandError("A national list needs --document: where does it come from?")
        failed = [path for path in options["files"] if not self._import(path, power_list)]
        if failed:
            names = ", ".join(path.name for path in failed)
            raise CommandError(f"{len(failed)} of {len(options['files'])} not imported: {names}")

    def _list(self) -> PowerListPage:
        if self.options["list"]:
            found = PowerListPage.objects.filter(slug=self.options["list"])
            asked = f"list {self.options['list']!r}"
        else:
            organ = organ_named(self.options["department"])
            if organ is None:
                known = ", ".join(Organ.objects.values_list("name", flat=True)) or "none"
                raise CommandError(
                    f"There is no department {self.options['department']!r}. There are: {known}"
                )
            found = PowerListPage.objects.filter(organ=organ, kind=self.options["kind"])
            asked = f"list of {organ} of the kind {self.options['kind']!r}"
        if len(found) != 1:
            slugs = ", ".join(PowerListPage.objects.order_by("slug").values_list("slug", flat=True))
            how_many = "There is no" if not found else "There is more than one"
            raise CommandError(f"{how_many} {asked}. Lists are: {slugs or 'none'}")
        return found[0]

    def _import(self, path: Path, power_list: PowerListPage) -> bool:
        try:
            understood = understand(power_list, path.name, path.read_bytes())
        except OSError as error:
            self.stderr.write(f"{path.name}: not imported: {error.strerror}")
            return False
        except Unreadable as unreadable:
            self.stderr.write(f"{path.name}: not imported: {REASONS[unreadable.code]}")
            return False
        for line in report(understood):
            self.stdout.write(line)
        if understood.errors:
            self.stderr.write(f"{path.name}: not imported: {len(understood.errors)} errors")
            return False
        if not self.options["dry_run"]:
            self._write(understood)
        return True

    def _write(self, understood: Understood) -> None:
        with transaction.atomic():
            batch: ImportBatch = propose(
                understood,
                reason=self.options["reason"],
                document=self.options["document"],
                effective_on=self.options["effective_on"] or date.today(),  # noqa: DTZ011
                user=None,
                also_gone=not self.options["keep_gone"],
            )
            if self.options["approve"]:
                review.approve_batch(batch, None)
        state = "recorded" if self.options["approve"] else f"import {batch.pk} waits for review"
        self.stdout.write(f"{understood.file_name}: {state}")


def report(understood: Understood) -> Iterator[str]:
    """Yield what was understood of a workbook, for a terminal."""
    for sheet in understood.sheets:
        title = f" “{sheet.title}”" if sheet.title else ""
        yield f"{understood.file_name} [{sheet.name}]{title}: {len(sheet.records)} powers"
        if sheet.fields:
            yield "  columns: " + ", ".join(sheet.fields)
    for problem in understood.problems:
        told = ", ".join(f"{name} {value}" for name, value in problem.values.items())
        yield f"  {problem.weight} {problem.place} {problem.code} {told}".rstrip()
    yield (
        f"  new {len(understood.new)}, changed {len(understood.changed)}, "
        f"the same {understood.same}, gone {len(understood.gone)}"
    )
