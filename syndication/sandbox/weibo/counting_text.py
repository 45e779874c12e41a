"""How Weibo measures a post (the front end's kit.extra.count), and what it does to its text."""

import math
import re
import secrets
import string

URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*")
TOPIC = re.compile(r"#[^#\n]+#")
URL_HALF_UNITS, URL_LENGTH = 20, 140


def length(text: str) -> int:
    """Return the length in 汉字: U+00FF and below count half, an address counts ten."""
    half_units = 0
    plain = text.replace("\r\n", "\n")
    for url in [url for url in URL.findall(plain) if not re.match(r"https?://t\.cn/", url)]:
        half_units += max(URL_HALF_UNITS, URL_HALF_UNITS + len(url) - URL_LENGTH)
        plain = plain.replace(url, "", 1)
    for char in plain:
        half_units += 1 if ord(char) <= 0xFF else 2 * (1 + (ord(char) > 0xFFFF))
    return math.ceil(half_units / 2)


def addresses(text: str) -> list[str]:
    return URL.findall(text)


def as_shown(text: str) -> tuple[str, dict[str, str]]:
    """Return the text with topics dropped, markup escaped and addresses shortened, and these."""
    links: dict[str, str] = {}

    def shorten(match: re.Match[str]) -> str:
        code = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(6))
        short = f"http://t.cn/A6{code}"
        links[short] = match.group()
        return short

    pieces = []
    last = 0
    for match in URL.finditer(text):
        pieces.append(_escaped(TOPIC.sub("", text[last : match.start()])))
        pieces.append(shorten(match))
        last = match.end()
    pieces.append(_escaped(TOPIC.sub("", text[last:])))
    return "".join(pieces), links


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
