"""The index is rebuilt while it is in use, as often as it is stopped."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from findable import Entry
from home.models import ArticlePage
from search.index import preparing, tidying, writing
from search.index.writing import store
from search.keeping import rebuilding
from search.models import Block, Indexed, Posting, Stale
from tests.home.factories import ArticlePageFactory
from tests.search.entries import entry, found, with_small_blocks

NUMBER = 90


@pytest.fixture
def small(monkeypatch) -> None:
    with_small_blocks(monkeypatch)
    monkeypatch.setattr(tidying, "TOGETHER", 7)
    monkeypatch.setattr(rebuilding, "TOGETHER", 20)


def _run(*options: str) -> str:
    out = StringIO()
    call_command("search_index", *options, stdout=out, stderr=out)
    return out.getvalue()


def _books(*gone: int) -> dict[str, list[Entry]]:
    """Return what as many books offer, those that are gone nothing."""
    return {
        f"book:{number}": [] if number in gone else [entry(f"b{number}", f"第{number}号噪声")]
        for number in range(NUMBER)
    }


class Killed(BaseException):
    pass


@pytest.mark.django_db
def test_a_rebuild_finds_all_that_is_offered_and_drops_what_is_not(column, settings):
    settings.SEARCH_LOOKS_AT_ONCE = False
    page = ArticlePageFactory(parent=column, title="公积金提取")
    store(
        {"gone:1": [entry("gone:1", "公积金旧书")], "page:987": [entry("page:987", "公积金没了")]}
    )

    told = _run("--rebuild")

    assert [hit.entry.key for hit in found("公积金").hits] == [f"page:{page.pk}"]
    assert "2 taken out" in told and "a second" in told
    assert "nothing differs" in _run("--verify")
    assert "0 new, 0 changed" in _run("--rebuild")


@pytest.mark.django_db
def test_a_rebuild_says_who_could_not_be_indexed(column):
    ArticlePageFactory(parent=column, title="坏")

    with pytest.raises(CommandError, match="1 owners could not be indexed"):
        _run("--rebuild")


@pytest.mark.django_db
def test_whoever_fails_and_is_in_the_index_is_named_once(column):
    page = ArticlePageFactory(parent=column, title="坏")
    store({f"page:{page.pk}": [entry(f"page:{page.pk}", "从前是好的")]})

    with pytest.raises(CommandError, match="1 owners could not be indexed"):
        _run("--rebuild")


@pytest.mark.django_db
def test_worn_blocks_are_emptied_and_their_postings_dropped(small, monkeypatch):
    store(
        {f"book:{number}": [entry(f"b{number}", f"第{number}号噪声")] for number in range(NUMBER)}
    )
    store({f"book:{number}": [] for number in range(0, NUMBER, 2)})
    old = set(Block.objects.values_list("pk", flat=True))
    before = found("噪声").total

    tidying.tidy()

    assert found("噪声").total == before == NUMBER // 2
    assert not Block.objects.filter(pk__in=old).exclude(pk=max(old)).exists()
    assert set(Posting.objects.values_list("block", flat=True)) == set(
        Block.objects.values_list("pk", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_readers_see_everything_while_a_rebuild_is_killed_again_and_again(small, monkeypatch):
    with monkeypatch.context() as older:
        for module in (writing, tidying):
            older.setattr(module, "RULES", "older")
        with_small_blocks(older)
        store(
            {
                f"book:{number}": [entry(f"b{number}", f"第{number}号噪声")]
                for number in range(NUMBER)
            }
        )
    answers: set[tuple[int, int]] = set()
    over = threading.Event()

    def read() -> None:
        try:
            while not over.is_set():
                answer = found("噪声")
                answers.add((answer.total, len(answer.hits)))
        finally:
            connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    real, moves = writing.move, 0

    def move(*args) -> int:
        nonlocal moves
        moves += 1
        if moves % 4 == 0:
            raise Killed
        return real(*args)

    monkeypatch.setattr(writing, "move", move)
    kills = 0
    while tidying.worn():
        try:
            tidying.tidy()
        except Killed:
            kills += 1
            store({"book:1": [entry("b1", f"改了{kills}次的噪声")]})
    over.set()
    reader.join(30)

    assert kills >= 2
    assert answers == {(NUMBER, 10)}
    assert Indexed.objects.count() == NUMBER
    assert not tidying.worn()


@pytest.mark.django_db
def test_a_rebuild_that_was_killed_goes_on_where_it_was(small, column, monkeypatch, settings):
    settings.SEARCH_LOOKS_AT_ONCE = False
    for number in range(30):
        ArticlePageFactory(parent=column, title=f"公积金第{number}号")
    real, analysed = preparing.terms_in, []

    def terms_in(shelf, said):
        if len(analysed) == 24:
            raise Killed
        analysed.append(said)
        return real(shelf, said)

    monkeypatch.setattr(preparing, "terms_in", terms_in)
    with pytest.raises(Killed):
        _run("--rebuild")
    done = Indexed.objects.count()
    assert done == 20
    monkeypatch.setattr(preparing, "terms_in", real)

    told = _run("--rebuild")

    assert "left from before" in told
    assert f"{done} as they were" in told
    assert found("公积金").total == 30
    assert not Stale.objects.exists()
    assert "nothing differs" in _run("--verify")


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_does_not_bring_back_what_is_withdrawn_meanwhile(column, monkeypatch):
    page = ArticlePageFactory(parent=column, title="公积金提取")
    real, looked = preparing.terms_in, []

    def terms_in(shelf, said):
        if not looked:
            looked.append(said)
            ArticlePage.objects.get(pk=page.pk).unpublish()
        return real(shelf, said)

    store({f"page:{page.pk}": []})
    monkeypatch.setattr(preparing, "terms_in", terms_in)
    _run("--rebuild")

    assert found("公积金").total == 0
    assert not Stale.objects.exists()
