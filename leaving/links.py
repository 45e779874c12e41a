"""Links of a finished page that lead away from the government lead to a question first.

Done once, on the page as it goes out, so that stories for other channels, feeds and what machines
read keep the real address. The way there is signed: nobody else can have our question ask about an
address of theirs.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from leaving.hosts import host_of, is_government, is_known

LINK = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
HREF = re.compile(r"""(\shref=)(["'])(https?://.*?|//.*?)\2""", re.IGNORECASE)
# Into a frame of our own page, such as that of a video's player: nobody leaves.
FRAMED = re.compile(r"""\starget=(["'])[^_"'][^"']*\1""", re.IGNORECASE)
REL = re.compile(r"""\srel=(["'])(.*?)\1""", re.IGNORECASE)
LONGEST = 2_000

_signer = Signer(salt="leaving")


def rewritten(html: str, known: Callable[[], frozenset[str]]) -> str:
    """Return a page whose links to other hosts lead to the question. `known` is asked at most
    once, and only if a link needs it.
    """
    names: frozenset[str] | None = None

    def replace(found: re.Match[str]) -> str:
        nonlocal names
        tag = found[0]
        href = HREF.search(tag)
        address = unescape(href[3]) if href else ""
        host = host_of(address)
        if not host or is_government(host) or len(address) > LONGEST or FRAMED.search(tag):
            return tag
        names = known() if names is None else names
        if is_known(host, names):
            return tag
        tag = HREF.sub(lambda part: f'{part[1]}"{escape(way_to(address))}"', tag, count=1)
        return _unrecommended(tag)

    return LINK.sub(replace, html)


def way_to(address: str) -> str:
    """Return the path of the question about an address."""
    signature = _signer.signature(address)
    return f"{reverse('leaving')}?{urlencode({'to': address, 'by': signature})}"


def asked_about(address: str, signature: str) -> str | None:
    """Return the address if we have signed the way to it, else None."""
    try:
        return _signer.unsign(f"{address}:{signature}")
    except BadSignature:
        return None


def _unrecommended(tag: str) -> str:
    """Search engines need not follow it, and it gets no hold of our window."""
    rel = REL.search(tag)
    words = dict.fromkeys([*(rel[2].split() if rel else ()), "nofollow", "noopener"])
    said = f' rel="{" ".join(words)}"'
    return REL.sub(lambda _found: said, tag, count=1) if rel else f"{tag[:-1].rstrip()}{said}>"
