"""Looking at owners: nothing that changes meanwhile is lost, and trouble stays where it is."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from findable import Entry, findable_changed, register
from findable.protocol import _sources
from home.models import ArticlePage
from search.index.writing import store
from search.keeping import hints, looking, missed, sweeping
from search.models import Indexed, Seen, Stale
from tests.home.factories import ArticlePageFactory
from tests.search.entries import entry, found

pytestmark = pytest.mark.django_db


class Shelf:
    """A source to test with."""

    name = "book"

    def __init__(self) -> None:
        self.books: dict[str, list[Entry]] = {}
        self.meanwhile = lambda: None

    def owners(self, after: str, limit: int) -> Sequence[str]:
        return sorted(each for each in self.books if each > after)[:limit]

    def entries_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        if any("bad" in each for each in ids):
            raise ValueError("this book cannot be read")
        found = {each: list(self.books[each]) for each in ids if each in self.books}
        self.meanwhile()
        return found

    def put(self, number: str, title: str) -> None:
        self.books[number] = [entry(f"book:{number}", title)]


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    monkeypatch.setattr("findable.protocol._sources", {**_sources})
    shelf = Shelf()
    register(shelf)
    return shelf


def test_whatever_is_registered_is_found_when_it_says_that_it_changed(
    shelf, django_capture_on_commit_callbacks
):
    shelf.put("1", "养犬登记")

    with django_capture_on_commit_callbacks(execute=True):
        findable_changed.send(None, owners=["book:1"])
    assert found("养犬").total == 1

    del shelf.books["1"]
    with django_capture_on_commit_callbacks(execute=True):
        findable_changed.send(None, owners=["book:1"])
    assert found("养犬").total == 0


def test_one_that_raises_costs_nobody_else_anything_and_is_tried_again(column, shelf, caplog):
    good = ArticlePageFactory(parent=column, title="公积金提取")
    bad = ArticlePageFactory(parent=column, title="公积金坏了")
    shelf.books = {"good": [entry("book:good", "公积金一书")], "bad": []}
    hints.note([f"page:{good.pk}", f"page:{bad.pk}", "book:good", "book:bad", "gone:1"])

    sweeping.sweep()

    assert {hit.entry.title for hit in found("公积金").hits} == {"公积金提取", "公积金一书"}
    left = Stale.objects.filter(failures__gt=0, due_at__gt=timezone.now())
    assert set(left.values_list("owner", flat=True)) == {f"page:{bad.pk}", "book:bad"}
    assert f"page:{bad.pk} cannot say" in caplog.text

    ArticlePage.objects.filter(pk=bad.pk).update(title="公积金修好了")
    Stale.objects.update(due_at=timezone.now())
    sweeping.sweep()
    assert "公积金修好了" in {hit.entry.title for hit in found("公积金").hits}
    assert not Stale.objects.filter(owner=f"page:{bad.pk}").exists()


def test_who_fails_again_and_again_is_asked_less_often_and_stays_as_it_was(column):
    page = ArticlePageFactory(parent=column, title="公积金提取")
    looking.look([f"page:{page.pk}"])
    ArticlePage.objects.filter(pk=page.pk).update(title="坏")

    waits = []
    for _ in range(4):
        looking.look([f"page:{page.pk}"])
        hint = Stale.objects.get(owner=f"page:{page.pk}", failures__gt=0)
        waits.append(hint.due_at - timezone.now())

    assert waits == sorted(waits)
    assert waits[-1] > timedelta(seconds=60)
    assert found("公积金").total == 1


def test_what_cannot_be_stored_costs_only_its_owner(shelf):
    shelf.put("1", "养犬登记")
    shelf.books["2"] = [entry("book:2", "养犬年检", day="someday")]

    looked = looking.look(["book:1", "book:2"])

    assert looked.failed == ["book:2"]
    assert [hit.entry.key for hit in found("养犬").hits] == ["book:1"]


def test_a_hint_that_comes_while_somebody_looks_is_not_swept_away(shelf):
    shelf.put("1", "养犬登记")
    hints.note(["book:1"])
    shelf.meanwhile = lambda: (hints.note(["book:1"]), shelf.put("1", "噪声投诉"))

    looking.look(["book:1"])
    assert Stale.objects.filter(owner="book:1").count() == 1

    shelf.meanwhile = lambda: None
    sweeping.sweep()
    assert (found("养犬").total, found("噪声").total) == (0, 1)
    assert not Stale.objects.exists()


def test_who_was_overtaken_does_not_bring_back_what_was_withdrawn(shelf):
    shelf.put("1", "养犬登记")
    hints.note(["book:1"])

    def meanwhile() -> None:
        shelf.meanwhile = lambda: None
        del shelf.books["1"]
        looking.look(["book:1"])

    shelf.meanwhile = meanwhile
    looking.look(["book:1"])

    assert found("养犬").total == 0
    assert Seen.objects.filter(owner="book:1").exists()


def test_what_changed_without_a_hint_is_found_by_comparing(column, shelf):
    pages = [ArticlePageFactory(parent=column, title=f"公积金{number}") for number in range(3)]
    shelf.put("1", "公积金一书")
    sweeping.sweep()
    looking.look(["book:1"])
    assert missed.find() == 0
    renamed, hidden, _same = pages

    ArticlePage.objects.filter(pk=renamed.pk).update(title="公积金改名")
    ArticlePage.objects.filter(pk=hidden.pk).update(live=False)
    shelf.put("2", "公积金二书")
    del shelf.books["1"]

    assert missed.find() == 4
    assert missed.find() == 0, "what waits to be looked at is not noted again"
    sweeping.sweep()
    assert sorted(hit.entry.title for hit in found("公积金").hits) == [
        "公积金2",
        "公积金二书",
        "公积金改名",
    ]
    assert missed.find() == 0


def test_what_cannot_be_noted_holds_up_no_editor_and_is_found_by_comparing(column, caplog):
    page = ArticlePageFactory(parent=column, title="公积金提取")
    sweeping.sweep()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_stale RENAME TO away")
        page.title = "公积金改名"
        page.save()
        cursor.execute("ALTER TABLE away RENAME TO search_stale")

    assert "cannot be noted" in caplog.text
    assert missed.find() == 1
    sweeping.sweep()
    assert [hit.entry.title for hit in found("公积金").hits] == ["公积金改名"]


def test_names_that_nobody_can_have_are_refused_and_logged(caplog):
    hints.note(["book:" + "9" * 200, "bo\0ok", "below:nothing", "page:x", "page:9999"])

    assert "is no name of an owner" in caplog.text
    sweeping.sweep()
    assert not Stale.objects.exists()
    assert not Indexed.objects.exists()


def test_a_sweep_leaves_to_others_what_they_have_taken_up(shelf):
    shelf.put("1", "养犬登记")
    hints.note(["book:1"])
    Stale.objects.update(due_at=timezone.now() + sweeping.LEASE)

    assert sweeping.sweep() == 0
    Stale.objects.update(due_at=timezone.now())
    assert sweeping.sweep() == 1


def test_what_others_store_beside_is_left_alone(shelf):
    store({"other:1": [entry("other:1", "养犬须知")]})

    looking.look(["book:1"])

    assert found("养犬").total == 1
