"""Whatever happens to pages, in whatever order: what is kept is what would be made anew.

`PAGECACHE_HISTORIES=50 pytest tests/pagecache/test_histories.py` tries more.
"""

import os
from collections.abc import Callable
from difflib import unified_diff
from random import Random

import pytest
from django.test import Client
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from home.models import ArticlePage, ColumnPage, HomePage
from lifecycle.models import Change
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory

HISTORIES = int(os.environ.get("PAGECACHE_HISTORIES", "1"))
STEPS = int(os.environ.get("PAGECACHE_STEPS", "6"))


class Portal:
    """A main site and two below it, with columns and articles, and what people do there."""

    def __init__(self, home: HomePage, random: Random) -> None:
        self.random = random
        self.homes = [home, HomePageFactory(parent=home, slug="site")]
        for site in self.homes:
            column = ColumnPageFactory(parent=site)
            ColumnPageFactory(parent=column)
        for column in ColumnPage.objects.all():
            for _ in range(3):
                ArticlePageFactory(parent=column)

    def any(self, model: type[Page]) -> Page | None:
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.random.choice(keys)) if keys else None

    def step(self) -> str:
        act = self.random.choice(self.ACTS)
        page = self.any(self.random.choice((ArticlePage, ArticlePage, ColumnPage, HomePage)))
        act(self, page)
        return f"{act.__name__} {page.pk} {page}"

    def write(self, page: Page) -> None:
        column = self.any(ColumnPage)
        ArticlePageFactory(parent=column, title=f"新稿{self.random.random()}")

    def publish(self, page: Page) -> None:
        if page.alias_of_id:
            return
        page.title = f"改过的标题{self.random.random()}"
        page.save_revision().publish()

    def draft(self, page: Page) -> None:
        if not page.alias_of_id:
            page.title = "草稿"
            page.save_revision()

    def take_down(self, page: Page) -> None:
        if page.pk != self.homes[0].pk:
            page.unpublish()

    def delete(self, page: Page) -> None:
        if isinstance(page, ArticlePage):
            page.delete()

    def move(self, page: Page) -> None:
        target = self.any(ColumnPage)
        if isinstance(page, ArticlePage) and target.pk != page.get_parent().pk:
            page.move(target, pos="last-child")

    def rename(self, page: Page) -> None:
        if not page.alias_of_id and page.pk != self.homes[0].pk:
            page.slug = f"s{self.random.randrange(10**9)}"
            page.save_revision().publish()

    def close(self, page: Page) -> None:
        if page.pk != self.homes[0].pk:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open(self, page: Page) -> None:
        restriction = PageViewRestriction.objects.first()
        if restriction:
            restriction.delete()

    def adopt(self, page: Page) -> None:
        column = self.any(ColumnPage)
        if isinstance(page, ArticlePage) and page.live and not page.alias_of_id:
            slug = f"a{self.random.randrange(10**9)}"
            CreatePageAliasAction(page, parent=column, update_slug=slug).execute(
                skip_permission_checks=True
            )

    def link(self, page: Page) -> None:
        target = self.any(ColumnPage)
        if isinstance(page, ArticlePage) and not page.alias_of_id:
            page.body = [("paragraph", f'<p><a id="{target.pk}" linktype="page">那里</a></p>')]
            page.save_revision().publish()

    def note(self, page: Page) -> None:
        Change.objects.filter(page_ref=page.pk).update(note="改了说明")

    def write_past(self, page: Page) -> None:
        type(page).objects.filter(pk=page.pk).update(seo_title=f"{self.random.random()}")

    ACTS: tuple[Callable, ...] = (
        write, publish, publish, draft, take_down, delete, move, rename, close, open, adopt, link,
        note, write_past,
    )  # fmt: skip

    def addresses(self) -> list[str]:
        pages = Page.objects.filter(depth__gt=1).specific()
        return [url for page in pages if (url := page.url)]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_what_is_kept_is_what_would_be_made_anew(keeping: Client, home, seed):
    portal = Portal(home, Random(seed))
    done: list[str] = []
    for _ in range(STEPS):
        for url in portal.addresses():
            keeping.get(url)
        done.append(portal.step())
        for url in portal.addresses():
            kept = keeping.get(url)
            # A query string that no list asks for is never answered from what is kept.
            anew = keeping.get(f"{url}?anew=1")
            assert kept.status_code == anew.status_code, (url, done)
            differs = unified_diff(anew.text.splitlines(), kept.text.splitlines(), "anew", "kept")
            assert not list(differs), (url, done)
