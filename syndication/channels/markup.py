"""A story as plain HTML: no classes, no styles, nothing that executes, pictures by address."""

import re
from html import escape

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
    Quote,
    Run,
    Story,
    Table,
    Turn,
    Video,
)
from syndication.channels.base import Stock
from syndication.channels.stocked import address_of

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def html_of(story: Story, stock: Stock, closing: str = "") -> str:
    """Return the body of a story, with its source and a closing line below it. Pure."""
    # Not for translation: the text is Chinese whatever the interface.
    parts = [_block(block, stock) for block in story.body]
    if story.source:
        parts.append(_p(f"信息来源：{_text(story.source)}"))
    if closing:
        parts.append(_p(_text(closing)))
    return "".join(parts)


def length_of(block: Block, stock: Stock) -> int:
    """Return how many characters of HTML a block takes."""
    return len(_block(block, stock))


def _block(block: Block, stock: Stock) -> str:
    match block:
        case Heading(text=text, level=level):
            tag = f"h{min(max(level, 2), 4)}"
            return f"<{tag}>{_text(text)}</{tag}>"
        case Paragraph(runs=runs):
            return _p(_runs(runs))
        case ListBlock(items=items, ordered=ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_runs(item)}</li>' for item in items)}</{tag}>"
        case Image():
            return _image(block, stock)
        case Gallery(images=images):
            return "".join(_image(image, stock) for image in images)
        case Quote(runs=runs, attribution=attribution):
            by = _p(f"——{_text(attribution)}") if attribution else ""
            return f"<blockquote>{_p(_runs(runs))}{by}</blockquote>"
        case Table():
            return _table(block)
        case Turn():
            return _turn(block, stock)
        case Dialogue(turns=turns):
            return "".join(_turn(turn, stock) for turn in turns)
        case Attachment():
            return _p(f"附件：{_link(block.url, _text(block.title))}{_text(_size(block))}")
        case Video(title=title, url=url):
            return _p(f"视频：{_link(url, _text(title))}")
    raise TypeError(f"Unknown block {block!r}")


def _turn(turn: Turn, stock: Stock) -> str:
    speaker = turn.speaker + (f"（{turn.post}）" if turn.post else "")
    head, *others = turn.paragraphs or ((),)
    parts = [_p(f"<strong>{_text(speaker)}：</strong>{_runs(head)}")]
    parts += [_p(_runs(paragraph)) for paragraph in others]
    parts += [_image(image, stock) for image in turn.images]
    return "".join(parts)


def _image(image: Image, stock: Stock) -> str:
    address = address_of(stock[image.picture.source])
    caption = f"<figcaption>{_text(image.caption)}</figcaption>" if image.caption else ""
    alt = _text(image.picture.alt)
    return f'<figure><img src="{escape(address)}" alt="{alt}">{caption}</figure>'


def _table(table: Table) -> str:
    rows = []
    for index, row in enumerate(table.rows):
        tag = "th" if index < table.header_rows else "td"
        rows.append(f"<tr>{''.join(f'<{tag}>{_runs(cell)}</{tag}>' for cell in row)}</tr>")
    caption = _p(_text(table.caption)) if table.caption else ""
    return f"{caption}<table><tbody>{''.join(rows)}</tbody></table>"


def _runs(runs: Inline) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>")
    if run.bold:
        text = f"<strong>{text}</strong>"
    if run.italic:
        text = f"<em>{text}</em>"
    return _link(run.href, text)


def _link(href: str, text: str) -> str:
    if not href.startswith(("http://", "https://")):
        return text
    return f'<a href="{_text(href)}">{text}</a>'


def _size(attachment: Attachment) -> str:
    facts = [attachment.suffix.upper()] if attachment.suffix else []
    if attachment.size:
        facts.append(f"{max(1, round(attachment.size / 1024))} KB")
    return f"（{'，'.join(facts)}）" if facts else ""


def _text(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _p(content: str) -> str:
    return f"<p>{content}</p>"
