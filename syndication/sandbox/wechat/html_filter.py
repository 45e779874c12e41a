"""What the platform leaves of an article's HTML (新增草稿, and what practitioners saw)."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, Tag

REMOVED = {
    "script", "style", "iframe", "form", "input", "button", "object", "embed", "video", "audio",
    "link", "meta", "title", "textarea", "select", "noscript",
}  # fmt: skip
DECLARATIONS = re.compile(r"(?:^|;)\s*(?:position|z-index)\s*:[^;]*", re.IGNORECASE)
EXTERNAL_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-image)?\s*:[^;]*url\([^;]*", re.I)


def filtered(html: str, own_pictures: set[str]) -> str:
    """Return what is stored of `html`; pictures survive if their address is one of ours."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(REMOVED):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name == "img" and urlsplit(tag.get("src", "")).path not in own_pictures:
            tag.decompose()
        elif tag.name == "a" and not _leads_to_an_article(tag):
            tag.unwrap()
        else:
            _strip(tag)
    return str(soup)


def _leads_to_an_article(link: Tag) -> bool:
    href = urlsplit(link.get("href", ""))
    return href.scheme == "https" and href.hostname == "mp.weixin.qq.com"


def _strip(tag: Tag) -> None:
    for name in list(tag.attrs):
        if name == "id" or name.startswith("on"):
            del tag[name]
    if "style" in tag.attrs:
        style = EXTERNAL_BACKGROUND.sub("", DECLARATIONS.sub("", tag["style"]))
        tag["style"] = style.strip("; ")
