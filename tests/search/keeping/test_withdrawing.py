"""What is withdrawn is gone everywhere when the editor's request is over, and nothing else is."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from findable import Facet
from home.models import ArticlePage, ColumnPage
from search.models import BestBet
from search.words.best_bets import best_bets_for
from tests.home.factories import ArticlePageFactory
from tests.search.entries import found

# Wherever the public may read the title of an entry.
ADDRESSES = (
    "/search/?q=公积金提取",
    "/search/?q=gjjtq",
    "/search/?q=公积金&in=titles&sort=date",
    "/search/suggest/?q=公积金",
    "/search/suggest/?q=gongjijin",
    "/search/feed/?q=公积金",
    "/search/feed/rss/?q=公积金",
)


@pytest.fixture
def pages(column: ColumnPage, django_capture_on_commit_callbacks) -> list[ArticlePage]:
    with django_capture_on_commit_callbacks(execute=True):
        return [
            ArticlePageFactory(parent=column, title=f"公积金提取{what}")
            for what in ("办法", "须知")
        ]


def withdraw_one(page: ArticlePage) -> None:
    page.unpublish()


def delete_it(page: ArticlePage) -> None:
    page.delete()


@pytest.mark.parametrize("withdraw", [withdraw_one, delete_it])
def test_what_is_withdrawn_is_in_no_result_suggestion_count_feed_or_best_bet(
    pages: list[ArticlePage],
    withdraw: Callable[[ArticlePage], None],
    client: Client,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager],
):
    gone, stays = pages
    BestBet.objects.create(queries="公积金", key=f"page:{gone.pk}", title="")

    def where(page: ArticlePage) -> list[str]:
        told = {address: client.get(address).content.decode() for address in ADDRESSES}
        what = page.title.removeprefix("公积金提取")
        return [address for address, words in told.items() if what in words]

    def counted() -> set[tuple[str, int]]:
        return {(each.value, each.number) for each in found("公积金").counts[Facet.COLUMN]}

    column = gone.get_parent().title
    assert where(gone) == where(stays) == list(ADDRESSES)
    assert counted() == {(column, 2)}
    assert len(best_bets_for("公积金")) == 1

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(gone)

    assert where(gone) == []
    assert where(stays) == list(ADDRESSES)
    assert counted() == {(column, 1)}
    assert best_bets_for("公积金") == []
