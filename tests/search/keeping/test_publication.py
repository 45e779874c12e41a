"""What is published is found at once; what is withdrawn, is not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction, Site

from home.models import ArticlePage, ColumnPage, HomePage
from portal.scheduled import publish_due
from search.keeping import at_once, sweeping
from search.models import Indexed, Stale
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.search.entries import found

Committed = Callable[[], AbstractContextManager]


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Committed:
    """Run what is done after a transaction, as if each test did not keep one open."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def notice(column: ColumnPage, committed: Committed) -> ArticlePage:
    with committed():
        return ArticlePageFactory(parent=column, title="公积金提取办法", slug="notice")


def _titles(words: str = "公积金") -> list[str]:
    return sorted(hit.entry.title for hit in found(words).hits)


def test_a_page_is_found_once_it_is_published(notice, committed):
    assert _titles() == ["公积金提取办法"]

    draft = notice.specific
    draft.title = "公积金缴存办法"
    with committed():
        revision = draft.save_revision()
    assert _titles() == ["公积金提取办法"]

    with committed():
        revision.publish()
    assert _titles() == ["公积金缴存办法"]
    assert not Stale.objects.exists()


def test_a_draft_that_never_was_published_is_not_found(column, committed):
    with committed():
        draft = ArticlePageFactory(parent=column, title="公积金草稿", live=False)
        draft.save_revision()

    assert _titles() == []


def test_what_is_scheduled_is_found_when_its_time_has_come_and_not_before(notice, committed):
    with committed():
        notice.save_revision().publish()
    notice = ArticlePage.objects.get(pk=notice.pk)
    notice.title = "公积金新规"
    notice.go_live_at = timezone.now() + timedelta(hours=1)
    with committed():
        notice.save_revision().publish()
    assert _titles() == ["公积金提取办法"]

    with time_machine.travel(timezone.now() + timedelta(hours=2)), committed():
        publish_due()
    assert _titles() == ["公积金新规"]


def test_what_is_unpublished_or_deleted_is_gone(column, notice, committed):
    with committed():
        other = ArticlePageFactory(parent=column, title="公积金转移")
    with committed():
        notice.unpublish()
    assert _titles() == ["公积金转移"]

    with committed():
        other.delete()
    assert _titles() == []
    assert not Indexed.objects.filter(owner=f"page:{other.pk}").exists()


def test_what_has_expired_is_gone(notice, committed):
    ArticlePage.objects.filter(pk=notice.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    with committed():
        publish_due()

    assert _titles() == []


def test_a_restriction_hides_all_below_and_lifting_it_shows_them_again(notice, column, committed):
    with committed():
        restriction = PageViewRestriction.objects.create(page=column, restriction_type="login")
    assert _titles() == []

    with committed():
        restriction.delete()
    assert _titles() == ["公积金提取办法"]


def test_a_new_address_of_a_column_is_the_address_of_all_below(notice, column, committed):
    column = ColumnPage.objects.get(pk=column.pk)
    column.slug = "moved"
    with committed():
        column.save_revision().publish()

    assert [hit.entry.url for hit in found("公积金").hits] == ["/moved/notice/"]


def test_a_page_that_is_moved_is_found_where_it_is_now(home, notice, committed):
    with committed():
        there = ColumnPageFactory(parent=home, title="别处", slug="elsewhere")
        notice.move(there, pos="last-child")

    hit = found("公积金").hits[0]
    assert (hit.entry.url, hit.entry.column) == ("/elsewhere/notice/", "别处")


def test_what_is_moved_out_of_the_site_is_gone(notice, column, committed):
    with committed():
        column.move(Page.objects.get(depth=1), pos="last-child")

    assert _titles() == []


def test_what_no_site_shows_any_more_is_gone(notice, home, committed):
    with committed():
        Site.objects.all().delete()
    assert _titles() == []

    with committed():
        Site.objects.create(root_page=home, hostname="localhost", is_default_site=True)
    sweeping.sweep()
    assert _titles() == ["公积金提取办法"]


def test_a_text_shown_in_several_places_is_found_once_where_its_original_is(
    home, notice, committed
):
    there = ColumnPageFactory(parent=home, title="别处", slug="elsewhere")
    with committed():
        alias = notice.create_alias(parent=there)
    assert [hit.entry.url for hit in found("公积金").hits] == ["/news/notice/"]

    notice.title = "公积金贷款办法"
    with committed():
        notice.save_revision().publish()
    assert _titles() == ["公积金贷款办法"]

    with committed():
        ConvertAliasPageAction(alias.specific_class.objects.get(pk=alias.pk)).execute()
    assert {hit.entry.url for hit in found("公积金").hits} == {
        "/news/notice/",
        "/elsewhere/notice/",
    }


def test_a_whole_branch_vanishes_at_once_and_comes_back_with_the_sweep(
    column, committed, monkeypatch
):
    monkeypatch.setattr(at_once, "HANDFUL", 3)
    with committed():
        for number in range(8):
            ArticlePageFactory(parent=column, title=f"公积金第{number}号")
    sweeping.sweep()
    assert found("公积金").total == 8

    with committed():
        restriction = PageViewRestriction.objects.create(page=column, restriction_type="login")
    assert found("公积金").total == 0

    with committed():
        restriction.delete()
    sweeping.sweep()
    assert found("公积金").total == 8

    with committed():
        column.delete()
    assert found("公积金").total == 0


def test_taking_out_a_branch_asks_no_page_and_costs_the_same_for_many(
    column, committed, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(at_once, "HANDFUL", 3)
    with committed():
        for number in range(40):
            ArticlePageFactory(parent=column, title=f"公积金第{number}号")
    sweeping.sweep()

    with django_assert_max_num_queries(30), committed():
        PageViewRestriction.objects.create(page=column, restriction_type="login")

    assert found("公积金").total == 0


def test_a_hint_is_in_the_transaction_of_the_change(notice, committed):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notice.unpublish()
        assert Stale.objects.filter(owner=f"page:{notice.pk}").exists()
        raise ZeroDivisionError

    assert not Stale.objects.exists()
    notice.refresh_from_db()
    with committed():
        notice.save()
    assert _titles() == ["公积金提取办法"]


def test_the_home_page_itself_may_be_found(home: HomePage, committed):
    with committed():
        home.save()

    assert _titles("云汀市") == [home.title]
