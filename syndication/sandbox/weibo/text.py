"""What happens to the text of a post: counted, searched for addresses, changed."""

import math
import re
import secrets
from urllib.parse import urlsplit

MOST = 140
# The front end's own rule, and single-label hosts with ports as well, for use on one machine.
URL = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d+)?[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*"
)
TOPIC = re.compile(r"#[^#\s][^#\n]*#")
SHORT = ("http://t.cn/", "https://t.cn/")
# Addresses of the platform's own count as they are as long as they are short.
OWN = re.compile(r"https?://(weibo\.com|weibo\.cn|t\.sina\.(com\.)?cn)(/|$)")
LONGEST_OWN = 41


def length(text: str) -> int:
    """Count as kit.extra.count does: half a character up to U+00FF, an address is ten."""
    text = text.replace("\r\n", "\n")
    units = 0

    def weigh(match: re.Match[str]) -> str:
        nonlocal units
        url = match.group()
        if url.startswith(SHORT) or (OWN.match(url) and len(url) <= LONGEST_OWN):
            return url
        units += 20 if len(url) <= 140 else len(url) - 120
        return ""

    for char in URL.sub(weigh, text):
        units += 1 if char <= "\xff" else 2 if char <= "\uffff" else 4
    return math.ceil(units / 2)


def has_safe_address(text: str, domains: list[str]) -> bool:
    """Whether an address in the text is on one of the domains, to the letter."""
    hosts = {urlsplit(url).hostname for url in URL.findall(text)}
    return any(domain.lower() in hosts for domain in domains)


def published(text: str) -> tuple[str, dict[str, str]]:
    """Return the text as the platform shows it, and what its short addresses stand for."""
    links: dict[str, str] = {}

    def shorten(match: re.Match[str]) -> str:
        if match.group().startswith(SHORT):
            return match.group()
        short = f"http://t.cn/A6{secrets.token_hex(3)}"
        links[short] = match.group()
        return short

    addresses: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        addresses.append(match.group())
        return f"\x00{len(addresses) - 1}\x00"

    # A fragment is not a topic.
    aside = TOPIC.sub("", URL.sub(put_aside, text.strip()))
    whole = re.sub(r"\x00(\d+)\x00", lambda match: addresses[int(match.group(1))], aside)
    return URL.sub(shorten, whole), links
