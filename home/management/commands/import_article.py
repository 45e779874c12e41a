from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from home.importing.draft import Unreadable
from home.importing.reading import MAX_BYTES, Reading, read
from home.importing.storing import store
from home.models import ColumnPage


class Command(BaseCommand):
    help = (
        "Import .docx, .html and .txt files as articles. Each file is taken whole or not at all; "
        "importing a file again updates its article."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--column", required=True, metavar="SLUG")
        parser.add_argument("--publish", action="store_true", help="publish what is imported")
        parser.add_argument(
            "--normalise",
            action="store_true",
            help="strip pinyin glosses and fold to simplified script",
        )
        parser.add_argument("--title", help="instead of the one found; for one file")
        parser.add_argument("--dry-run", action="store_true", help="say what is understood only")

    @no_translations
    def handle(self, *args, **options) -> None:
        if options["title"] and len(options["files"]) > 1:
            raise CommandError("--title goes with one file")
        self.options = options
        column = self._column(options["column"])
        failed = [path for path in options["files"] if not self._import(path, column)]
        if failed:
            names = ", ".join(path.name for path in failed)
            raise CommandError(f"{len(failed)} of {len(options['files'])} not imported: {names}")

    @staticmethod
    def _column(slug: str) -> ColumnPage:
        columns = list(ColumnPage.objects.filter(slug=slug))
        if not columns:
            known = ", ".join(ColumnPage.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no column {slug!r}. There are: {known or 'none'}")
        if len(columns) > 1:
            paths = ", ".join(column.url_path for column in columns)
            raise CommandError(f"Several columns are called {slug!r}: {paths}")
        return columns[0]

    def _import(self, path: Path, column: ColumnPage) -> bool:
        try:
            reading = self._read(path)
            self._report(path, reading)
            if not self.options["dry_run"]:
                article, done = store(
                    reading.draft,
                    column,
                    path.name,
                    reading.digest,
                    publish=self.options["publish"],
                )
                state = "published" if article.live else "draft"
                self.stdout.write(f"{path.name}: {done}, {state}, page {article.pk}")
        except Unreadable as error:
            self.stderr.write(f"{path.name}: not imported: {error}")
            return False
        return True

    def _read(self, path: Path) -> Reading:
        folder = path.resolve().parent

        def beside(name: str) -> bytes | None:
            file = (folder / name).resolve()
            return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None

        try:
            if path.stat().st_size > MAX_BYTES:
                raise Unreadable(f"it has more than {MAX_BYTES // 1024**2} MB")
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"it cannot be read ({error.strerror})") from error
        return read(
            path.name,
            data,
            beside=beside,
            normalise=self.options["normalise"],
            title=self.options["title"] or "",
        )

    def _report(self, path: Path, reading: Reading) -> None:
        draft = reading.draft
        self.stdout.write(
            f"{path.name}: {draft.title} ({len(draft.blocks)} blocks, "
            f"{len(draft.pictures)} pictures, {reading.stripped} glosses stripped)"
        )
        for note in reading.notes():
            self.stdout.write(f"  {note}")
