"""The links in whatever somebody pasted."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from syndication.channels.links import Link

MOST_CHARACTERS = 2000
# What fits into a web address after every Chinese character has become nine of ASCII.
FIELD_LENGTH = 800
MOST_LINKS = 5

# The wide forms of what links are made of; wide punctuation ends a link, as it ends a sentence.
_WIDE = {
    wide: wide - 0xFEE0
    for wide in range(0xFF01, 0xFF5F)
    if chr(wide - 0xFEE0).isalnum() or chr(wide - 0xFEE0) in "#%&+-./:=?@_~"
}
_CHARACTERS = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\\|^{}]"
_LINK = re.compile(
    # Not what another link carries in its query.
    rf"(?<![/=?&%#])https?://{_CHARACTERS}+"
    r"|(?<![A-Za-z0-9@._%/=?&#:\\-])"
    rf"(?:[a-z0-9-]{{1,63}}\.){{1,8}}[a-z]{{2,18}}(?::[0-9]{{1,5}})?/{_CHARACTERS}*",
    re.IGNORECASE,
)
_SPACED_SLASH = re.compile(r"(?<=[A-Za-z0-9/:]) */ *(?=[A-Za-z0-9_/-])(?!https?:)")
_ENCODED = re.compile(r"https?%3a%2f%2f", re.IGNORECASE)
_AFTER_A_LINK = ".,:;!?'*)]}|^"


@dataclass(frozen=True, slots=True)
class Held:
    """One link as it was held out to us; `link` is None if it is not what it seems to be."""

    text: str
    link: Link | None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    links: tuple[Held, ...] = ()
    left_out: int = 0
    is_too_long: bool = False


def read(text: str) -> Pasted:
    """Return the links of a text, each once, at most `MOST_LINKS`. Never raises."""
    if len(text) > MOST_CHARACTERS:
        return Pasted(is_too_long=True)
    folded = fold(text)
    found: dict[str, Held] = {}
    for match in _LINK.finditer(folded):
        words = match.group().rstrip(_AFTER_A_LINK)
        cut = match.end() == len(folded) and _fills_the_field(text)
        found.setdefault(words, Held(words, Link.parse(words), cut))
    links = tuple(found.values())
    return Pasted(links[:MOST_LINKS], max(0, len(links) - MOST_LINKS))


def fold(text: str) -> str:
    """Return a text with its links as they were meant: narrow, decoded, without what is unseen."""
    if "://" not in text and _ENCODED.search(text):
        text = unquote(text)
    text = text.translate(_WIDE).replace("&amp;", "&")
    text = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return _SPACED_SLASH.sub("/", text.strip())


def _fills_the_field(text: str) -> bool:
    """Whether a browser stopped reading here; it counts in UTF-16 and a line's end once."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "replace")) // 2 >= FIELD_LENGTH
