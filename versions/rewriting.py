"""A finished page in another version: its links stay in it, and its text is in its script.

Done once, on the page as it goes out, so that no page and no app needs to know of versions. What
people typed or a form sends back is left as it is.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape, unescape

from versions.naming import Version, address
from versions.script import BETWEEN, traditional

PIECE = re.compile(
    r"(?P<left><!--.*?-->|<(?P<raw>script|style|textarea)\b.*?</(?P=raw)\s*>)"
    r"""|(?P<tag></?[a-z](?:[^>"']|"[^"]*"|'[^']*')*>)"""
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
NAME = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
LINKS = {"a": "href", "area": "href", "form": "action"}
# What is read out or shown, and never sent back.
SHOWN = re.compile(
    r"""(\s(?:alt|title|aria-label|placeholder|content|label)=)("[^"]*"|'[^']*')""", re.IGNORECASE
)
TARGET = re.compile(r"""(\s(?:href|action)=)("[^"]*"|'[^']*')""", re.IGNORECASE)
# A link to another version says in which language that is.
OTHER_VERSION = re.compile(r"\shreflang=", re.IGNORECASE)
# Named in its own script, whatever the page's.
SIMPLIFIED = re.compile(r"""\slang=["']?zh-Hans""", re.IGNORECASE)
LANGUAGE = re.compile(r"""(<html\b[^>]*\slang=)("[^"]*"|'[^']*')""", re.IGNORECASE)


# Names our own sites, as `https://host`.
Roots = Callable[[], Iterable[str]]


def rewritten(html: str, version: Version, roots: Roots) -> str:
    """Return a page in a version. `roots` is asked at most once, if there are absolute links."""
    return _Page(version, cache(roots)).read(html)


def in_version(url: str, version: Version, roots: Roots) -> str:
    """Return where a link leads that is followed within a version; elsewhere, for other sites'."""
    if url.startswith("/") and not url.startswith("//"):
        return _with_version(version, url)
    if url.startswith(("http://", "https://")):
        for root in roots():
            if url.startswith(f"{root}/"):
                return root + _with_version(version, url[len(root) :])
    return url


class _Page:
    def __init__(self, version: Version, roots: Roots) -> None:
        self.version = version
        self.roots = roots
        self.pieces: list[str] = []
        # Which pieces are texts to be converted, and these.
        self.places: list[int] = []
        self.texts: list[str] = []
        self.is_simplified = False

    def read(self, html: str) -> str:
        for found in PIECE.finditer(html):
            if tag := found["tag"]:
                self._tag(tag)
            elif (text := found["text"]) and self._is_converted(text):
                self._convert(text)
            else:
                self.pieces.append(found[0])
        for place, text in zip(self.places, traditional(self.texts), strict=True):
            self.pieces[place] = text
        return "".join(self.pieces)

    def _is_converted(self, text: str) -> bool:
        if self.is_simplified or not self.version.is_traditional:
            return False
        return not text.isascii() and BETWEEN not in text

    def _convert(self, text: str) -> None:
        self.places.append(len(self.pieces))
        self.texts.append(text)
        self.pieces.append(text)

    def _tag(self, tag: str) -> None:
        name = NAME.match(tag)[1].lower()
        self.is_simplified = bool(SIMPLIFIED.search(tag)) and name != "html"
        if name == "html":
            tag = LANGUAGE.sub(rf'\1"{self.version.language}"', tag)
        elif name == "link":
            tag = self._head_link(tag)
        elif name in LINKS and not OTHER_VERSION.search(tag):
            tag = TARGET.sub(self._target, tag)
        if not self._is_converted(tag):
            self.pieces.append(tag)
            return
        end = 0
        for shown in SHOWN.finditer(tag):
            self.pieces.append(tag[end : shown.start(2)])
            if self._is_converted(shown[2]):
                self._convert(shown[2])
            else:
                self.pieces.append(shown[2])
            end = shown.end(2)
        self.pieces.append(tag[end:])

    def _head_link(self, tag: str) -> str:
        """A page in another script is a page of its own to machines; one for elders is not."""
        if 'rel="canonical"' not in tag or self.version.is_elder:
            return tag
        return TARGET.sub(self._target, tag)

    def _target(self, found: re.Match[str]) -> str:
        said, quoted = found[1], found[2]
        url = unescape(quoted[1:-1])
        changed = in_version(url, self.version, self.roots)
        return found[0] if changed == url else f'{said}"{escape(changed)}"'


def _with_version(version: Version, url: str) -> str:
    end = min((place for mark in "?#" if (place := url.find(mark)) >= 0), default=len(url))
    return address(version, url[:end]) + url[end:]
