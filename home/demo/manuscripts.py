"""The demo's texts: one file for each column, articles one below the other.

column: 要闻动态          what is known of the column, a line each
slug: yaowen

# An article's title
source: 市政府办公室       what is known of the article, a line each
day: 3 08:30             published three days ago at half past eight

Paragraphs, `## headings`, `- lists`, `1. lists`, `| tables |`, `> quotations` whose last
line `> —— names` their source, `![what it shows](picture "caption")`, `@file name.xlsx`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
PICTURE = re.compile(r'!\[(?P<alt>.*?)\]\((?P<name>[\w-]+)(?: "(?P<caption>.*?)")?\)')

Facts = dict[str, str]
Block = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article: its title, what is known of it, and the blocks of its body.

    Blocks are (kind, value) as `home.blocks.BodyBlock` names them, but for pictures and files,
    which are given by name.
    """

    title: str
    facts: Facts
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A column and its articles."""

    facts: Facts
    manuscripts: tuple[Manuscript, ...]


def folders() -> list[Folder]:
    """Return all columns of the demo, parents before their children."""
    return [_folder(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.md"))]


def _folder(text: str) -> Folder:
    head, *_articles = re.split(r"^# ", text, maxsplit=1, flags=re.MULTILINE)
    return Folder(_facts(head.splitlines()), manuscripts_in(text))


def manuscripts_in(text: str) -> tuple[Manuscript, ...]:
    """Return the articles of a text, whatever stands before the first of them."""
    _head, *articles = re.split(r"^# ", text, flags=re.MULTILINE)
    return tuple(map(_manuscript, articles))


def _manuscript(text: str) -> Manuscript:
    head, _, body = text.partition("\n\n")
    title, *lines = head.splitlines()
    return Manuscript(title.strip(), _facts(lines), tuple(_blocks(body)))


def _facts(lines: list[str]) -> Facts:
    """Return what is known, by name; what is said of one name in several lines stays in lines."""
    facts: Facts = {}
    for key, _, value in (line.partition(":") for line in lines if line.strip()):
        name = key.strip()
        facts[name] = "\n".join(filter(None, [facts.get(name, ""), value.strip()]))
    return facts


def _blocks(text: str) -> Iterator[Block]:
    """Group what follows each other: paragraphs into one block, pictures into a gallery."""
    pieces = [_piece(part.splitlines()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    for kind, group in groupby(pieces, key=lambda piece: piece[0]):
        values = [value for _, value in group]
        if kind == "paragraph":
            yield kind, "".join(values)
        elif kind == "image" and len(values) > 1:
            yield "gallery", values
        else:
            yield from ((kind, value) for value in values)


def _piece(lines: list[str]) -> Block:
    first = lines[0].strip()
    if first.startswith("#"):
        marks, _, words = first.partition(" ")
        return "heading", {"text": words, "level": str(len(marks))}
    if match := PICTURE.fullmatch(first):
        rest = [PICTURE.fullmatch(line.strip()) for line in lines[1:]]
        pictures = [each.groupdict(default="") for each in [match, *rest] if each]
        return ("gallery", pictures) if rest else ("image", pictures[0])
    if first.startswith("@file "):
        return "document", first.removeprefix("@file ").strip()
    if first.startswith("|"):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        return "table", rows
    if first.startswith("> "):
        return "quote", _quote([line.removeprefix("> ") for line in lines])
    if first.startswith("- ") or re.match(r"\d+\. ", first):
        return "paragraph", _list(lines)
    return "paragraph", f"<p>{_words(''.join(lines))}</p>"


def _quote(lines: list[str]) -> dict[str, str]:
    *words, last = lines
    if last.startswith("—— "):
        return {"text": "\n".join(words), "attribution": last.removeprefix("—— ")}
    return {"text": "\n".join(lines), "attribution": ""}


def _list(lines: list[str]) -> str:
    tag = "ul" if lines[0].startswith("- ") else "ol"
    items = (_words(re.sub(r"^(- |\d+\. )", "", line.strip())) for line in lines)
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _words(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))
