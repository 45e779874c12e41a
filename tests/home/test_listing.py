"""Lists show what is public where it stands, however it came there."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.listing import articles_below, page_of
from home.models import ArticlePage, ListedArticle
from home.surroundings import surroundings_of
from tests.home.factories import ArticlePageFactory, ColumnPageFactory

NOW = timezone.now()


@pytest.fixture
def inner(column):
    return ColumnPageFactory(parent=column)


def written(column, days: int, **said) -> ArticlePage:
    return ArticlePageFactory(parent=column, displayed_at=NOW - timedelta(days=days), **said)


def keys(pages) -> list[int]:
    return [page.pk for page in pages]


def test_a_column_lists_what_stands_in_it_at_any_depth_newest_first(home, column, inner):
    old, new, middle = written(column, 9), written(inner, 1), written(column, 5)
    assert keys(page_of(column, None)) == keys([new, middle, old])
    assert keys(page_of(inner, None)) == keys([new])
    assert keys(articles_below(home)) == keys([new, middle, old])


def test_an_article_is_listed_while_it_is_public(column):
    article = written(column, 1)
    article.unpublish()
    assert not page_of(column, None).object_list
    article.get_latest_revision() or article.save_revision()
    ArticlePage.objects.get(pk=article.pk).get_latest_revision().publish()
    assert keys(page_of(column, None)) == [article.pk]
    ArticlePage.objects.get(pk=article.pk).delete()
    assert not ListedArticle.objects.exists()


def test_what_is_moved_is_listed_where_it_went(home, column, inner):
    article, elsewhere = written(inner, 1), ColumnPageFactory(parent=home)
    Page.objects.get(pk=inner.pk).move(Page.objects.get(pk=elsewhere.pk), pos="last-child")
    assert not page_of(column, None).object_list
    assert keys(page_of(elsewhere, None)) == [article.pk]


def test_another_displayed_time_is_another_place(column):
    one, two = written(column, 2), written(column, 1)
    one = ArticlePage.objects.get(pk=one.pk)
    one.displayed_at = NOW
    one.save()
    assert keys(page_of(column, None)) == [one.pk, two.pk]


def test_what_is_closed_is_neither_shown_nor_counted(column, inner):
    shown, _closed = written(column, 2), written(inner, 1)
    PageViewRestriction.objects.create(page=inner, restriction_type=PageViewRestriction.LOGIN)
    page = page_of(column, None)
    assert (keys(page), page.paginator.count) == ([shown.pk], 1)


def test_what_was_written_past_the_models_is_listed_by_a_command(column):
    article = written(column, 1)
    ListedArticle.objects.all().delete()
    for _again in range(2):
        call_command("list_articles")
    assert keys(page_of(column, None)) == [article.pk]
    ArticlePage.objects.update(live=False)
    assert not page_of(column, None).object_list


def test_neighbours_are_the_three_nearest_on_either_side_also_of_one_moment(column):
    one_moment = [written(column, 3) for _each in range(9)]
    middle = ArticlePage.objects.get(pk=one_moment[4].pk)
    around = surroundings_of(middle)
    assert keys(around.newer) == keys(one_moment[5:8])
    assert keys(around.older) == keys(one_moment[3:0:-1])
