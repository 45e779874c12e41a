"""Blocks of a text as HTML that may be put into any page: plain elements, absolute addresses, no
scripts, styles, frames or classes. Everything that somebody wrote is escaped.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

Block = dict[str, Any]


def html_of(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, each on a line of its own."""
    return "\n".join(WRITERS[block["type"]](block) for block in blocks)


def _heading(block: Block) -> str:
    level = int(block["level"])
    return f"<h{level}>{escape(block['text'])}</h{level}>"


def _paragraph(block: Block) -> str:
    return f"<p>{_runs(block['runs'])}</p>"


def _list(block: Block) -> str:
    name = "ol" if block["ordered"] else "ul"
    items = "".join(f"<li>{_runs(item)}</li>" for item in block["items"])
    return f"<{name}>{items}</{name}>"


def _image(block: Block) -> str:
    return _figure(block["image"])


def _gallery(block: Block) -> str:
    return "\n".join(map(_figure, block["images"]))


def _quote(block: Block) -> str:
    by = block["attribution"]
    told = f"<footer>—— {escape(by)}</footer>" if by else ""
    return f"<blockquote><p>{_runs(block['runs'])}</p>{told}</blockquote>"


def _attachment(block: Block) -> str:
    file = block["file"]
    return f"<p>{escape(_('Attachment'))}{escape(_(': '))}{_link(file['url'], file['title'])}</p>"


def _video(block: Block) -> str:
    return f"<p>{_link(block['url'], block['title'])}</p>"


def _table(block: Block) -> str:
    merged = {(each["row"], each["column"]): each for each in block["merged"]}
    hidden = {
        (row, column)
        for each in block["merged"]
        for row in range(each["row"], each["row"] + each["rows"])
        for column in range(each["column"], each["column"] + each["columns"])
    } - set(merged)
    rows = []
    for row, cells in enumerate(block["rows"]):
        told = "".join(
            _cell(text, merged.get((row, column)), _scope(block, row, column))
            for column, text in enumerate(cells)
            if (row, column) not in hidden
        )
        rows.append(f"<tr>{told}</tr>")
    caption = f"<caption>{escape(block['caption'])}</caption>" if block["caption"] else ""
    return f"<table>{caption}{''.join(rows)}</table>"


def _scope(block: Block, row: int, column: int) -> str:
    if row < block["header_rows"]:
        return "col"
    return "row" if column < block["header_columns"] else ""


def _cell(text: str, merged: dict[str, int] | None, scope: str) -> str:
    name = "th" if scope else "td"
    said = f' scope="{scope}"' if scope else ""
    if merged and merged["rows"] > 1:
        said += f' rowspan="{merged["rows"]}"'
    if merged and merged["columns"] > 1:
        said += f' colspan="{merged["columns"]}"'
    return f"<{name}{said}>{_lines(text)}</{name}>"


def _figure(image: dict[str, Any]) -> str:
    """The largest of the formats that everything can show."""
    shown = max(image["sizes"], key=lambda each: (each["type"] == "image/jpeg", each["width"]))
    caption = f"<figcaption>{escape(image['caption'])}</figcaption>" if image["caption"] else ""
    return (
        f'<figure><img src="{escape(shown["url"])}" alt="{escape(image["alt"])}" '
        f'width="{shown["width"]}" height="{shown["height"]}" loading="lazy">{caption}</figure>'
    )


def _runs(runs: Iterable[dict[str, Any]]) -> str:
    return "".join(map(_run, runs))


def _run(run: dict[str, Any]) -> str:
    told = _lines(run["text"])
    if run["italic"]:
        told = f"<em>{told}</em>"
    if run["bold"]:
        told = f"<strong>{told}</strong>"
    return f'<a href="{escape(run["href"])}">{told}</a>' if run["href"] else told


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


WRITERS: dict[str, Callable[[Block], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "attachment": _attachment,
    "video": _video,
}
