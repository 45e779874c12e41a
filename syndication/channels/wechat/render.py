"""From a story to the article fields of 新增草稿.

The HTML is written the way the platform keeps it: inline styles on section, p and span; no
class, id or script; links to other sites as numbered references, because the platform drops
their anchors; lists as paragraphs, because nested native lists come out wrong. Pictures stand
as `picture:<sha256>` until they are uploaded.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

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
from syndication.channels.base import Stock, Stocked
from syndication.channels.dialogues import fitted
from syndication.channels.options import PLAIN, Options

TITLE_LENGTH = 32
AUTHOR_LENGTH = 16
DIGEST_LENGTH = 120
PICTURE_SCHEME = "picture:"

TEXT = "font-size:16px;line-height:1.75;color:#333"
P = f"margin:0 0 16px;{TEXT};text-align:justify"
SMALL = "margin:0 0 16px;font-size:14px;line-height:1.6;color:#888"
HEADINGS = {
    2: "margin:8px 0 16px;font-size:18px;line-height:1.5;font-weight:bold;color:#222",
    3: "margin:8px 0 12px;font-size:17px;line-height:1.5;font-weight:bold;color:#222",
    4: "margin:4px 0 12px;font-size:16px;line-height:1.5;font-weight:bold;color:#444",
}
QUOTE = "margin:0 0 16px;padding:8px 16px;border-left:4px solid #ccc;background-color:#f7f7f7"
TABLE = "width:100%;border-collapse:collapse;table-layout:fixed;word-break:break-all"
CELL = "border:1px solid #ddd;padding:6px 8px;font-size:14px;line-height:1.5;color:#333"
HEAD_CELL = f"{CELL};font-weight:bold;background-color:#f2f2f2"
PICTURE = "max-width:100%;height:auto;vertical-align:middle"
CAPTION = "margin:4px 0 0;font-size:13px;line-height:1.5;color:#888;text-align:center"

SPEAKER = "margin:0 0 6px;font-size:15px;line-height:1.6"
SPEAKS = "font-weight:bold;color:#1d5fa8"
ASKS = "font-weight:bold;color:#b3261e"
ABOUT = "font-size:13px;color:#888"
DIALOGUE = "margin:0 0 24px"
QUESTION = (
    "background-color:#faf3f2;margin:0 0 16px;padding:12px 14px 1px;border-left:4px solid #b3261e"
)
ANSWER = "margin:0 0 8px"

# The platform takes less than 20,000 characters and 1 MB; source, closing line and what its own
# counting makes of it need some of that.
ROOM = (19_000, 900_000)

_TAG = re.compile(r"<[^>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def article(story: Story, stock: Stock, options: Options = PLAIN) -> dict[str, Any]:
    """Return the payload: article fields, and the SHA-256 of the cover and body pictures.

    `cover` is empty if the story has no picture. The title is never shortened: that is for
    the editor to do. Author and digest are, at the platform's limits.
    """
    writer = ArticleWriter(stock)
    told = fitted(story, options, ROOM, lambda block: ArticleWriter(stock).size_of(block))
    content = writer.write(told, options.closing)
    picture = options.cover or story.cover
    cover = stock[picture.source].sha256 if picture else ""
    return {
        "title": clean(options.title or story.short_title or story.title),
        "author": clean(options.author or story.author)[:AUTHOR_LENGTH],
        "digest": shortened(clean(options.digest or story.digest), DIGEST_LENGTH),
        "content": content,
        "content_source_url": story.url,
        "cover": cover or (writer.pictures[0] if writer.pictures else ""),
        "pictures": writer.pictures,
    }


def clean(text: str) -> str:
    """Return a one-line text without the characters that neither XML nor JSON readers like."""
    return " ".join(_CONTROL.sub("", text).split())


def shortened(text: str, length: int) -> str:
    """Return `text` cut to `length` characters, at a sentence's end if there is one in its
    second half, else with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[:length]
    end = max(head.rfind(mark) for mark in "。！？；")
    if end >= length // 2:
        return head[: end + 1]
    return f"{text[: length - 1]}…"


@dataclass
class ArticleWriter:
    """Writes one story's body; gathers its references and pictures on the way."""

    stock: Stock
    references: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    introduced: set[tuple[str, str]] = field(default_factory=set)

    def write(self, story: Story, closing: str = "") -> str:
        parts = [self._block(block) for block in story.body]
        if self.references:
            parts.append(self._list_of_references())
        if story.source:
            # Translators: not for translation; the article is Chinese whatever the interface.
            parts.append(_p(f"信息来源：{_text(story.source)}", SMALL))
        if closing:
            parts.append(_p(_text(closing), SMALL))
        return f'<section style="{TEXT}">{"".join(parts)}</section>'

    def size_of(self, block: Block) -> tuple[int, int]:
        """Return the visible characters and the bytes of a block by itself."""
        html = self._block(block)
        html += self._list_of_references() if self.references else ""
        return len(unescape(_TAG.sub("", html))), len(html.encode())

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text=text, level=level):
                return _p(_text(text), HEADINGS[min(max(level, 2), 4)])
            case Paragraph(runs=runs):
                return _p(self._runs(runs))
            case ListBlock(items=items, ordered=ordered):
                marks = (f"{n}. " if ordered else "• " for n in range(1, len(items) + 1))
                return "".join(
                    _p(mark + self._runs(item)) for mark, item in zip(marks, items, strict=True)
                )
            case Image():
                return self._image(block)
            case Gallery(images=images):
                return "".join(self._image(image) for image in images)
            case Quote(runs=runs, attribution=attribution):
                by = _p(f"——{_text(attribution)}", SMALL) if attribution else ""
                return f'<section style="{QUOTE}">{_p(self._runs(runs))}{by}</section>'
            case Table():
                return self._table(block)
            case Turn():
                return self._turn(block)
            case Dialogue(turns=turns):
                said = "".join(self._turn(turn) for turn in turns)
                return f'<section style="{DIALOGUE}">{said}</section>'
            case Attachment():
                return _p(f"附件：{_text(_described(block))}（请点击“阅读原文”下载）", SMALL)
            case Video(title=title):
                return _p(f"视频：{_text(title)}（请点击“阅读原文”观看）", SMALL)
        raise TypeError(f"Unknown block {block!r}")

    def _turn(self, turn: Turn) -> str:
        said = "".join(_p(self._runs(paragraph)) for paragraph in turn.paragraphs)
        said += "".join(self._image(image) for image in turn.images)
        frame = QUESTION if turn.asks else ANSWER
        return f'<section style="{frame}">{self._speaker(turn)}{said}</section>'

    def _speaker(self, turn: Turn) -> str:
        """Return who speaks, and at their first word what they are."""
        what = turn.post or turn.role
        is_new = (turn.speaker, what) not in self.introduced
        self.introduced.add((turn.speaker, what))
        name = f'<span style="{ASKS if turn.asks else SPEAKS}">{_text(turn.speaker)}</span>'
        about = f'<span style="{ABOUT}">　{_text(what)}</span>' if what and is_new else ""
        return _p(name + about, SPEAKER)

    def _runs(self, runs: Inline) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = _text(run.text).replace("\n", "<br/>")
        if run.bold:
            text = f'<span style="font-weight:bold">{text}</span>'
        if run.italic:
            text = f'<span style="font-style:italic">{text}</span>'
        if not run.href:
            return text
        if is_article(run.href):
            return f'<a href="{escape(run.href)}">{text}</a>'
        if not run.href.startswith(("http://", "https://")) or run.href == run.text:
            return text
        if run.href not in self.references:
            self.references.append(run.href)
        number = self.references.index(run.href) + 1
        return f'{text}<span style="font-size:12px;color:#888">[{number}]</span>'

    def _list_of_references(self) -> str:
        lines = [_p("参考链接", HEADINGS[4])]
        lines += [
            _p(f"[{number}] {_text(href)}", SMALL)
            for number, href in enumerate(self.references, start=1)
        ]
        return "".join(lines)

    def _image(self, image: Image) -> str:
        picture: Stocked = self.stock[image.picture.source]
        if picture.sha256 not in self.pictures:
            self.pictures.append(picture.sha256)
        caption = f'<p style="{CAPTION}">{_text(image.caption)}</p>' if image.caption else ""
        return (
            '<section style="margin:0 0 16px;text-align:center">'
            f'<img src="{PICTURE_SCHEME}{picture.sha256}" alt="{_text(image.picture.alt)}"'
            f' style="{PICTURE}"/>{caption}</section>'
        )

    def _table(self, table: Table) -> str:
        rows = []
        for index, row in enumerate(table.rows):
            style = HEAD_CELL if index < table.header_rows else CELL
            cells = "".join(f'<td style="{style}">{self._runs(cell)}</td>' for cell in row)
            rows.append(f"<tr>{cells}</tr>")
        caption = f'<p style="{CAPTION}">{_text(table.caption)}</p>' if table.caption else ""
        return (
            f'<section style="margin:0 0 16px">{caption}'
            f'<table style="{TABLE}"><tbody>{"".join(rows)}</tbody></table></section>'
        )


def is_article(href: str) -> bool:
    """Whether an address is an article on WeChat itself, the one kind of link that is kept."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    # javascript://mp.weixin.qq.com/s is none.
    is_page = parts.scheme in {"http", "https"} and parts.hostname == "mp.weixin.qq.com"
    return is_page and (parts.path == "/s" or parts.path.startswith("/s/"))


def _described(attachment: Attachment) -> str:
    facts = [attachment.suffix.upper()] if attachment.suffix else []
    if attachment.size:
        facts.append(f"{max(1, round(attachment.size / 1024))} KB")
    return f"{attachment.title}（{'，'.join(facts)}）" if facts else attachment.title


def _text(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _p(content: str, style: str = P) -> str:
    return f'<p style="{style}">{content}</p>'
