"""Passive replies (被动回复用户消息): a text or cards, as XML within the platform's limits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from syndication.answers import Answer

TEXT_BYTES = 2048
# Surplus articles are cut by the platform; who wrote a message gets one.
MOST_CARDS, CARDS_FOR_A_MESSAGE = 8, 1
TITLE_LENGTH, DESCRIPTION_LENGTH = 64, 120

# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Text:
    content: str


@dataclass(frozen=True, slots=True)
class Cards:
    answers: tuple[Answer, ...]


Reply = Text | Cards


def as_xml(reply: Reply, *, to: str, sender: str, at: int) -> str:
    """Return the reply to the follower `to`; `at` in Unix seconds."""
    head = (
        f"<ToUserName>{_cdata(to)}</ToUserName><FromUserName>{_cdata(sender)}</FromUserName>"
        f"<CreateTime>{at}</CreateTime>"
    )
    match reply:
        case Text(content):
            kind, content = "text", f"<Content>{_cdata(clipped(content, TEXT_BYTES))}</Content>"
        case Cards(answers):
            shown = answers[:MOST_CARDS]
            kind = "news"
            content = (
                f"<ArticleCount>{len(shown)}</ArticleCount>"
                f"<Articles>{''.join(map(_item, shown))}</Articles>"
            )
    return f"<xml>{head}<MsgType>{_cdata(kind)}</MsgType>{content}</xml>"


def clipped(text: str, most: int) -> str:
    """Return as much of a text as fits into `most` bytes of UTF-8, characters whole."""
    return text.encode()[:most].decode(errors="ignore")


def link(title: str, url: str) -> str:
    """Return what a text shows as a link. Titles cannot be escaped there, so brackets go."""
    return f'<a href="{url.replace(chr(34), "%22")}">{without_markup(title)}</a>'


def without_markup(text: str) -> str:
    return re.sub(r"[<>]", "", text)


def with_lines(opening: str, lines: Iterable[str], most: int = TEXT_BYTES) -> Text:
    """Return a text of an opening and as many whole lines as fit."""
    text = clipped(opening.strip(), most)
    separator = "\n\n"
    for line in lines:
        longer = f"{text}{separator if text else ''}{line}"
        if len(longer.encode()) > most:
            break
        text, separator = longer, "\n"
    return Text(text)


def _item(answer: Answer) -> str:
    return (
        "<item>"
        f"<Title>{_cdata(_short(answer.title, TITLE_LENGTH))}</Title>"
        f"<Description>{_cdata(_short(answer.description, DESCRIPTION_LENGTH))}</Description>"
        f"<PicUrl>{_cdata(answer.picture_url)}</PicUrl><Url>{_cdata(answer.url)}</Url>"
        "</item>"
    )


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _cdata(text: str) -> str:
    safe = _UNWRITABLE.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"
