"""Every public address, by the door it is, and what is asked of it.

Generated from the URL configuration and from the routes of pages: an address that nobody has named
here fails the test. Each is filled with what is in a town.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from urllib.parse import quote

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models

from disclosure.models import DocumentDirectoryPage, PowerListIndexPage, PowerListPage
from home.models import ColumnPage, HomePage
from interviews.models import InterviewIndexPage, InterviewPage, Question
from lifecycle.models import EarlierVersion
from tests.doors.town import Thing


class Door(StrEnum):
    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    SUGGESTIONS = "suggestions"
    FEED = "feed"
    SITEMAP = "sitemap"
    API = "API"
    DOCUMENT = "document"
    RENDITION = "rendition"
    CARD = "social card"
    EXPORT = "export"
    PAYLOAD = "channel payload"


# What is asked about some things of a town.
Urls = Callable[[list[Thing]], Iterator[str]]


def _once(*urls: str) -> Urls:
    return lambda things: iter(urls)


def _by_word(*shapes: str) -> Urls:
    """Ask for every thing by the word that all its versions have in their titles."""
    return lambda things: (
        shape.format(quote(thing.key_word)) for thing in things for shape in shapes
    )


def _interviews(*shapes: str) -> Urls:
    return lambda things: (
        shape.format(thing.pk)
        for thing in things
        if thing.model is InterviewPage
        for shape in shapes
    )


def _feeds(*shapes: str) -> Urls:
    return lambda things: (
        shape.format(thing.pk)
        for thing in things
        if issubclass(thing.model, HomePage | ColumnPage)
        for shape in shapes
    )


def _questions(things: list[Thing]) -> Iterator[str]:
    pages = [thing.pk for thing in things]
    for question in Question.objects.filter(sitting__page__in=pages).select_related("sitting"):
        yield f"/interviews/{question.sitting.page_id}/questions/{question.number}/"


def _versions(things: list[Thing]) -> Iterator[str]:
    pages = [thing.pk for thing in things]
    for number in EarlierVersion.objects.filter(page_ref__in=pages).values_list("pk", flat=True):
        yield f"/versions/{number}/"


def _links(*shapes: str) -> Urls:
    return lambda things: (
        shape.format(quote(f"http://localhost:8000{path_of(thing)}"))
        for thing in things
        for shape in shapes
    )


def _lists_of_api(things: list[Thing]) -> Iterator[str]:
    """Ask for every list of the API, whole and of each place."""
    yield from ("/api/v1/articles", "/api/v1/articles?kind=document&limit=1")
    for thing in things:
        if issubclass(thing.model, HomePage):
            yield f"/api/v1/articles?site={thing.pk}"
        if thing.model is ColumnPage:
            yield f"/api/v1/articles?column={thing.pk}"


# What the public may ask, by the names of addresses.
ADDRESSES: dict[str, tuple[Door, Urls]] = {
    "wagtail_serve": (Door.PAGE, lambda things: map(path_of, things)),
    "wagtaildocs_serve": (Door.DOCUMENT, lambda things: iter([])),  # `files_of` asks for each
    "stored_file": (Door.RENDITION, lambda things: iter([])),
    "search": (Door.SEARCH, _by_word("/search/?q={}", "/search/?q={}&sort=newest")),
    "search-suggestions": (Door.SUGGESTIONS, _by_word("/search/suggest/?q={}")),
    "search-feed": (Door.FEED, _by_word("/search/feed/?q={}")),
    # Shows the address that it is asked about, and no page.
    "leaving": (Door.PAGE, _once("/leaving/", "/leaving/?to=https://example.com/&by=x")),
    "site-map": (
        Door.LIST,
        lambda things: (
            f"/sitemap/{end}"
            for thing in things
            if issubclass(thing.model, HomePage)
            for end in ("", f"?of={thing.pk}")
        ),
    ),
    "manifest": (Door.PAGE, _once("/manifest.webmanifest")),
    "manifest-of-part": (
        Door.PAGE,
        lambda things: (
            f"/manifest-{thing.pk}.webmanifest"
            for thing in things
            if issubclass(thing.model, HomePage)
        ),
    ),
    "service-worker": (Door.PAGE, _once("/service-worker.js")),
    "offline": (Door.PAGE, _once("/offline/")),
    "feed-rss": (Door.FEED, _feeds("/feeds/{}/rss.xml")),
    "feed-atom": (Door.FEED, _feeds("/feeds/{}/atom.xml")),
    "feed-json": (Door.FEED, _feeds("/feeds/{}/feed.json")),
    "search-feed-rss": (Door.FEED, _by_word("/search/feed/rss/?q={}")),
    "search-description": (Door.SEARCH, _once("/search/opensearch.xml")),
    "api-index": (Door.API, _once("/api/v1/")),
    "api-description": (Door.API, _once("/api/v1/openapi.json")),
    "api-problems": (Door.API, _once("/api/v1/problems")),
    "api-sites": (Door.API, _once("/api/v1/sites", "/api/v1/sites?limit=1")),
    "api-columns": (
        Door.API,
        lambda things: (
            f"/api/v1/columns?site={thing.pk}"
            for thing in things
            if issubclass(thing.model, HomePage)
        ),
    ),
    "api-articles": (Door.API, _lists_of_api),
    "api-article": (Door.API, lambda things: iter([])),  # `_of_a_page` asks for each
    "api-documents": (Door.API, _once("/api/v1/documents", "/api/v1/documents?limit=1")),
    "api-interviews": (Door.API, _once("/api/v1/interviews")),
    "api-search": (Door.API, _by_word("/api/v1/search?q={}", "/api/v1/search?q={}&sort=date")),
    "api-nothing": (Door.API, _once("/api/v1/nothing", "/api/v1/articles/1/")),
    "hot": (Door.API, _once("/search/hot.json")),
    "clicked": (Door.API, _once("/search/clicked/")),
    "sitemap": (Door.SITEMAP, _once("/sitemap.xml")),
    "sitemap_part": (Door.SITEMAP, _once("/sitemap-pages.xml")),
    # Not there before something was signed.
    "mirror_key": (Door.PAGE, _once("/.well-known/mirror-key.pem")),
    "robots": (Door.SITEMAP, _once("/robots.txt")),
    "verify": (Door.PAGE, _links("/verify/?q={}")),
    "verify_json": (Door.API, _links("/verify.json?q={}")),
    "statutes": (Door.LIST, _once("/statutes/")),
    "statute": (Door.LIST, _once("/statutes/1/")),
    "find_receipt": (Door.PAGE, _once("/interviews/receipt/")),
    # Whoever has a receipt sees what they asked themselves, under the interview's title.
    "receipt": (Door.PAGE, _once("/interviews/receipt/ABCDEFGHJKMN/")),
    "ask": (Door.PAGE, _interviews("/interviews/{}/ask/")),
    "stamp": (Door.API, _interviews("/interviews/{}/ask/stamp/")),
    "topics": (Door.PAGE, _interviews("/interviews/{}/topics/")),
    "questions": (Door.LIST, _interviews("/interviews/{}/questions/")),
    "question": (Door.PAGE, _questions),
    "vote": (Door.API, _interviews("/interviews/{}/questions/1/vote/")),
    # Followers' words are pushed there; `Asking.payloads` does it.
    "wechat_callback": (Door.PAYLOAD, lambda things: iter([])),
    "wagtaildocs_authenticate_with_password": (
        Door.DOCUMENT, _once("/documents/authenticate_with_password/1/"),
    ),
    "wagtailcore_authenticate_with_password": (
        Door.PAGE,
        lambda things: (f"/_util/authenticate_with_password/1/{thing.pk}/" for thing in things),
    ),
    # None is readable before somebody corrects a page and says so.
    "version": (Door.PAGE, _versions),
    "wagtailcore_login": (Door.PAGE, _once("/_util/login/")),
}  # fmt: skip

# What pages answer below their own address: by type and name, with what is added to it.
ROUTES: dict[tuple[type[Page], str], tuple[Door, tuple[str, ...]]] = {
    (DocumentDirectoryPage, "all_documents"): (Door.LIST, ("", "?page=2", "?q=zq")),
    (DocumentDirectoryPage, "feed"): (Door.FEED, ("feed/",)),
    (DocumentDirectoryPage, "csv"): (Door.EXPORT, ("csv/",)),
    (PowerListIndexPage, "all_lists"): (Door.LIST, ("",)),
    (PowerListIndexPage, "search"): (Door.LIST, ("search/", "search/?q=取水许可")),
    (PowerListIndexPage, "one_code"): (Door.LIST, ("code/1/",)),
    (PowerListIndexPage, "csv"): (Door.EXPORT, ("csv/",)),
    (PowerListIndexPage, "json"): (Door.API, ("json/",)),
    (PowerListIndexPage, "openapi"): (Door.API, ("openapi/",)),
    (PowerListPage, "all_powers"): (Door.LIST, ("", "?page=2")),
    (PowerListPage, "what_changed"): (Door.LIST, ("changes/", "changes/2025-1/")),
    (PowerListPage, "feed"): (Door.FEED, ("changes/feed/",)),
    (PowerListPage, "as_of_day"): (Door.LIST, ("as-of/2026-6-1/",)),
    (PowerListPage, "csv"): (Door.EXPORT, ("csv/",)),
    (PowerListPage, "json"): (Door.API, ("json/",)),
    (PowerListPage, "schema"): (Door.API, ("json-schema/",)),
    (PowerListPage, "record"): (Door.EXPORT, ("record/",)),
    (PowerListPage, "verifying_script"): (Door.EXPORT, ("verify-history/",)),
    (PowerListPage, "one_power"): (Door.PAGE, ("{address}/",)),
    (PowerListPage, "power_qr"): (Door.CARD, ("{address}/qr/",)),
    (PowerListPage, "power_changes"): (Door.LIST, ("{address}/changes/",)),
    (InterviewPage, "calendar"): (Door.EXPORT, ("calendar/",)),
    (InterviewPage, "text"): (Door.EXPORT, ("text/",)),
    (InterviewPage, "word"): (Door.EXPORT, ("word/",)),
    (InterviewPage, "ask"): (Door.PAGE, ("ask/",)),
    (InterviewIndexPage, "feed"): (Door.FEED, ("feed/",)),
}
# Types of pages that list others.
LISTS = frozenset(
    {
        "HomePage", "ColumnPage", "OpenGovernmentPage", "DisclosureRulesPage", "SubsitePage",
        "MandatoryContentPage", "DocumentDirectoryPage", "AnnualReportsPage", "PowerListIndexPage",
        "InterviewIndexPage", "SubsiteIndexPage",
    }
)  # fmt: skip


def named_in_urls() -> set[str]:
    """Return the names of all public addresses; one without a name is named by its pattern."""
    return {name or pattern for pattern, name in _walk(get_resolver(), "")}


def routes_of_pages() -> set[tuple[type[Page], str]]:
    """Return what pages answer below their own address."""
    return {
        (model, pattern.name)
        for model in get_page_models()
        if issubclass(model, RoutablePageMixin)
        for pattern in model.get_subpage_urls()
        if pattern.name != "index_route"
    }


def path_of(thing: Thing) -> str:
    """Return where a page is or would be; a deleted one has no address."""
    page = Page.objects.filter(pk=thing.pk).first()
    return page.url if page and page.url else "/"


def routed(thing: Thing) -> Iterator[tuple[Door, str]]:
    for (model, _name), (door, ends) in ROUTES.items():
        if thing.model is not model:
            continue
        for end in ends:
            if "{address}" not in end:
                yield door, f"{path_of(thing)}{end}"
                continue
            for item in thing.page.items.all() if thing.page else ():
                yield door, path_of(thing) + end.format(address=item.address)


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str | None]]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern.name
