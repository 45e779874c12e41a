"""Trees of pages: a portal with sub-sites, columns and any number of articles, written in bulk.

What is few goes through the models. Articles are rows copied from one that was published through
the models, with its revision, its place in the tree and its own words: so 200,000 take minutes.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, Revision, Site

from home.keeping_lists import list_anew
from home.models import ArticlePage, ColumnPage, HomePage
from pagecache import triggers
from pagecache.models import Change
from subsites.models import SubsiteIndexPage, SubsitePage
from tests.home.factories import ArticlePageFactory, make_portal
from tests.syndication.engine_room import picture

SUBSITES = 137
CLASSES = ("news", "notice", "policy", "publicity", "interpretation", "service", "data", "other")
COLUMNS_OF_A_SUBSITE = 4
# How much stands on the main site, most of it in its first column.
SHARE_OF_MAIN = 0.4
SHARE_OF_FIRST = 0.5
AT_ONCE = 5000
SENTENCE = (
    "会议强调，要坚持以人民为中心，把群众的急难愁盼放在心上，扎实推进老旧小区改造、义务教育"
    "均衡发展和基层医疗服务能力提升，确保各项惠民政策落到实处。"
)
BODY = [
    ("heading", {"text": "一、总体要求", "level": "2"}),
    *(("paragraph", f"<p>{SENTENCE * 3}</p>") for _each in range(8)),
]


@dataclass(frozen=True, slots=True)
class Addresses:
    home: str
    subsite: str
    column: str
    deep: str
    article: str
    search: str = "/search/?q=%E8%80%81%E6%97%A7%E5%B0%8F%E5%8C%BA"


def build(articles: int, port: int, *, subsites: int = SUBSITES) -> Addresses:
    """Write a portal with so many articles into an empty database."""
    home = make_portal()
    HomePage.objects.update(organ="云汀市人民政府", sponsor="云汀市人民政府办公室")
    Site.objects.update(hostname="localhost", port=port)
    mains = [_column(home, number, name) for number, name in enumerate(CLASSES)]
    index = home.add_child(instance=SubsiteIndexPage(title="部门子网站", slug="bumen"))
    theirs = [column for number in range(subsites) for column in _subsite(index, number)]
    _articles(articles, mains, theirs)
    list_anew(ArticlePage.objects.all())
    Change.objects.all().delete()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Within a test's transaction nothing can be vacuumed.
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
    return _addresses(home, mains[0])


def _column(parent: Page, number: int, name: str) -> ColumnPage:
    column = ColumnPage(
        title=f"栏目{name}", slug=f"{name}-{number}", column_class=name, show_in_menus=True
    )
    return parent.add_child(instance=column)


def _subsite(index: Page, number: int) -> Iterator[ColumnPage]:
    site = SubsitePage(title=f"云汀市第{number}局", slug=f"ju-{number}", organ=f"第{number}局")
    index.add_child(instance=site)
    for place, name in enumerate(CLASSES[:COLUMNS_OF_A_SUBSITE]):
        yield _column(site, place, name)


def _articles(wanted: int, mains: list[ColumnPage], theirs: list[ColumnPage]) -> None:
    model = ArticlePageFactory(
        parent=mains[0],
        title="关于老旧小区改造的通知",
        summary=SENTENCE,
        cover=picture((1440, 810), colour="teal"),
        body=BODY,
    )
    model.save_revision().publish()
    model = ArticlePage.objects.get(pk=model.pk)
    shares = _shares(wanted - 1, mains, theirs)
    triggers.remove()
    try:
        writer = _Writer(model)
        for column, number in shares:
            writer.write(column, number)
        writer.end()
    finally:
        triggers.install()


def _shares(wanted: int, mains: list[Page], theirs: list[Page]) -> Iterator[tuple[Page, int]]:
    main = int(wanted * SHARE_OF_MAIN)
    first = int(main * SHARE_OF_FIRST)
    yield mains[0], first
    yield from _evenly(main - first, mains[1:])
    yield from _evenly(wanted - main, theirs)


def _evenly(wanted: int, columns: list[Page]) -> Iterator[tuple[Page, int]]:
    for place, column in enumerate(columns):
        yield column, wanted * (place + 1) // len(columns) - wanted * place // len(columns)


class _Writer:
    """Copies the rows of one article, with other values in some columns."""

    def __init__(self, model: ArticlePage) -> None:
        self.model = model
        self.key = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
        self.revision = Revision.objects.order_by("-pk").values_list("pk", flat=True)[0]
        self.now = timezone.now()
        self.pages: list[dict[str, Any]] = []
        self.articles: list[dict[str, Any]] = []
        self.revisions: list[dict[str, Any]] = []

    def write(self, column: Page, number: int) -> None:
        column = Page.objects.get(pk=column.pk)
        for place in range(column.numchild, column.numchild + number):
            self._one(column, place)
            if len(self.pages) == AT_ONCE:
                self._flush()
        Page.objects.filter(pk=column.pk).update(numchild=column.numchild + number)

    def end(self) -> None:
        self._flush()
        tables = ("wagtailcore_page", "wagtailcore_revision")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in tables:
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
                        f"(SELECT max(id) FROM {table}))"
                    )

    def _one(self, column: Page, place: int) -> None:
        self.key += 1
        self.revision += 1
        slug = f"a-{self.key}"
        title = f"关于第{self.key}号老旧小区改造的通知"
        # A page an hour, back into the past.
        shown_at = self.now - timedelta(hours=1 + self.key % 90_000)
        self.pages.append({
            "id": self.key, "path": Page._get_path(column.path, column.depth + 1, place + 1),
            "depth": column.depth + 1, "numchild": 0, "title": title, "draft_title": title,
            "slug": slug, "url_path": f"{column.url_path}{slug}/",
            "translation_key": _uuid(),
            "first_published_at": shown_at, "last_published_at": shown_at,
            "live_revision_id": self.revision, "latest_revision_id": self.revision,
        })  # fmt: skip
        cover = self.model.cover_id if self.key % 3 == 0 else None
        self.articles.append({"page_ptr_id": self.key, "displayed_at": shown_at, "cover_id": cover})
        self.revisions.append({
            "id": self.revision, "object_id": str(self.key), "created_at": shown_at,
            "object_str": title,
        })  # fmt: skip

    def _flush(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            _copy(cursor, "wagtailcore_revision", self.model.live_revision_id, self.revisions)
            _copy(cursor, "wagtailcore_page", self.model.pk, self.pages)
            _copy(cursor, "home_articlepage", self.model.pk, self.articles, key="page_ptr_id")
        for rows in (self.pages, self.articles, self.revisions):
            rows.clear()


def _copy(cursor: Any, table: str, model: int, rows: list[dict[str, Any]], key: str = "id") -> None:
    """Write rows that have these values, and all others of the row `model`."""
    if not rows:
        return
    columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
    own = list(rows[0])
    others = [name for name in columns if name not in own]
    quoted = ", ".join(f'"{name}"' for name in (*own, *others))
    values = ", ".join(["%s"] * len(own) + [f'"{name}"' for name in others])
    # The names are those of our own tables.
    into = f"INSERT INTO {table} ({quoted})"
    statement = f'{into} SELECT {values} FROM {table} WHERE "{key}" = {model}'
    cursor.executemany(statement, [tuple(row.values()) for row in rows])


def _uuid() -> Any:
    return uuid.uuid4() if connection.features.has_native_uuid_field else uuid.uuid4().hex


def _addresses(home: Page, first: ColumnPage) -> Addresses:
    middle = ArticlePage.objects.child_of(first).order_by("path")
    number = middle.count()
    site = SubsitePage.objects.order_by("pk").first()
    return Addresses(
        home="/",
        subsite=site.url,
        column=first.url,
        deep=f"{first.url}?page={max(1, -(-number // 20))}",
        article=middle[number // 2].url,
    )
