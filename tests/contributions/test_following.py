"""What becomes of offers and adoptions when originals change, are taken down or deleted."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from contributions.deciding import adopt_as_copy, adopt_by_reference, look_at
from contributions.models import Adoption, Ending, State, Way
from contributions.offering import offer
from home.models import ArticlePage
from subsites.models import Unit
from tests.contributions.factories import news_of, rewritten

pytestmark = pytest.mark.django_db


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def to_look_at() -> list[int]:
    return list(Adoption.objects.to_look_at().values_list("pk", flat=True))


def happened(contribution) -> list[str]:
    return [each.get_what_display() for each in contribution.events.all()]


# --- open offers


def test_an_open_offer_follows_the_newest_public_version(offer_of_item, item):
    before = offer_of_item.digest
    rewritten(item, "补充了数据的正文。", title="市水务局完成汛后水闸检修（更新）")
    offer_of_item.refresh_from_db()
    assert offer_of_item.is_open
    assert offer_of_item.title.endswith("（更新）")
    assert offer_of_item.digest != before
    assert happened(offer_of_item) == ["报送", "原稿更新"]


def test_publishing_the_same_again_is_no_change(offer_of_item, item):
    ArticlePage.objects.get(pk=item.pk).save_revision().publish()
    offer_of_item.refresh_from_db()
    assert happened(offer_of_item) == ["报送"]


def test_an_offer_goes_with_its_page(offer_of_item, item):
    ArticlePage.objects.get(pk=item.pk).unpublish()
    offer_of_item.refresh_from_db()
    told = (offer_of_item.state, offer_of_item.words, offer_of_item.decided_by_name)
    assert told == (State.WITHDRAWN, "原稿已被报送单位撤下。", "")


def test_an_offer_of_a_deleted_page_stays_in_the_record(offer_of_item, item):
    ArticlePage.objects.get(pk=item.pk).delete()
    offer_of_item.refresh_from_db()
    assert (offer_of_item.state, offer_of_item.page) == (State.WITHDRAWN, None)
    assert offer_of_item.title == "市水务局完成汛后水闸检修"
    assert offer_of_item.words == "原稿已被报送单位删除。"


def test_what_was_taken_down_and_is_public_again_may_be_offered_again(offer_of_item, item, writer):
    ArticlePage.objects.get(pk=item.pk).unpublish()
    page = rewritten(item, "重新发布。")
    assert offer(page, writer).is_open


def test_moving_the_page_changes_nothing(offer_of_item, item, water):
    other = news_of(water).get_siblings().get(title="通知公告")
    Page.objects.get(pk=item.pk).move(other, pos="last-child")
    offer_of_item.refresh_from_db()
    assert (offer_of_item.state, offer_of_item.unit) == (State.OFFERED, water)


def test_history_keeps_the_name_a_unit_had(offer_of_item, water):
    Unit.objects.filter(pk=water.pk).update(name="云汀市水利局")
    offer_of_item.refresh_from_db()
    assert (offer_of_item.unit_name, offer_of_item.unit.name) == ("云汀市水务局", "云汀市水利局")
    Unit.objects.get(pk=water.pk).delete()
    offer_of_item.refresh_from_db()
    assert (offer_of_item.unit_name, offer_of_item.unit) == ("云汀市水务局", None)


# --- references


def test_a_reference_goes_and_comes_back_with_its_original(offer_of_item, item, editor, headlines):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=item.pk).unpublish()
    assert not is_live(adoption.page)
    assert to_look_at() == [adoption.pk]
    ArticlePage.objects.get(pk=item.pk).get_latest_revision().publish()
    assert is_live(adoption.page)
    # It says what it said, so there is nothing to look at any more.
    assert to_look_at() == []
    offer_of_item.refresh_from_db()
    assert offer_of_item.state == State.ADOPTED
    assert happened(offer_of_item) == ["报送", "主站采用", "原稿撤下", "原稿重新公开"]


def test_a_deleted_original_leaves_no_public_text_behind(offer_of_item, item, editor, headlines):
    """Wagtail lets go of aliases when their original is deleted; a draft is all that remains."""
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=item.pk).delete()
    page = ArticlePage.objects.get(pk=adoption.page_id)
    assert (page.live, page.alias_of_id, page.latest_revision is not None) == (False, None, True)
    assert to_look_at() == [adoption.pk]


def test_it_leaves_none_when_a_whole_column_is_deleted(
    offer_of_item, item, editor, headlines, water
):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    news_of(water).delete()
    assert not Page.objects.filter(pk=item.pk).exists()
    assert not is_live(adoption.page)


def test_a_reference_that_the_main_site_took_down_stays_down(
    offer_of_item, item, editor, headlines, notices
):
    """Wagtail publishes aliases with their originals, also those that were taken down."""
    first, second = adopt_by_reference(offer_of_item, [headlines, notices], editor)
    ArticlePage.objects.get(pk=first.page_id).unpublish()
    rewritten(item, "改过的正文。")
    assert (is_live(first.page), is_live(second.page)) == (False, True)
    first.refresh_from_db()
    assert first.ended_why == Ending.TAKEN_DOWN
    offer_of_item.refresh_from_db()
    assert offer_of_item.state == State.ADOPTED


def test_a_reference_that_becomes_a_page_of_its_own_is_a_copy(
    offer_of_item, item, editor, headlines
):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    ConvertAliasPageAction(ArticlePage.objects.get(pk=adoption.page_id), user=editor).execute()
    rewritten(item, "改过的正文。")
    adoption.refresh_from_db()
    assert (adoption.way, adoption.ended_at) == (Way.COPY, None)
    assert "改过的正文" not in str(ArticlePage.objects.get(pk=adoption.page_id).body)
    assert to_look_at() == [adoption.pk]


def test_a_reference_expires_with_its_original_and_returns_with_it(
    offer_of_item, item, editor, headlines
):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk__in=[item.pk, adoption.page_id]).update(expire_at=past)
    # Whichever of them goes first.
    ArticlePage.objects.get(pk=adoption.page_id).unpublish(set_expired=True)
    ArticlePage.objects.get(pk=item.pk).unpublish(set_expired=True)
    adoption.refresh_from_db()
    assert adoption.ended_at is None
    page = ArticlePage.objects.get(pk=item.pk)
    page.expire_at = None
    page.save_revision().publish()
    assert is_live(adoption.page)


def test_a_reference_deleted_in_the_explorer_is_over(offer_of_item, editor, headlines):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=adoption.page_id).delete()
    adoption.refresh_from_db()
    assert (adoption.page, adoption.ended_why) == (None, Ending.DELETED)
    assert happened(offer_of_item)[-1] == "主站已撤下"


def test_a_changed_original_is_listed_until_somebody_has_looked(
    offer_of_item, item, editor, headlines
):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    rewritten(item, "改过的正文。")
    assert to_look_at() == [adoption.pk]
    adoption = Adoption.objects.get(pk=adoption.pk)
    assert look_at(adoption, adoption.contribution.digest, editor)
    assert to_look_at() == []


# --- copies


def test_a_copy_is_flagged_when_its_original_changes(offer_of_item, item, editor, headlines):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    assert to_look_at() == []
    rewritten(item, "更正：更换止水橡皮20套。")
    assert to_look_at() == [adoption.pk]


def test_a_copy_is_flagged_and_stays_when_its_original_goes(offer_of_item, item, editor, headlines):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    rewritten(ArticlePage.objects.get(pk=adoption.page_id), "主站改编。")
    ArticlePage.objects.get(pk=item.pk).delete()
    assert is_live(adoption.page)
    assert to_look_at() == [adoption.pk]


def test_a_change_that_came_while_somebody_looked_is_not_passed_over(
    offer_of_item, item, editor, headlines
):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    rewritten(item, "第一次改。")
    seen = Adoption.objects.get(pk=adoption.pk).contribution.digest
    rewritten(item, "第二次改。")
    assert not look_at(Adoption.objects.get(pk=adoption.pk), seen, editor)
    assert to_look_at() == [adoption.pk]


def test_an_error_of_ours_does_not_undo_a_publication(offer_of_item, item, monkeypatch):
    monkeypatch.setattr("contributions.following.keep_print", lambda page: 1 / 0)
    with transaction.atomic():
        page = rewritten(item, "照常发布。")
    assert page.live and "照常发布" in str(page.body)
