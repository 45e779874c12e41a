"""Which addresses a reader may open in a portal that has pages: by type of page, and all others."""

from collections.abc import Iterable, Iterator
from itertools import islice

from wagtail.models import Page, get_page_models

from leaving.links import way_to
from tests.doors.addresses import ADDRESSES, Door, path_of, routed
from tests.doors.town import Thing

# Files and data: nothing that a browser shows as a page.
NOT_PAGES = {
    Door.EXPORT, Door.PAYLOAD, Door.DOCUMENT, Door.RENDITION, Door.FEED, Door.API, Door.SITEMAP,
    Door.CARD, Door.SUGGESTIONS,
}  # fmt: skip
# What no browser shows, though others of its kind are pages.
DATA = {
    "search-description", "mirror_key", "manifest", "manifest-of-part", "service-worker",
}  # fmt: skip
# What no page leads to and a reader meets all the same.
BESIDE = (
    "/search/", "/search/?q=%E5%85%AC%E5%BC%80", "/search/?q=zqzqzqzq", "/verify/", "/sitemap/",
    "/leaving/", "/leaving/?to=https://example.com/", "/is-not-there/",
)  # fmt: skip
# Pages of a type that look otherwise from one to the next: by the state of an interview, by the
# kind of a list. Of others one is asked, the longest: it holds most of what a page can hold.
OF_TYPE = {"InterviewPage": 3, "PowerListPage": 2, "ArticlePage": 2}


def things() -> list[Thing]:
    """Return a public page of each type, or some, those with the longest texts."""
    found = []
    for model in get_page_models():
        if model._meta.app_label.startswith("wagtail"):
            continue
        pages = sorted(model.objects.live().public(), key=_length, reverse=True)
        for page in pages[: OF_TYPE.get(model.__name__, 1)]:
            thing = Thing(f"{model.__name__} {page.pk}", model, len(found))
            thing.pk, thing.key_word = page.pk, page.title
            found.append(thing)
    return found


def _length(page: Page) -> int:
    return len(str(getattr(page, "body", ""))) + page.numchild


def readable(chosen: Iterable[Thing]) -> list[str]:
    """Return the addresses of pages, what they answer below, and what stands beside them."""
    chosen = list(chosen)
    return list(dict.fromkeys([*_addresses(chosen), *BESIDE, way_to("https://www.example.com/")]))


def _addresses(chosen: list[Thing]) -> Iterator[str]:
    for thing in chosen:
        yield path_of(thing)
        yield from (url for door, url in _below(thing) if door not in NOT_PAGES)
    for name, (door, urls) in ADDRESSES.items():
        if door not in NOT_PAGES and name not in DATA:
            yield from islice(urls(chosen), 1)


def _below(thing: Thing) -> Iterator[tuple[Door, str]]:
    """Addresses below a page, one of each kind: a power list has hundreds."""
    seen = set()
    for door, url in routed(thing):
        # What stands behind the address of a power, if it is that.
        kind = door, url.removeprefix(path_of(thing)).partition("/")[2]
        if kind not in seen:
            seen.add(kind)
            yield door, url
