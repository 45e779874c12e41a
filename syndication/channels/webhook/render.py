"""From a story to the JSON that a partner gets. Its fields are documented in docs/webhook.md."""

from datetime import UTC, datetime
from typing import Any

from story import (
    Attachment,
    Block,
    Dialogue,
    Gallery,
    Heading,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Story,
    Table,
    Turn,
    Video,
)
from syndication.channels.base import Body, Stock
from syndication.channels.dialogues import chosen
from syndication.channels.options import PLAIN, Options
from syndication.channels.stocked import address_of
from syndication.models.payload import canonical, fingerprint

SCHEMA = "fabuting.item/1"
KIND = "webhook"
SAFE = ("http://", "https://", "mailto:")
TYPES = {"jpg": "image/jpeg", "png": "image/png"}


def item(story: Story, stock: Stock, options: Options = PLAIN) -> dict[str, Any]:
    """Return the payload: everything of the document but its `id`, which comes of it."""
    cover = options.cover or story.cover
    story = chosen(story, options)
    return {
        "schema": SCHEMA,
        "moment": story.moment.value,
        "url": story.url,
        "title": options.title or story.title,
        "subtitle": story.subtitle,
        "short_title": story.short_title,
        "digest": options.digest or story.digest,
        "source": story.source,
        "author": options.author or story.author,
        "published_at": _moment(story.published_at),
        "cover": _picture(cover, stock) if cover else None,
        "body": [_block(block, stock) for block in story.body],
        "closing": options.closing,
    }


def key_of(body: Body) -> str:
    """Return what names exactly these contents; it is the SHA-256 of the frozen payload."""
    return fingerprint(KIND, canonical(dict(body)))


def id_of(body: Body) -> str:
    """Return the id of the item that is begun with these contents; it keeps it for life."""
    return key_of(body)[:32]


def document(item_id: str, body: Body) -> bytes:
    """Return what goes over the wire."""
    return canonical({"id": item_id, **body}).encode()


def words(body: Body) -> dict[str, str]:
    """Return what the contents say, as words for people."""
    lines = [_said(block) for block in body["body"]]
    text = "\n".join(line for line in lines if line.strip())
    return {"title": body["title"], "digest": body["digest"], "text": text}


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _picture(picture: Picture, stock: Stock) -> dict[str, Any]:
    stocked = stock[picture.source]
    return {
        "url": address_of(stocked),
        "sha256": stocked.sha256,
        "size": stocked.size,
        "width": stocked.width,
        "height": stocked.height,
        "type": TYPES[stocked.suffix],
        "alt": picture.alt,
    }


def _block(block: Block, stock: Stock) -> dict[str, Any]:
    match block:
        case Heading(text=text, level=level):
            return {"type": "heading", "level": level, "text": text}
        case Paragraph(runs=runs):
            return {"type": "paragraph", "runs": _runs(runs)}
        case ListBlock(items=items, ordered=ordered):
            return {"type": "list", "ordered": ordered, "items": [_runs(item) for item in items]}
        case Image():
            return {"type": "image", **_image(block, stock)}
        case Gallery(images=images):
            return {"type": "gallery", "images": [_image(image, stock) for image in images]}
        case Quote(runs=runs, attribution=attribution):
            return {"type": "quote", "runs": _runs(runs), "attribution": attribution}
        case Table(rows=rows, header_rows=header_rows, caption=caption):
            return {
                "type": "table",
                "caption": caption,
                "header_rows": header_rows,
                "rows": [[_runs(cell) for cell in row] for row in rows],
            }
        case Turn():
            return _turn(block, stock)
        case Dialogue(key=key, title=title, turns=turns, url=url):
            return {
                "type": "dialogue",
                "key": key,
                "title": title,
                "url": url,
                "turns": [_turn(turn, stock) for turn in turns],
            }
        case Attachment(title=title, url=url, size=size, suffix=suffix):
            return {
                "type": "attachment",
                "title": title,
                "url": url,
                "size": size,
                "suffix": suffix,
            }
        case Video(title=title, url=url):
            return {"type": "video", "title": title, "url": url}
    raise TypeError(f"Unknown block {block!r}")


def _turn(turn: Turn, stock: Stock) -> dict[str, Any]:
    return {
        "type": "turn",
        "speaker": turn.speaker,
        "role": turn.role,
        "post": turn.post,
        "asks": turn.asks,
        "runs": _runs(turn.runs),
        "images": [_image(image, stock) for image in turn.images],
    }


def _image(image: Image, stock: Stock) -> dict[str, Any]:
    return {"picture": _picture(image.picture, stock), "caption": image.caption}


def _runs(runs: Inline) -> list[dict[str, Any]]:
    return [_run(run) for run in runs if run.text]


def _run(run: Run) -> dict[str, Any]:
    told: dict[str, Any] = {"text": run.text}
    if run.bold:
        told["bold"] = True
    if run.italic:
        told["italic"] = True
    if run.href.startswith(SAFE):
        told["href"] = run.href
    return told


def _said(block: dict[str, Any]) -> str:
    match block:
        case {"type": "turn"}:
            captions = [image["caption"] for image in block["images"]]
            said = f"{block['speaker']}：{_plain(block['runs'])}"
            return "\n".join([said, *filter(None, captions)])
        case {"type": "dialogue"}:
            return "\n".join(_said(turn) for turn in block["turns"])
        case {"runs": runs}:
            return _plain(runs)
        case {"type": "list"}:
            return "\n".join(_plain(item) for item in block["items"])
        case {"type": "table"}:
            return "\n".join("\t".join(_plain(cell) for cell in row) for row in block["rows"])
        case {"type": "image"}:
            return block["caption"]
        case {"type": "gallery"}:
            return "\n".join(image["caption"] for image in block["images"])
    return block.get("text") or block.get("title") or ""


def _plain(runs: list[dict[str, Any]]) -> str:
    return "".join(run["text"] for run in runs)
