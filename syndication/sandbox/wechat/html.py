"""What is left of an article's HTML (facts: no official list; this is what users report)."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, Tag
from django.http import HttpRequest

from syndication.sandbox.models import Material, WeChatAccount

REMOVED = frozenset(
    {
        "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe",
        "input", "link", "meta", "noscript", "object", "script", "select", "source", "style",
        "template", "textarea", "title", "video",
    }
)  # fmt: skip
UNWRAPPED = frozenset({"html", "head", "body", "picture"})
_DROPPED_DECLARATION = re.compile(r"^\s*(position|z-index)\s*:|var\(|expression\(|@import", re.I)
_URL = re.compile(r"url\(\s*['\"]?([^'\")]*)", re.I)
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

    def __call__(self, html: str) -> str:
        soup = BeautifulSoup(html, "html.parser")
        if "<!" in html:
            for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
                comment.extract()
        for tag in soup.find_all(lambda tag: tag.name in REMOVED):
            self.removed.add(tag.name)
            tag.extract()
        for tag in soup.find_all(True):
            self._filter(tag)
        self.text = " ".join(soup.get_text(" ").split())
        return str(soup)

    def _filter(self, tag: Tag) -> None:
        name = tag.name
        if name in UNWRAPPED:
            tag.unwrap()
        elif name == "img":
            self._picture(tag)
        elif name == "a" and not self._is_article(str(tag.get("href", ""))):
            tag.unwrap()
        else:
            self._attributes(tag)

    def _picture(self, tag: Tag) -> None:
        path = self._own_picture(str(tag.get("src") or tag.get("data-src") or ""))
        if not path:
            tag.extract()
            return
        self._attributes(tag)
        tag["src"] = path

    def _attributes(self, tag: Tag) -> None:
        for attribute in list(tag.attrs):
            lower = attribute.lower()
            if lower.startswith("on"):
                self.removed.add("on")
                del tag[attribute]
            elif (
                lower in {"id", "srcset", "data-src", "background", "formaction"}
                or (lower == "style" and tag.name == "code")
                or (lower in {"href", "xlink:href"} and tag.name != "a")
            ):
                del tag[attribute]
            elif lower == "style":
                self._style(tag, attribute)

    def _style(self, tag: Tag, attribute: str) -> None:
        declarations = [part.strip() for part in str(tag[attribute]).split(";") if part.strip()]
        kept = [part for part in declarations if not self._is_dropped(part)]
        if kept == declarations:
            return
        if kept:
            tag[attribute] = ";".join(kept)
        else:
            del tag[attribute]

    def _is_dropped(self, declaration: str) -> bool:
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
        if parts.scheme not in {"http", "https"} or not parts.path.startswith("/s"):
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
