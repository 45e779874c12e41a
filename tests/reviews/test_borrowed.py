"""What a reviewed place shows by reference: its own stages decide, whatever its source did."""

import pytest
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from attachments.gate import Held
from reviews.borrowed import decide, next_stage, waits
from reviews.clearance import clearance_of
from reviews.governing import review_of
from reviews.models import SignOff, Verdict
from reviews.signing import NotAllowed
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.reviews.desk import again, edited, is_live


@pytest.fixture
def source(home, newsroom):
    """A page of a department, published there without the main site's stages."""
    column = ColumnPageFactory(parent=home, title="部门动态")
    article = ArticlePageFactory(parent=column, title="部门稿件", live=False)
    article.save_revision(user=newsroom.writer).publish()
    return again(article)


def adopted(source, column) -> Page:
    return again(source.create_alias(parent=column, update_slug="adopted"))


def sign_all(newsroom, alias) -> None:
    for user in newsroom.people:
        decide(alias, next_stage(alias), user, Verdict.APPROVED)


def test_it_is_shown_when_all_stages_of_the_place_have_approved_it(newsroom, source):
    alias = adopted(source, newsroom.column)
    assert not is_live(alias) and waits(alias)
    for number, user in enumerate(newsroom.people):
        assert next_stage(alias) == newsroom.stages[number]
        decide(alias, next_stage(alias), user, Verdict.APPROVED)
    assert is_live(alias) and not waits(alias)
    assert set(SignOff.objects.values_list("page_ref", flat=True)) == {source.pk}


def test_it_keeps_what_was_approved_when_its_source_goes_on(newsroom, source):
    alias = adopted(source, newsroom.column)
    sign_all(newsroom, alias)
    edited(source, newsroom.writer, "部门改过的稿件").publish()
    assert again(source).title == "部门改过的稿件"
    assert again(alias).title == "部门稿件"
    assert waits(alias)
    sign_all(newsroom, alias)
    assert again(alias).title == "部门改过的稿件"


def test_within_one_review_it_follows_by_itself(newsroom):
    article = newsroom.published(title="第一版")
    below = again(newsroom.column)
    alias = adopted(article, below)
    assert is_live(alias)
    edited(article, newsroom.writer, "第二版")
    newsroom.handed_in(article)
    newsroom.pass_all(article)
    assert again(alias).title == "第二版"


def test_the_rules_of_the_stages_hold(newsroom, source, admin_user):
    alias = adopted(source, newsroom.column)
    stage = next_stage(alias)
    for user in (admin_user, newsroom.people[1]):
        with pytest.raises(NotAllowed):
            decide(alias, stage, user, Verdict.APPROVED)
    newsroom.writer.groups.add(newsroom.groups[0])
    with pytest.raises(NotAllowed):
        decide(alias, stage, newsroom.writer, Verdict.APPROVED)
    decide(alias, stage, newsroom.people[0], Verdict.APPROVED)
    with pytest.raises(NotAllowed):
        decide(alias, stage, newsroom.people[0], Verdict.APPROVED)
    assert not is_live(alias)


def test_one_that_becomes_a_page_of_its_own_is_as_public_as_before_and_no_more(newsroom, source):
    alias = adopted(source, newsroom.column)
    ConvertAliasPageAction(alias).execute()
    assert not is_live(alias)
    shown = again(source.create_alias(parent=newsroom.column, update_slug="second"))
    sign_all(newsroom, shown)
    ConvertAliasPageAction(again(shown)).execute()
    own = again(shown)
    assert own.live and own.alias_of_id is None
    assert clearance_of(own, review_of(own))
    own.save()
    own.title = "改成别的"
    with pytest.raises(Held):
        own.save()


def test_the_screen_lists_and_takes_the_verdict(newsroom, source, client):
    alias = adopted(source, newsroom.column)
    client.force_login(newsroom.people[0])
    listed = client.get(reverse("reviews:borrowed")).content.decode()
    assert "部门稿件" in listed and "一审" in listed
    path = reverse("reviews:decide_borrowed", args=[alias.pk])
    assert client.get(path).status_code == 200
    assert client.post(path, {"verdict": "approved", "comment": "可采用"}).status_code == 302
    assert next_stage(alias) == newsroom.stages[1]
    client.force_login(newsroom.people[0])
    assert client.get(path).status_code == 302
    client.force_login(newsroom.people[1])
    # A refusal without its kind and without words is none.
    assert client.post(path, {"verdict": "refused"}).status_code == 200
    told = {"verdict": "refused", "reason": "其他", "comment": "与本栏目无关"}
    assert client.post(path, told).status_code == 302
    assert SignOff.objects.filter(verdict=Verdict.REFUSED).count() == 1
    assert not is_live(alias)
