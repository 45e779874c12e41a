"""Verification tells what differs, whatever was tampered with."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ArticlePage
from search.index import postings, tables, verifying
from search.index.writing import store
from search.keeping import hints, sweeping
from search.management.commands import search_index
from search.models import Block, Indexed, Posting
from tests.home.factories import ArticlePageFactory
from tests.search.entries import BLOCK as SMALL
from tests.search.entries import entry, found, with_small_blocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(column) -> list[ArticlePage]:
    made = [ArticlePageFactory(parent=column, title=f"公积金{word}") for word in "提取缴存贷款"]
    sweeping.sweep()
    return made


@pytest.fixture
def small(monkeypatch) -> None:
    with_small_blocks(monkeypatch)


def _verify() -> str:
    out = StringIO()
    call_command("search_index", "--verify", stdout=out, stderr=out)
    return out.getvalue()


def _told() -> str:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("search_index", "--verify", stdout=out, stderr=out)
    assert refused.value.returncode == 1
    return f"{out.getvalue()}{refused.value}"


def test_nothing_differs_after_ordinary_work(pages):
    assert "8 entries: nothing differs" in _verify()


def test_what_waits_to_be_looked_at_is_no_difference(pages):
    pages[0].title = "公积金改名"
    pages[0].save()

    told = _verify()

    assert "1 owners changed a moment ago" in told and "nothing differs" in told


def test_entries_that_are_missing_superfluous_or_different(pages):
    one, other, third, *_ = pages
    ArticlePage.objects.filter(pk=one.pk).update(title="公积金改名")
    ArticlePage.objects.filter(pk=other.pk).update(live=False)
    number = Indexed.objects.get(key=f"page:{third.pk}").id
    Indexed.objects.filter(id=number).delete()

    told = _told()

    assert f"page:{one.pk}: in the index otherwise than offered" in told
    assert f"page:{other.pk}: in the index and not offered" in told
    assert f"page:{third.pk}: offered and not in the index" in told
    assert "marked as to be found without an entry" in told
    assert "4 differences" in told


def test_who_cannot_say_what_may_be_found(pages):
    ArticlePage.objects.filter(pk=pages[0].pk).update(title="坏")

    assert f"page:{pages[0].pk}: cannot say what may be found of it" in _told()


def _places(term: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT places FROM search_posting WHERE term = %s", [term])
        return bytes(cursor.fetchone()[0])


def _tamper(term: str, places: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_posting SET places = %s WHERE term = %s", [places, term])


def test_terms_that_lack_an_entry_or_have_one_too_many(pages):
    key, place = f"page:{pages[0].pk}", Indexed.objects.get(key=f"page:{pages[0].pk}").id % 8192
    _tamper("pa公积", postings.changed(_places("pa公积"), (), [place]))
    _tamper("pa积金", postings.changed(_places("pa积金"), [8000], ()))
    term = f"pt{pages[1].title[-1]}"
    _tamper(term, postings.changed(_places(term), [place], ()))

    told = _told()

    assert f"{key}: not found by a term that it says (pa公积)" in told
    assert f"{key}: found by a term that it does not say ({term})" in told
    assert "8000" not in told, "nobody is there, so it leads nowhere"
    assert "2 differences" in told


def test_a_whole_term_that_is_gone(pages):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_posting WHERE term = %s", ["psgong ji"])

    assert f"{len(pages)} not found by a term that it says" in _told()


def test_bits_and_blocks(pages):
    row = Indexed.objects.get(key=f"page:{pages[0].pk}")
    block = Block.objects.get()
    bits = bytearray(block.live)
    bits[row.id % 8192 // 8] &= ~(1 << row.id % 8)
    Block.objects.update(live=bytes(bits))
    assert f"{row.key}: in the index and marked as not to be found" in _told()

    Block.objects.update(used=1)
    assert "at a place that nobody has given out" in _told()

    Block.objects.update(rules="other")
    assert "block made by other rules (other)" in _told()

    Block.objects.all().delete()
    assert "no block" in _told()


def test_a_rebuild_of_everything_mends_what_was_damaged(pages):
    for term in ("pa公积", "pt金"):
        _tamper(term, postings.changed(b"", [1, 4000], ()))
    Indexed.objects.filter(key=f"page:{pages[0].pk}").update(id=987_654)
    _told()

    call_command("search_index", "--rebuild", "--everything", stdout=StringIO())

    assert "8 entries: nothing differs" in _verify()
    assert found("公积金").total == len(pages)


def test_few_are_named_and_all_are_counted(pages, monkeypatch):
    monkeypatch.setattr(search_index, "NAMED", 2)
    Indexed.objects.all().delete()

    told = _told()

    assert sum(line.startswith("page:") for line in told.splitlines()) == 2
    assert "… and 6 more: offered and not in the index" in told
    assert "8 offered and not in the index" in told


def test_stats_tell_how_the_index_is_made_up(pages):
    hints.note(["page:1"])
    out = StringIO()

    call_command("search_index", "--stats", stdout=out)

    told = out.getvalue()
    assert "public: 8 entries" in told
    assert "article: 8" in told
    assert "1 blocks, 8 places given out, 0 of them dead" in told
    assert f"postings: {Posting.objects.count()} rows" in told
    assert "MB in the memory of each process" in told
    assert "1 hints wait to be looked at" in told


def test_postings_are_read_once_however_many_blocks_there_are(small):
    _fill(5 * SMALL)

    with CaptureQueriesContext(connection) as asked:
        assert list(verifying.differences()) == []

    assert Block.objects.count() >= 5
    # The second time, that there are no more.
    assert len([each for each in asked if "search_posting" in each["sql"]]) == 2


def test_what_is_written_meanwhile_is_no_difference(small, monkeypatch):
    _fill(2 * SMALL)
    read = tables.everything

    def while_somebody_writes(*asked: Any, **more: Any) -> list:
        store({"book:1": [entry("b1", "第1号改名")], "book:2": [], "new:1": [entry("n", "新书")]})
        return read(*asked, **more)

    monkeypatch.setattr(tables, "everything", while_somebody_writes)
    assert list(verifying.differences()) == []


def _fill(number: int) -> None:
    store({f"book:{each}": [entry(f"b{each}", f"第{each}号噪声")] for each in range(number)})
