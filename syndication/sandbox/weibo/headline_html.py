"""What is left of a headline article's HTML: nothing official is known, so little is kept."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment

KEPT = frozenset(
    {
        "a", "b", "blockquote", "br", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "i", "img", "li", "ol", "p", "section", "span", "strong", "sub", "sup", "table",
        "tbody", "td", "th", "thead", "tr", "u", "ul",
    }
)  # fmt: skip
DROPPED = frozenset(
    {
        "script", "style", "iframe", "object", "embed", "form", "input", "button", "video", "audio",
        "svg", "link", "meta", "title", "template",
    }
)  # fmt: skip


def clean(html: str, host: str) -> str:
    """Return the HTML without scripts, forms and pictures from elsewhere."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(lambda tag: tag.name in DROPPED):
        tag.extract()
    for tag in soup.find_all(True):
        if tag.name not in KEPT:
            tag.unwrap()
        elif tag.name == "img":
            path = _own_picture(str(tag.get("src", "")), host)
            if path:
                tag.attrs = {"src": path, "alt": str(tag.get("alt", ""))}
            else:
                tag.extract()
        else:
            href = str(tag.get("href", ""))
            tag.attrs = {"href": href} if href.startswith(("http://", "https://")) else {}
    return str(soup)


def _own_picture(src: str, host: str) -> str:
    try:
        parts = urlsplit(src)
    except ValueError:
        return ""
    return parts.path if parts.netloc == host and parts.path.startswith("/media/weibo-") else ""
