"""What travels to readers: with the page as of any entry and the events after it, the archive."""

import random

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.live.reading import Place, news
from interviews.live.room import Room
from interviews.models import InterviewPage, Sitting
from interviews.moving import move_to
from interviews.record import acts, speakers
from interviews.refusals import Refused
from interviews.states import State
from tests.interviews.factories import asked, guest, said
from tests.interviews.histories import OPERATIONS, do
from tests.interviews.live.follower import Follower, events_in

HISTORIES = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _archive(sitting: Sitting) -> list[tuple[int, str]]:
    return _as_page(sitting).shown


def _as_page(sitting: Sitting) -> Follower:
    """Return what a reader has who opens the page now: read from the page itself."""
    page = InterviewPage.objects.get(pk=sitting.page_id)
    request = RequestFactory().get(page.url)
    answer = page.serve(request).render()
    turns = BeautifulSoup(answer.content, "html.parser").select_one("[data-turns]")
    return Follower(
        last=int(turns["data-last-entry"]),
        order=[int(each) for each in turns["data-order"].split()],
        turns={int(each["id"][1:]): str(each) for each in turns.select(".turn")},
    )


def _alike(shown: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Bring the server's HTML, and a page's, into one form."""
    return [(turn, str(BeautifulSoup(html, "html.parser"))) for turn, html in shown]


def _filled(room: Room, sitting: Sitting, most: int = 1000) -> Room:
    while events := news(sitting.page_id, sitting.pk, room.last, most):
        room.take(events)
    return room


def _room(sitting: Sitting, kept: int = 1000) -> Room:
    return Room(Place(sitting.page_id, sitting.pk, is_open=True), kept)


def _stream(sitting: Sitting, after: int = 0) -> bytes:
    return b"".join(event.written() for event in news(sitting.page_id, sitting.pk, after, 1000))


@HISTORIES
@given(operations=OPERATIONS, seed=st.integers(0, 10**6))
def test_whoever_joins_or_comes_back_at_any_entry_has_what_the_archive_has(live, operations, seed):
    chance = random.Random(seed)
    with transaction.atomic():
        question = asked(live)
        room = _room(live, kept=chance.choice([3, 1000]))
        readers = [_as_page(live), Follower()]
        for operation in operations:
            try:
                with transaction.atomic():
                    do(live, question, operation)
            except Refused:
                continue
            # The room looks now and then, as polls do; readers come, stay away and come back.
            if chance.random() < 0.6:
                _filled(room, live, most=chance.randint(1, 4))
            if chance.random() < 0.1:
                readers.append(_as_page(live))
            for reader in readers:
                if chance.random() < 0.5 and room.remembers(reader.last):
                    reader.take(events_in(room.after(reader.last)))

        _filled(room, live)
        archive = _archive(live)
        for reader in readers:
            if room.remembers(reader.last):
                reader.take(events_in(room.after(reader.last)))
            else:
                reader.take(events_in(_stream(live, reader.last)))
            assert reader.last == live.last_entry
            assert _alike(reader.shown) == _alike(archive)
        transaction.set_rollback(True)
    live.refresh_from_db()


def test_words_that_were_withdrawn_do_not_leave_again(live):
    room = _filled(_room(live), live)
    secret = said(live, "电话是13800001111")
    assert b"13800001111" in _filled(room, live).after(0)

    acts.withdraw(live, secret.number, None, reason="泄露了电话")

    for stream in (_filled(room, live).after(0), _stream(live)):
        assert b"13800001111" not in stream
        assert "泄露了电话".encode() not in stream


def test_words_before_an_edit_and_names_before_a_correction_do_not_leave_again(live):
    turn = said(live, "增加一千个车位")
    room = _filled(_room(live), live)

    acts.edit(live, turn.number, turn.version, "增加一百个车位", None)
    speakers.rename_speaker(live, guest(live).number, None, name="周铭")

    for stream in (_filled(room, live).after(0).decode(), _stream(live).decode()):
        assert "一千个" not in stream
        assert "周明" not in stream
        assert stream.count("一百个") == stream.count("周铭") == 1


def test_nothing_internal_travels(live, django_user_model):
    typist = django_user_model.objects.create_superuser("recorder-of-the-day")
    unapproved = asked(live, "这个提问还没有公开")
    speakers.add_speaker(live, "候场的嘉宾", None, post="还没有露面", role="official")
    acts.say(live, guest(live), "谢谢。", typist, client_key="key-of-the-console")
    move_to(live, State.DRAFT, typist, reason="领导要求提前结束")

    stream = _stream(live).decode()

    for internal in (
        "recorder-of-the-day",
        "key-of-the-console",
        "领导要求",
        "候场的嘉宾",
        unapproved.text,
    ):
        assert internal not in stream
    assert '"state":"draft"' in stream


def test_every_entry_is_one_event_with_its_number(live):
    said(live)
    acts.set_time(live, 1, 30, None)

    events = list(events_in(_stream(live)))

    assert [event["n"] for event in events] == list(range(1, live.last_entry + 1))


def test_markup_in_words_stays_words(live):
    said(live, "<script>alert(1)</script>\ndata: 假的事件\n\nid: 99")

    [event] = [e for e in events_in(_stream(live)) if e["n"] == live.last_entry]

    assert "<script>" not in event["turns"]["2"]
    assert "&lt;script&gt;" in event["turns"]["2"]


def test_a_missing_entry_is_noticed(live):
    room = _room(live)

    with pytest.raises(ValueError, match="does not follow"):
        room.take(news(live.page_id, live.pk, 1, 1000))


@pytest.mark.parametrize("turns", [1, 8])
def test_news_take_a_fixed_number_of_queries(live, turns, django_assert_max_num_queries):
    for _each in range(turns):
        said(live)

    with django_assert_max_num_queries(7):
        news(live.page_id, live.pk, 0, 1000)


def test_a_page_that_is_read_while_entries_come_is_as_of_one_entry(live, monkeypatch):
    from interviews.public import following

    page = InterviewPage.objects.get(pk=live.page_id)
    read = following.transcript_of
    late = iter([True, False, False])

    def read_while_somebody_speaks(sitting):
        transcript = read(sitting)
        if next(late):
            said(live, "刚刚说的")
        return transcript

    monkeypatch.setattr(following, "transcript_of", read_while_somebody_speaks)
    transcript, follow = following.following(page, RequestFactory().get(page.url))

    assert follow.last == live.last_entry
    assert [turn.number for turn in transcript.turns] == [1, 2]
    assert follow.order == "1 2"
