"""The text of an article as a list of typed blocks, and the same blocks as HTML.

The HTML is written from the blocks and from nothing else, so it has no elements, attributes or
addresses but those that are written here.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamValue

from api.addresses import on_the_portal
from api.pictures import IN_GALLERIES, IN_TEXTS, picture
from api.tables import table
from home.rich_text import Ways, blocks_from_html, ways_out
from home.videos import player_url
from story import Heading, Inline, ListBlock, Paragraph, Quote

Block = dict[str, Any]


def blocks_of(body: StreamValue, base: str) -> list[Block]:
    """Return the blocks of a body; links without a host lead on from `base`."""
    ways = ways_out(body)
    # Of a type that no longer exists nothing is shown.
    known = (
        (TELLERS[child.block_type], child.value) for child in body if child.block_type in TELLERS
    )
    return [block for tell, value in known for block in tell(value, base, ways)]


def file_of(document: AbstractDocument, title: str = "") -> dict[str, Any]:
    """Return a file that anybody may download; `size` in bytes, null if nobody has measured it."""
    return {
        "title": title.strip() or document.title,
        "url": on_the_portal(document.url),
        "size": document.file_size,
        "suffix": document.file_extension.lower(),
    }


def _heading(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if text := value["text"].strip():
        yield {"type": "heading", "level": int(value["level"] or 2), "text": text}


def _paragraphs(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    for block in blocks_from_html(value.source, base, ways):
        match block:
            case Heading(text, level):
                yield {"type": "heading", "level": level, "text": text}
            case Paragraph(runs):
                yield {"type": "paragraph", "runs": _runs(runs)}
            case ListBlock(items, ordered):
                told = [_runs(item) for item in items]
                yield {"type": "list", "ordered": ordered, "items": told}
            case Quote(runs):
                yield {"type": "quote", "runs": _runs(runs), "attribution": ""}


def _image(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if shown := _shown(value, IN_TEXTS):
        yield {"type": "image", "image": shown}


def _gallery(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if images := [shown for each in value["images"] if (shown := _shown(each, IN_GALLERIES))]:
        yield {"type": "gallery", "images": images}


def _shown(value: Any, sizes: tuple[str, ...]) -> dict[str, Any] | None:
    # The chooser gives None once the picture has been deleted from the library.
    return picture(value["image"], sizes, value["alt_text"], (value["caption"] or "").strip())


def _quote(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if text := value["text"].strip():
        runs = [_run(text)]
        attribution = (value["attribution"] or "").strip()
        yield {"type": "quote", "runs": runs, "attribution": attribution}


def _table(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if told := table(value):
        yield told


def _document(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    if value["document"]:
        yield {"type": "attachment", "file": file_of(value["document"], value["title"] or "")}


def _video(value: Any, base: str, ways: Ways) -> Iterator[Block]:
    url = value["url"] or ""
    if url.startswith(("http://", "https://")):
        yield {"type": "video", "title": value["title"], "url": url, "player": player_url(url)}


TELLERS: dict[str, Callable[[Any, str, Ways], Iterable[Block]]] = {
    "heading": _heading,
    "paragraph": _paragraphs,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "document": _document,
    "video": _video,
}


def _runs(runs: Inline) -> list[dict[str, Any]]:
    return [_run(run.text, bold=run.bold, italic=run.italic, href=run.href) for run in runs]


def _run(text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> dict[str, Any]:
    return {"text": text, "bold": bold, "italic": italic, "href": href or None}
