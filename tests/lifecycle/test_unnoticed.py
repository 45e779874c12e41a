"""What becomes of a withdrawal that could not be kept when its page was taken down."""

from datetime import timedelta

import pytest
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from lifecycle.first_publication import carry_over
from lifecycle.models import Cause, FirstPublication, Meaning, Withdrawal
from lifecycle.tasks import verify
from lifecycle.unnoticed import unnoticed
from portal.scheduled import publish_due
from tests.home.factories import ArticlePageFactory
from tests.lifecycle.newsroom import current, explained, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(column):
    return published(column, title="季度数据")


@pytest.fixture
def disturbed():
    """While it lasts no withdrawal can be kept; call it to end that."""

    def refuse(**kwargs):
        raise OSError("disk full")

    pre_save.connect(refuse, sender=Withdrawal, weak=False)

    def over():
        pre_save.disconnect(refuse, sender=Withdrawal)

    yield over
    over()


def an_hour_ago() -> None:
    """Let everything that Wagtail's log tells have happened an hour earlier."""
    for entry in PageLogEntry.objects.all():
        PageLogEntry.objects.filter(pk=entry.pk).update(
            timestamp=entry.timestamp - timedelta(hours=1)
        )
    Page.objects.update(last_published_at=timezone.now() - timedelta(hours=2))


def test_a_fault_keeps_no_page_public_and_the_night_makes_it_good(
    client, admin_client, page, disturbed, admin_user
):
    explained(admin_client, page, "数据有误。")
    disturbed()
    an_hour_ago()
    assert not current(page).live
    assert client.get(page.url).status_code == 404

    assert verify() == 1

    assert client.get(page.url).status_code == 410
    kept = Withdrawal.objects.get()
    assert (kept.meaning, kept.cause, kept.user) == (Meaning.GONE, Cause.AFTERWARDS, admin_user)
    assert timezone.now() - kept.withdrawn_at > timedelta(minutes=59)
    assert verify() == 0


def test_what_expired_is_said_to_have_expired(page, disturbed):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_due()
    disturbed()
    an_hour_ago()
    verify()
    kept = Withdrawal.objects.get()
    assert (kept.meaning, kept.cause) == (Meaning.EXPLAINED, Cause.EXPIRED)


def test_what_sql_took_down_is_noticed(client, page):
    Page.objects.filter(pk=page.pk).update(live=False)
    assert verify() == 1
    assert client.get(page.url).status_code == 410


def test_a_deleted_page_stays_in_the_record_and_its_address_is_not_known(client, page, disturbed):
    url = page.url
    page.delete()
    disturbed()
    assert verify() == 1
    kept = Withdrawal.objects.get()
    assert (kept.title, kept.cause) == ("季度数据", Cause.DELETED)
    assert client.get(url).status_code == 404
    assert verify() == 0


def test_what_still_cannot_be_kept_is_told_every_night(page, disturbed):
    current(page).unpublish()
    an_hour_ago()
    assert verify() == 1
    assert verify() == 1


def test_what_is_being_taken_down_this_minute_is_left_alone(page, disturbed):
    current(page).unpublish()
    disturbed()
    assert list(unnoticed()) == []


def test_nothing_is_said_of_drafts_nor_of_what_ended_before_the_record(column, page):
    ArticlePageFactory(parent=column, live=False)
    old = ArticlePageFactory(parent=column, live=False)
    carry_over(old, timezone.now() - timedelta(days=400), "http://old.example.gov.cn/1.html")
    current(page).unpublish()
    assert list(unnoticed()) == []
    # An installation that was there before this app.
    Withdrawal.objects.all().delete()
    FirstPublication.objects.filter(page_ref=page.pk).update(recorded_at=timezone.now())
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(hours=2))
    assert list(unnoticed()) == []
