import hashlib
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from home.importing import docx_reader, html_reader, text_reader
from home.importing.draft import Draft, Unreadable
from home.importing.normalise import destroyed, glosses, normalised
from home.importing.storing import store
from home.models import ColumnPage

WECHAT_TITLE = 32
MAX_BYTES = 100 * 1024 * 1024


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
            data = self._bytes(path)
            draft = self._prepared(self._read(path, data))
            self._report(path, draft)
            if not self.options["dry_run"]:
                article, done = store(
                    draft, column, path.name, self._digest(data), publish=self.options["publish"]
                )
                state = "published" if article.live else "draft"
                self.stdout.write(f"{path.name}: {done}, {state}, page {article.pk}")
        except Unreadable as error:
            self.stderr.write(f"{path.name}: not imported: {error}")
            return False
        return True

    @staticmethod
    def _bytes(path: Path) -> bytes:
        try:
            if path.stat().st_size > MAX_BYTES:
                raise Unreadable(f"it has more than {MAX_BYTES // 1024**2} MB")
            return path.read_bytes()
        except OSError as error:
            raise Unreadable(f"it cannot be read ({error.strerror})") from error

    @staticmethod
    def _read(path: Path, data: bytes) -> Draft:
        folder = path.resolve().parent

        def beside(name: str) -> bytes | None:
            file = (folder / name).resolve()
            return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None

        match path.suffix.lower():
            case ".docx":
                return docx_reader.read(data)
            case ".html" | ".htm":
                return html_reader.read(data, beside)
            case ".txt":
                return text_reader.read(data)
        raise Unreadable(f"{path.suffix or 'a file without a suffix'} is not .docx, .html or .txt")

    def _prepared(self, draft: Draft) -> Draft:
        if self.options["title"]:
            draft = replace(draft, title=self.options["title"])
        if self.options["normalise"]:
            self.stripped = sum(len(glosses(text)) for text in draft.texts())
            return draft.map_text(normalised)
        self.stripped = 0
        return draft

    def _report(self, path: Path, draft: Draft) -> None:
        lost = [place for text in draft.texts() for place in destroyed(text)]
        self.stdout.write(
            f"{path.name}: {draft.title} ({len(draft.blocks)} blocks, "
            f"{len(draft.pictures)} pictures, {self.stripped} glosses stripped)"
        )
        for place in lost:
            self.stdout.write(f"  destroyed: …{place}…")
        for note in draft.left_out:
            self.stdout.write(f"  left out: {note}")
        if len(draft.title) > WECHAT_TITLE:
            self.stdout.write(
                f"  the title has {len(draft.title)} characters and WeChat takes {WECHAT_TITLE}: "
                "give the article a short title"
            )

    def _digest(self, data: bytes) -> str:
        said = f"{self.options['normalise']}|{self.options['title'] or ''}|".encode()
        return hashlib.sha256(said + data).hexdigest()
