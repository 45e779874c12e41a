"""What is left of an article's HTML (facts: no official list; this is what users report)."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from django.http import HttpRequest

from syndication.sandbox.models import Material, WeChatAccount

REMOVED = frozenset(
    {
        "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe",
        "input", "link", "meta", "noembed", "noframes", "noscript", "object", "plaintext",
        "script", "select", "source", "style", "template", "textarea", "title", "video", "xmp",
    }
)  # fmt: skip
UNWRAPPED = frozenset({"html", "head", "body", "picture"})
# Interactive drawings do not survive the API.
MOTION = frozenset(
    {"animate", "animatecolor", "animatemotion", "animatetransform", "discard", "set"}
)
SOURCES = {"img": ("src", "data-src"), "image": ("href", "xlink:href", "src")}
_DROPPED_DECLARATION = re.compile(r"^\s*(position|z-index)\s*:|var\(|expression\(|@import", re.I)
_DECLARATION = re.compile(
    r"""(?:"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\)|[^;"'(])+"""
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_URL = re.compile(r"(?:url|image-set)\(\s*['\"]?([^'\")]*)", re.I)
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Filter:
    """Filters the HTML of one account's articles.

    `removed` names what the platform hates, `text` is what is left to read: known while it is
    parsed, which is most of the work of a draft.
    """

    def __init__(self, account: WeChatAccount, request: HttpRequest) -> None:
        self.host = request.get_host()
        self.pictures = Material.objects.filter(account=account)
        self.removed: set[str] = set()
        self.text = ""
        self.shows_nothing = True

    def __call__(self, html: str) -> str:
        soup = BeautifulSoup(html, "html.parser", on_duplicate_attribute="ignore")
        # Comments, and what browsers take for some.
        for hidden in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
            hidden.extract()
        for tag in soup.find_all(True):
            # Its parent may be gone already: then it has lost its name. (`decomposed` searches.)
            if tag.name:
                self._filter(tag)
        self.text = " ".join(soup.get_text().split())
        self.shows_nothing = not self.text and soup.find(["img", "svg"]) is None
        return str(soup)

    def _filter(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name in REMOVED:
            self.removed.add(name)
            tag.decompose()
        elif name in MOTION or self._is_misplaced(tag, name):
            tag.decompose()
        elif name in UNWRAPPED:
            tag.unwrap()
        else:
            self._note_scripts(tag)
            self._filter_kept(tag, name)

    def _filter_kept(self, tag: Tag, name: str) -> None:
        if name in SOURCES:
            self._picture(tag, SOURCES[name])
        elif name == "a" and not self._is_article(str(tag.get("href", ""))):
            tag.unwrap()
        else:
            self._attributes(tag)

    def _is_misplaced(self, tag: Tag, name: str) -> bool:
        return tag.parent.name == "foreignobject" and name != "section"

    def _note_scripts(self, tag: Tag) -> None:
        for attribute, value in tag.attrs.items():
            lower = attribute.lower()
            if lower.startswith("on"):
                self.removed.add("on")
            elif lower in {"href", "xlink:href"} and _split(str(value)).scheme == "javascript":
                self.removed.add("javascript")

    def _picture(self, tag: Tag, sources: tuple[str, ...]) -> None:
        source = next((name for name in sources if tag.get(name)), "src")
        path = self._own_picture(str(tag.get(source, "")))
        if not path:
            tag.extract()
            return
        for name in sources:
            del tag[name]
        self._attributes(tag)
        tag["src" if tag.name == "img" else source] = path

    def _attributes(self, tag: Tag) -> None:
        for attribute in list(tag.attrs):
            lower = attribute.lower()
            if (
                lower.startswith("on")
                or lower in {"id", "srcset", "data-src", "background", "formaction", "xlink:href"}
                or (lower == "style" and tag.name == "code")
                or (lower == "href" and tag.name != "a")
            ):
                del tag[attribute]
            elif lower == "style":
                self._style(tag, attribute)

    def _style(self, tag: Tag, attribute: str) -> None:
        style = _CSS_COMMENT.sub("", str(tag[attribute]))
        declarations = [part.strip() for part in _DECLARATION.findall(style) if part.strip()]
        kept = [part for part in declarations if not self._is_dropped(part)]
        if kept == declarations:
            return
        if kept:
            tag[attribute] = ";".join(kept)
        else:
            del tag[attribute]

    def _is_dropped(self, declaration: str) -> bool:
        declaration = _CSS_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), declaration)
        if _DROPPED_DECLARATION.search(declaration):
            return True
        return any(not self._own_picture(url) for url in _URL.findall(declaration))

    def _own_picture(self, url: str) -> str:
        """Return the address of a picture this account has uploaded, without the host."""
        parts = _split(url)
        if not self._is_here(parts) or not parts.path.startswith("/media/"):
            return ""
        path = parts.path.removeprefix("/media/")
        return parts.path if self.pictures.filter(picture__path=path).exists() else ""

    def _is_article(self, href: str) -> bool:
        parts = _split(href)
        is_page = parts.path == "/s" or parts.path.startswith("/s/")
        if parts.scheme not in {"http", "https"} or not is_page:
            return False
        return parts.hostname == "mp.weixin.qq.com" or self._is_here(parts)

    def _is_here(self, parts) -> bool:
        return parts.netloc == self.host or parts.hostname in _LOCAL


def _split(url: str):
    try:
        parts = urlsplit(url.strip())
        _ = parts.hostname
    except ValueError:
        return urlsplit("")
    return parts
