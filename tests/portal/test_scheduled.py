"""What is due goes out, one by one; what fails says so and stops nothing else."""

import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from home.models import ArticlePage
from portal.scheduled import FAILED, publish_due
from tests.home.factories import ArticlePageFactory


def due(column, **values) -> ArticlePage:
    """Return an article whose publication was scheduled for a moment ago."""
    article = ArticlePageFactory(parent=column, live=False, **values)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    revision = article.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=article.pk).update(go_live_at=past)
    content = revision.content | {"go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return article


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_a_page_that_is_due_is_published(column):
    article = due(column)
    assert not live(article)

    report = publish_due()

    assert (report.published, report.failed) == (1, 0)
    assert live(article)


def test_a_page_that_is_not_due_waits(column):
    article = ArticlePageFactory(parent=column, live=False)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision().publish()

    assert publish_due().published == 0
    assert not live(article)


def test_a_page_that_expires_is_taken_down(column):
    article = ArticlePageFactory(parent=column, expire_at=timezone.now() - timedelta(minutes=1))

    assert publish_due().expired == 1
    assert not live(article)
    assert Page.objects.get(pk=article.pk).expired


@pytest.fixture
def broken(column):
    """An article at whose publication a receiver raises, like a bug in somebody's app would."""
    article = due(column, title="坏的")

    def fail(sender, instance, **kwargs):
        if instance.pk == article.pk:
            raise RuntimeError("a bug in a receiver")

    page_published.connect(fail)
    yield article
    page_published.disconnect(fail)


def test_a_page_that_fails_stops_no_other_and_is_left_as_it_was(column, broken):
    good = due(column, title="好的")

    report = publish_due()

    assert (report.published, report.failed) == (1, 1)
    assert live(good)
    assert not live(broken)


def test_a_failure_is_told_in_the_pages_history_once(column, broken):
    publish_due()
    publish_due()

    entries = PageLogEntry.objects.filter(page=broken.pk, action=FAILED)
    assert [entry.data["error"] for entry in entries] == ["a bug in a receiver"]
    assert "定时操作失败" in str(entries[0].formatter.format_message(entries[0]))


def test_the_command_says_in_english_what_failed(column, broken):
    with pytest.raises(CommandError, match="1 failed"):
        call_command("publish_due")


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_publish_once():
    from tests.home.factories import ColumnPageFactory, make_portal

    column = ColumnPageFactory(parent=make_portal())
    articles = [due(column) for _ in range(5)]
    published, reports = [], []

    def count(sender, instance, **kwargs):
        published.append(instance.pk)

    def scheduler():
        reports.append(publish_due())
        connection.close()

    page_published.connect(count)
    try:
        threads = [threading.Thread(target=scheduler) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        page_published.disconnect(count)

    assert sorted(published) == sorted(article.pk for article in articles)
    assert sum(report.published for report in reports) == 5
    assert not any(report.failed for report in reports)
