"""A unit offers what it has published, once, and may take it back."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from contributions import offering
from contributions.models import Contribution, State
from contributions.offering import Refused, offer
from contributions.units import units_of
from tests.contributions.factories import main_editor, news_of, person, published

pytestmark = pytest.mark.django_db


def refused(page, user) -> str:
    with pytest.raises(Refused) as caught:
        offer(page, user)
    return "".join(caught.value.sentences)


def test_what_is_public_on_the_units_site_can_be_offered(offer_of_item, item, water, writer):
    told = (offer_of_item.page_id, offer_of_item.unit, offer_of_item.title, offer_of_item.state)
    assert told == (item.pk, water, item.title, State.OFFERED)
    assert offer_of_item.offered_by_name == writer.get_username()
    assert offer_of_item.column_title == "要闻动态"
    [event] = offer_of_item.events.all()
    assert (event.get_what_display(), event.words) == ("报送", "全市首次")


def test_an_item_is_offered_once_at_a_time(offer_of_item, item, writer):
    assert "等待主站处理" in refused(item, writer)
    assert Contribution.objects.count() == 1


def test_even_if_two_people_offer_it_in_the_same_moment(offer_of_item, item, writer, monkeypatch):
    """The database keeps the second one out, whatever both have read before."""
    monkeypatch.setattr(offering, "obstacles", lambda page: iter(()))
    assert "等待主站处理" in refused(item, writer)
    assert Contribution.objects.count() == 1


def test_a_draft_cannot_be_offered_because_nobody_has_reviewed_it(water, writer):
    draft = published(news_of(water), "草稿")
    draft.unpublish()
    assert "请先发布" in refused(draft, writer)


def test_what_only_some_people_may_read_cannot_be_offered(item, writer, water):
    PageViewRestriction.objects.create(page=news_of(water), restriction_type="login")
    assert "请先发布" in refused(item, writer)


def test_neither_the_main_sites_own_items_nor_columns_nor_aliases_can_be_offered(
    headlines, water, item, writer
):
    assert "子网站的稿件" in refused(published(headlines, "主站的稿件"), writer)
    assert "子网站的稿件" in refused(news_of(water), writer)
    alias = item.create_alias(parent=news_of(water), update_slug="alias")
    assert "引用页面" in refused(alias, writer)


def test_an_offer_shows_what_is_public_and_not_the_draft(item, writer):
    item.title = "还没有发布的标题"
    item.save_revision()
    assert offer(item, writer).title == "市水务局完成汛后水闸检修"


def test_a_unit_may_take_back_what_nobody_has_decided_about(offer_of_item, writer, item):
    assert offering.withdraw(offer_of_item, writer)
    assert offer_of_item.state == State.WITHDRAWN
    assert not offering.withdraw(offer_of_item, writer)
    assert offer(item, writer).is_open


def test_people_work_for_the_units_in_whose_sites_they_may_write(
    water, culture, writer, headlines, admin_user
):
    assert units_of(writer) == {water.pk}
    assert units_of(main_editor("zhuzhan", headlines)) == set()
    assert units_of(person("nobody")) == set()
    assert units_of(admin_user) == {water.pk, culture.pk}
    writer.groups.add(Group.objects.get(name=f"{culture.name}·审核"))
    assert units_of(writer) == {water.pk, culture.pk}


def test_whoever_has_rights_in_one_column_of_a_site_works_for_its_unit(water, culture, headlines):
    user = main_editor("tongxunyuan", news_of(water))
    assert units_of(user) == {water.pk}
