"""What could not be noted when an original or a reference changed is noted some minutes later."""

from datetime import timedelta

import pytest
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Page

from contributions.deciding import adopt_by_reference
from contributions.missed import note_missed
from contributions.models import Adoption, Contribution, Ending, Event, State
from home.models import ArticlePage
from tests.contributions.factories import rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def disturbed():
    """While it lasts nothing about contributions can be kept; call it to end that."""
    kinds = (Contribution, Adoption, Event)

    def refuse(**kwargs):
        raise OSError("disk full")

    def over():
        for kind in kinds:
            pre_save.disconnect(refuse, sender=kind)

    def begin():
        for kind in kinds:
            pre_save.connect(refuse, sender=kind, weak=False)
        return over

    yield begin
    over()


def minutes_pass() -> None:
    Page.objects.update(last_published_at=timezone.now() - timedelta(minutes=5))


def happened(contribution) -> list[str]:
    return [each.get_what_display() for each in contribution.events.all()]


def test_an_offer_still_follows_its_original(offer_of_item, item, disturbed):
    over = disturbed()
    rewritten(item, "补充了数据的正文。", title="市水务局完成汛后水闸检修（更新）")
    over()
    assert note_missed() == 0
    minutes_pass()
    assert note_missed() == 1
    offer_of_item.refresh_from_db()
    assert offer_of_item.title.endswith("（更新）")
    assert happened(offer_of_item) == ["报送", "原稿更新"]
    assert note_missed() == 0


def test_an_offer_still_goes_with_its_page(offer_of_item, item, disturbed):
    over = disturbed()
    ArticlePage.objects.get(pk=item.pk).unpublish()
    assert note_missed() == 0
    over()
    assert note_missed() == 1
    offer_of_item.refresh_from_db()
    assert offer_of_item.state == State.WITHDRAWN
    assert note_missed() == 0


def test_a_reference_taken_down_still_stays_down(offer_of_item, item, editor, headlines, disturbed):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    over = disturbed()
    ArticlePage.objects.get(pk=adoption.page_id).unpublish()
    over()
    assert note_missed() == 1
    rewritten(item, "改过的正文。")
    adoption.refresh_from_db()
    assert adoption.ended_why == Ending.TAKEN_DOWN
    assert not Page.objects.get(pk=adoption.page_id).live


def test_where_all_was_noted_nothing_is_done(offer_of_item, item, editor, headlines):
    adopt_by_reference(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=item.pk).save_revision().publish()
    minutes_pass()
    assert note_missed() == 0
    ArticlePage.objects.get(pk=item.pk).unpublish()
    assert note_missed() == 0
