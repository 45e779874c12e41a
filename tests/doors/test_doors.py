"""Nothing unpublished comes out of any of twelve doors; what is published comes out of each."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction, get_page_models

from disclosure.documents.validity import Deed
from disclosure.models import PolicyDocumentPage, Relation
from home.models import ArticlePage, ColumnPage
from tests.doors.addresses import ADDRESSES, LISTS, ROUTES, Door, named_in_urls, routes_of_pages
from tests.doors.asking import Asking, Leak
from tests.doors.public_town import begin_interview, committed, publish
from tests.doors.town import PLANTED, Town, full_town


@pytest.fixture
def looking(settings) -> None:
    settings.SEARCH_LOOKS_AT_ONCE = True
    cache.clear()


@pytest.fixture
def town(db, looking) -> Town:
    return committed(full_town)


def publish_all(town: Town) -> None:
    publish(town, town.things)
    begin_interview(town)


def test_every_public_address_is_a_door():
    assert named_in_urls() == set(ADDRESSES)
    assert routes_of_pages() == set(ROUTES)


def test_every_type_of_page_is_in_the_town():
    assert {
        model for model in get_page_models() if not model._meta.app_label.startswith("wagtail")
    } == PLANTED
    assert {model.__name__ for model in PLANTED} >= LISTS


def test_every_door_is_asked():
    doors = {door for door, _urls in [*ADDRESSES.values(), *ROUTES.values()]}
    assert doors == set(Door)


@pytest.mark.long
def test_drafts_come_out_of_no_door(town):
    asking = Asking(town)
    asking.all_doors()
    assert set(asking.asked) == set(Door)


def test_what_is_published_comes_out_of_every_door(town):
    publish_all(town)
    asking = Asking(town)
    asking.all_doors()
    assert {door for door in Door if not asking.told[door]} == set()


@pytest.mark.long
def test_drafts_of_what_is_published_stay_inside(town):
    publish_all(town)
    for thing in town.things:
        committed(town.edit, thing)
    Asking(town).all_doors()


def test_what_is_withdrawn_comes_out_no_more(town):
    publish_all(town)
    for thing in town.things[:0:-1]:
        committed(thing.page.unpublish)
    asking = Asking(town)
    asking.all_doors()
    files = asking.told[Door.DOCUMENT] | asking.told[Door.RENDITION]
    assert not [each for each in files if each.startswith("/")]


@pytest.mark.long
def test_withdrawn_columns_hide_nothing_else_and_are_not_named(town):
    publish_all(town)
    for thing in town.things[1:]:
        if thing.model.__name__ in LISTS:
            committed(thing.page.unpublish)
    Asking(town).all_doors()


def test_what_expired_says_what_it_was_called_at_its_own_address_and_nowhere_else(town):
    publish_all(town)
    for thing in town.things[:0:-1]:
        committed(town.let_expire, thing)
    Asking(town).all_doors()
    told = [thing for thing in town.things if town.told_at_the_end(thing)]
    assert told == town.things[1:]


@pytest.mark.long
def test_what_expired_says_nothing_any_more_once_it_is_closed(town):
    publish_all(town)
    for thing in town.things[:0:-1]:
        committed(town.let_expire, thing)
        committed(
            PageViewRestriction.objects.create,
            page_id=thing.pk,
            restriction_type=PageViewRestriction.LOGIN,
        )
    Asking(town).all_doors()


@pytest.mark.long
def test_what_is_closed_to_the_public_comes_out_of_no_door(town):
    publish_all(town)
    for thing in town.things[1:]:
        if thing.page.depth == 3 or thing.model is ArticlePage:
            committed(
                PageViewRestriction.objects.create,
                page_id=thing.pk,
                restriction_type=PageViewRestriction.LOGIN,
            )
    Asking(town).all_doors()


def test_a_leak_would_be_noticed(town, monkeypatch):
    column = next(thing for thing in town.things if thing.model is ColumnPage)
    committed(town.publish, column)
    monkeypatch.setattr("wagtail.query.PageQuerySet.live", lambda pages: pages)
    with pytest.raises(Leak):
        Asking(town).all_doors()


# --- What documents do to each other --------------------------------------------------------------


def act_on(town: Town, acting, target) -> None:
    page = acting.page.get_latest_revision_as_object()
    page.acts.add(Relation(deed=Deed.REPEALS, target=target.page))
    page.save_revision().publish()


@pytest.fixture
def documents(town):
    one = next(thing for thing in town.things if thing.model is PolicyDocumentPage)
    column = next(thing for thing in town.things if thing.model is ColumnPage)
    committed(town.publish, column)
    return one, committed(town.write, PolicyDocumentPage, column.page)


def test_a_document_does_not_tell_the_title_of_a_draft_that_it_is_about(town, documents):
    acting, target = documents
    committed(act_on, town, acting, target)
    Asking(town).all_doors([acting, target])


def test_a_document_does_not_tell_what_a_closed_one_does_to_it(town, documents):
    acting, target = documents
    committed(town.publish, target)
    committed(act_on, town, acting, target)
    committed(
        PageViewRestriction.objects.create,
        page_id=acting.pk,
        restriction_type=PageViewRestriction.LOGIN,
    )
    Asking(town).all_doors([acting, target])
