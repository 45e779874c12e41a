"""Random lives of pages, held against an account of them that knows no database.

Pages are published, withdrawn in each sense, moved, called otherwise, deleted and made anew, at
addresses they take from each other. In the end each address that ever was public must answer as
the account says.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from home.models import ArticlePage, ColumnPage
from lifecycle.models import Meaning
from lifecycle.withdrawing import Decision, deciding
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.lifecycle.newsroom import committed

PAGES, SLUGS = 3, 2
NUMBER = st.integers(0, PAGES - 1)
STEP = st.one_of(
    st.tuples(st.sampled_from(["publish", "explained", "gone", "delete"]), NUMBER, st.just(0)),
    st.tuples(st.just("merged"), NUMBER, NUMBER),
    st.tuples(st.just("rename"), NUMBER, st.integers(0, SLUGS - 1)),
    st.tuples(st.just("move"), NUMBER, st.integers(0, 1)),
)


@dataclass
class Life:
    """One page as the account knows it; `becomes` is what it was merged into."""

    name: str
    path: str
    state: str = "public"
    becomes: "Life | None" = None


@dataclass
class Account:
    """Who was public at which address last."""

    owners: dict[str, Life] = field(default_factory=dict)

    def expected(self, path: str) -> tuple[int, str]:
        life = self.owners[path]
        if life.state == "public":
            return (200, "") if life.path == path else (301, life.path)
        seen = [life]
        while seen[-1].state == "merged" and seen[-1].becomes:
            after = seen[-1].becomes
            if after.state == "public":
                return 301, after.path
            if after in seen:
                break
            seen.append(after)
        return 410, life.name if life.state == "explained" else ""


@dataclass
class Newsroom:
    """The pages themselves, with the account kept beside them."""

    columns: list[ColumnPage]
    account: Account = field(default_factory=Account)
    lives: list[Life | None] = field(default_factory=lambda: [None] * PAGES)
    keys: list[int] = field(default_factory=lambda: [0] * PAGES)
    made: int = 0

    def take(self, act: str, number: int, other: int) -> None:
        life = self.lives[number]
        if life is None:
            self._make(number, other)
            return
        page = ArticlePage.objects.get(pk=self.keys[number])
        with committed():
            getattr(self, f"_{act}")(page, life, number, other)
        if life.state == "public":
            page = ArticlePage.objects.get(pk=page.pk)
            life.path = page.url
            self.account.owners[life.path] = life

    def _make(self, number: int, other: int) -> None:
        column = self.columns[other % 2]
        slug = self._free(column, other)
        if slug is None:
            return
        self.made += 1
        page = ArticlePageFactory(parent=column, title=f"第{self.made}篇", slug=slug, live=False)
        page.save_revision().publish()
        self.keys[number] = page.pk
        life = self.lives[number] = Life(f"第{self.made}篇", page.url)
        self.account.owners[life.path] = life

    @staticmethod
    def _free(column: Page, number: int, but: int = 0) -> str | None:
        slug = f"slug-{number}"
        taken = Page.objects.child_of(column).filter(slug=slug).exclude(pk=but)
        return None if taken.exists() else slug

    def _publish(self, page: ArticlePage, life: Life, *_: int) -> None:
        page.get_latest_revision_as_object().save_revision().publish()
        life.state, life.becomes = "public", None

    def _end(self, page: ArticlePage, life: Life, meaning: Meaning, into: Life | None = None):
        if life.state != "public":
            return
        target = Page.objects.get(pk=self.keys[self.lives.index(into)]) if into else None
        with deciding(Decision(meaning, "说明", target=target)):
            page.unpublish()
        life.state, life.becomes = meaning.value, into

    def _explained(self, page: ArticlePage, life: Life, *_: int) -> None:
        self._end(page, life, Meaning.EXPLAINED)

    def _gone(self, page: ArticlePage, life: Life, *_: int) -> None:
        self._end(page, life, Meaning.GONE)

    def _merged(self, page: ArticlePage, life: Life, _number: int, other: int) -> None:
        into = self.lives[other]
        if into is not None and into is not life:
            self._end(page, life, Meaning.MERGED, into)

    def _rename(self, page: ArticlePage, life: Life, _number: int, other: int) -> None:
        slug = self._free(page.get_parent(), other, page.pk)
        if slug is None:
            return
        page = page.get_latest_revision_as_object()
        page.slug = slug
        revision = page.save_revision()
        if life.state == "public":
            revision.publish()
        else:
            # As the editor of a page that is not public does.
            page.save()

    def _move(self, page: ArticlePage, life: Life, _number: int, other: int) -> None:
        column = ColumnPage.objects.get(pk=self.columns[other].pk)
        if page.get_parent().pk != column.pk and self._is_free(column, page):
            page.move(column, pos="last-child")

    @staticmethod
    def _is_free(column: Page, page: Page) -> bool:
        return not Page.objects.child_of(column).filter(slug=page.slug).exists()

    def _delete(self, page: ArticlePage, life: Life, number: int, *_: int) -> None:
        page.delete()
        self.lives[number] = None
        if life.state == "public":
            life.state = "gone"


@pytest.fixture
def columns(home) -> list[ColumnPage]:
    return [ColumnPageFactory(parent=home, title=f"栏目{n}", slug=f"c{n}") for n in range(2)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=20))
# Somebody else was public there later, and moved on.
@example([("publish", 0, 0), ("delete", 0, 0), ("publish", 1, 0), ("rename", 1, 1)])
# Somebody else was a draft there, which Wagtail redirects as well.
@example(
    [
        *[("publish", 0, 0), ("publish", 1, 1), ("move", 1, 0), ("gone", 1, 0)],
        *[("delete", 0, 0), ("rename", 1, 0), ("rename", 1, 1), ("publish", 1, 0)],
    ]
)
def test_every_address_answers_as_its_history_says(columns, steps):
    client = Client()
    with transaction.atomic():
        room = Newsroom([ColumnPage.objects.get(pk=column.pk) for column in columns])
        for step in steps:
            room.take(*step)
        for path in room.account.owners:
            status, more = room.account.expected(path)
            answer = client.get(path)
            assert answer.status_code == status, (path, room.account.owners[path])
            if status == 301:
                assert answer["Location"].endswith(more), path
            elif more:
                assert more in answer.content.decode(), path
        transaction.set_rollback(True)
