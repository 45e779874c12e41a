"""Keep the catalogues in step with the source: extract, merge, report what lacks a translation.

    python scripts/messages.py            # write the new message ids into the .po files
    python scripts/messages.py --check    # write nothing; exit 1 if anything is missing

Needs no system gettext. One catalogue per app, beside it. At run time all of them are one, with
Wagtail's: a word that needs another Chinese one elsewhere needs another English one, or a context.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
APPS = ("home", "syndication", "site")
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


def sources(app: str) -> Iterator[Path]:
    for path in sorted((ROOT / app).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not APART & set(
            path.relative_to(ROOT / app).parts[:-1]
        ):
            yield path


def extracted(app: str) -> Catalog:
    """Return a catalogue with every message id of an app and no translation."""
    catalog = Catalog(locale=LOCALE, domain="django", project="Fabuting", fuzzy=False)
    for path in sources(app):
        method = "python" if path.suffix == ".py" else _from_template
        with path.open("rb") as file:
            for line, message, comments, context in extract(method, file, keywords=KEYWORDS):
                place = (path.relative_to(ROOT).as_posix(), line)
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


def untranslated(app: str) -> list[str]:
    """Return the message ids of an app that its catalogue has no finished translation for."""
    known = existing(app)
    missing = []
    for message in extracted(app):
        if not message.id:
            continue
        translation = known.get(message.id, message.context)
        texts = [translation.string] if translation else []
        texts = list(texts[0]) if texts and isinstance(texts[0], tuple | list) else texts
        if not texts or not all(texts) or translation.fuzzy:
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def update(app: str) -> None:
    """Merge the message ids of the source into the catalogue; drop those that are gone."""
    known, new = existing(app), extracted(app)
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
    path = po_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, merged, width=100, omit_header=False, sort_by_file=True)
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
