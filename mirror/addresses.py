"""Addresses of the portal, each written in one way, and the files that stand for them.

A static server looks at no query string. The one that public pages need, the number of a list's
page, becomes a folder: `/news/?page=2` is `/news/page=2/`. No slug has an equals sign, so it is no
page's address. Every other query string asks for something that is made for the asker.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

# Of a path in an address, as browsers and Django leave them alone.
SAFE = "/-._~!$&'()*+,;=:@"
LONGEST_NAME = 255
INDEX = "index"
# What an address that ends with a slash answers, and what its file is called then.
ENDINGS = {
    "text/html": "html", "application/atom+xml": "atom", "application/rss+xml": "rss",
    "application/xml": "xml", "text/xml": "xml", "application/json": "json",
    "application/feed+json": "json", "application/schema+json": "json", "text/csv": "csv",
    "text/plain": "txt", "text/calendar": "ics", "image/svg+xml": "svg", "image/png": "png",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "text/x-python": "py",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """`root` is a site's scheme and host; `path` begins with a slash and is percent-encoded."""

    root: str
    path: str
    page: int = 1

    def __str__(self) -> str:
        return self.root + self.asked

    @property
    def asked(self) -> str:
        """What is asked of the server."""
        return self.path if self.page == 1 else f"{self.path}?page={self.page}"

    @property
    def host(self) -> str:
        return urlsplit(self.root).netloc


class Elsewhere(Exception):
    """An address that no file can stand for; says why."""


def read(link: str, base: Address, roots: frozenset[str]) -> tuple[Address, str] | None:
    """Return the address that a link leads to and its fragment with "#"; None for other hosts.

    Raises Elsewhere if it leads to one of ours that is made for the asker.
    """
    try:
        parts = urlsplit(urljoin(str(base), link.strip()))
    except ValueError:
        return None
    root = f"{parts.scheme}://{parts.netloc}".lower()
    if root not in roots:
        return None
    page = 1
    for name, value in parse_qsl(parts.query):
        if name != "page" or not value.isascii() or not value.isdecimal() or len(value) > 6:
            raise Elsewhere("query")
        page = int(value) or 1
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    path = quote(unquote(parts.path or "/"), safe=SAFE)
    return Address(root, path, page), fragment


def folder_of(root: str) -> str:
    """Return the folder of a site, named as nginx' $host names it (with its port if it has one)."""
    return urlsplit(root).netloc.replace(":", "_")


def file_of(address: Address, kind: str) -> str:
    """Return the file of an address, from the target's folder. Raises Elsewhere."""
    inner = within(address, kind)
    names = unquote(inner).removeprefix("/").split("/")
    for name in names:
        if name in {"", ".", ".."} or "\0" in name or "\\" in name:
            raise Elsewhere("name")
        if len(name.encode()) > LONGEST_NAME:
            raise Elsewhere("long name")
    if names[-1] == f"{INDEX}.html" and not inner.endswith(f"/{INDEX}.html"):
        raise Elsewhere("name")
    return "/".join(("sites", folder_of(address.root), *names))


def within(address: Address, kind: str) -> str:
    """Return the path, percent-encoded, of an address' file within its site."""
    path = address.path
    if address.page > 1:
        path = f"{path if path.endswith('/') else path + '/'}page={address.page}/"
    if path.endswith("/"):
        path += f"{INDEX}.{ENDINGS.get(kind, 'bin')}"
    return path


def shown_as(address: Address, kind: str) -> str:
    """Return how pages of the copy link to an address: pages without their file's name."""
    path = within(address, kind)
    return path.removesuffix(f"{INDEX}.html") if kind == "text/html" else path
