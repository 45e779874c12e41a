"""Keep the catalogues in step with the source: extract, merge, report what lacks a translation.

    python scripts/messages.py            # write the new message ids into the .po files
    python scripts/messages.py --check    # write nothing; exit 1 if anything is missing

Needs no system gettext. One catalogue per app, beside it. At run time all of them are one, with
Wagtail's: a word that needs another Chinese one elsewhere needs another English one, or a context.
What Wagtail's own catalogues lack is kept by `messages_of_packages.py`.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
APPS = (
    "home", "disclosure", "interviews", "search", "attachments", "proofing", "releases", "workdays",
    "syndication", "subsites", "contributions", "lifecycle", "reviews", "pagecache", "leaving",
    "mirror", "versions", "site",
)  # fmt: skip
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# Header lines that would change with every run, or that name nobody.
NOISE = tuple(
    f'"{name}'
    for name in (
        "POT-Creation", "PO-Revision", "Generated", "Report-Msgid", "Last-Tr", "Language-T",
    )
)  # fmt: skip
APART = {"migrations", "sandbox", "demo"}


def _from_template(
    file: Any, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, Any, Any]]:
    # What stands before a call in a template is no indentation, though it may look like one.
    code = "\n".join(line.lstrip() for line in templatize(file.read().decode()).splitlines())
    return extract_python(io.BytesIO(code.encode()), keywords, comment_tags, options)


def sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not APART & set(
            path.relative_to(folder).parts[:-1]
        ):
            yield path


def extracted(folder: Path) -> Catalog:
    """Return a catalogue with every message id of an app's folder and no translation."""
    catalog = Catalog(locale=LOCALE, domain="django", project="Fabuting", fuzzy=False)
    for path in sources(folder):
        method = "python" if path.suffix == ".py" else _from_template
        with path.open("rb") as file:
            for line, message, comments, context in extract(method, file, keywords=KEYWORDS):
                place = (path.relative_to(folder.parent).as_posix(), line)
                catalog.add(message, None, [place], auto_comments=comments, context=context)
    return catalog


def po_path(app: str) -> Path:
    return ROOT / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def existing(app: str) -> Catalog:
    path = po_path(app)
    if not path.exists():
        return Catalog(locale=LOCALE, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, domain="django")


def texts(value: str | tuple[str, ...]) -> list[str]:
    """Return the forms of a message id or of its translation: one, or one per plural."""
    return [value] if isinstance(value, str) else list(value)


def finished(translation: Message | None) -> bool:
    return bool(translation and all(texts(translation.string)) and not translation.fuzzy)


def untranslated(app: str) -> list[str]:
    """Return the message ids of an app that its catalogue has no finished translation for."""
    known = existing(app)
    return [
        texts(message.id)[0]
        for message in extracted(ROOT / app)
        if message.id and not finished(known.get(message.id, message.context))
    ]


def update(app: str) -> None:
    """Merge the message ids of the source into the catalogue; drop those that are gone."""
    known, new = existing(app), extracted(ROOT / app)
    merged = Catalog(locale=LOCALE, domain="django", project="Fabuting", fuzzy=False)
    merged.header_comment = f"# Chinese of {app}."
    for message in new:
        if message.id:
            old = known.get(message.id, message.context)
            places = [(path, None) for path in dict.fromkeys(path for path, _ in message.locations)]
            merged.add(
                message.id,
                old.string if old else None,
                places,
                context=message.context,
                flags=message.flags,
            )
    write(po_path(app), merged)


def write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, omit_header=False, sort_by_file=True)
    lines = [line for line in buffer.getvalue().decode().splitlines() if not line.startswith(NOISE)]
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    if "--check" not in sys.argv[1:]:
        for app in APPS:
            update(app)
    missing = [f"{app}: {text}" for app in APPS for text in untranslated(app)]
    print("\n".join(missing) or "Every message is translated.")
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()
