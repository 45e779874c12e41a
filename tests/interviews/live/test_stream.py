"""Who may follow an interview, from where, and how a stream ends."""

import asyncio

import pytest
from wagtail.models import PageViewRestriction

from interviews.live import hub, stream
from interviews.live.stream import Streams, number_of
from interviews.models import InterviewPage
from interviews.moving import move_to
from interviews.record import acts
from interviews.states import State
from tests.home.factories import make_portal
from tests.interviews.factories import (
    InterviewIndexPageFactory,
    brought_to,
    guest,
    interview,
    said,
)
from tests.interviews.live.line import Line, in_thread

PATH = "/interviews/first/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page() -> InterviewPage:
    return interview(InterviewIndexPageFactory(parent=make_portal()), slug="first")


@pytest.fixture
def live(page):
    return brought_to(page.sitting, State.LIVE)


def following(scenario):
    """Run a scenario with streams that are closed in the end."""

    async def run():
        streams = Streams()
        try:
            return await scenario(streams)
        finally:
            await streams.close()

    return asyncio.run(run())


def test_readers_get_the_same_entries_each_once_and_in_order(page, live):
    async def scenario(streams):
        lines = [Line(streams, PATH) for _each in range(3)]
        for line in lines:
            await line.has(5)
        for number in range(4):
            await in_thread(said, live, f"第{number}句")
        return [await line.has(9) for line in lines]

    for line in following(scenario):
        assert line.numbers == list(range(1, 10))
        assert line.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert line.headers["cache-control"] == "no-store"
        assert line.headers["x-accel-buffering"] == "no"
        assert line.body.startswith(b"retry: ")


def test_a_reader_gets_what_came_after_the_entry_it_has(page, live):
    async def scenario(streams):
        for _each in range(3):
            await in_thread(said, live)
        lines = [
            Line(streams, PATH),
            Line(streams, PATH, query="after=3"),
            # Whoever comes back has the address of the first time.
            Line(streams, PATH, query="after=3", last="5"),
        ]
        return [(await line.has(8)).numbers for line in lines]

    assert following(scenario) == [list(range(first, 9)) for first in (1, 4, 6)]


@pytest.mark.parametrize("nonsense", ["", "-1", "x", "1e3", "²", "3 ", "9" * 400, "\x00"])
def test_nonsense_for_a_number_counts_as_none(nonsense):
    def asked(last="", query=""):
        headers = [(b"last-event-id", last.encode("latin-1"))]
        return number_of({"headers": headers, "query_string": query.encode("latin-1")})

    assert asked(last=nonsense) == 0
    assert asked(last=nonsense, query="after=7") == 7
    assert asked(query=f"after={nonsense}") == 0


def test_what_is_not_in_memory_any_more_comes_from_the_database(page, live):
    for number in range(6):
        said(live, f"第{number}句")

    async def scenario(streams):
        streams.hub = hub.Hub(most=10, kept=2)
        late = await Line(streams, PATH).has(11)
        for number in range(6):
            await in_thread(said, live, f"又一句{number}")
        await late.has(17)
        later = await Line(streams, PATH, last="3").has(17)
        return late, later

    late, later = following(scenario)
    assert late.numbers == list(range(1, 18))
    assert later.numbers == list(range(4, 18))


def test_a_reader_of_another_database_is_told_to_start_over(page, live):
    async def scenario(streams):
        line = Line(streams, PATH, last="4000")
        await line.answer()
        return line

    line = following(scenario)
    assert b"event: over" in line.body
    assert line.is_ended


@pytest.mark.parametrize(
    "path", ["/", "/interviews/", "/interviews/no/", "/interviews/first/text/"]
)
def test_other_addresses_are_left_to_the_rest_of_the_portal(live, path):
    async def scenario(streams):
        line = Line(streams, path)
        return await line.answer(), line.task.result()

    assert following(scenario) == (None, False)


def test_a_page_that_is_not_published_has_no_stream(page, live):
    page.unpublish()

    async def scenario(streams):
        return await Line(streams, PATH).answer()

    assert following(scenario) is None


def test_a_page_that_not_everybody_may_see_has_none_either(page, live):
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )

    async def scenario(streams):
        return await Line(streams, PATH).answer()

    assert following(scenario) == 403


@pytest.mark.parametrize("how", ["unpublished", "restricted"])
def test_a_page_that_is_withdrawn_ends_its_streams(page, live, how, monkeypatch):
    monkeypatch.setattr(hub, "RECHECK", 0)

    def withdraw():
        if how == "unpublished":
            InterviewPage.objects.get(pk=page.pk).unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        await in_thread(withdraw)
        await line.answer()
        return line.is_ended, await Line(streams, PATH).answer()

    assert following(scenario) == (True, None if how == "unpublished" else 403)


def test_a_reviewed_transcript_ends_the_streams_and_calls_nobody_back(page, live):
    def review():
        move_to(live, State.DRAFT, None)
        move_to(live, State.REVIEWED, None)

    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        await in_thread(review)
        await line.answer()
        late = Line(streams, PATH, last="5")
        await late.answer()
        return line, late, await Line(streams, PATH, last="7").answer()

    line, late, again = following(scenario)
    assert [event.get("state") for event in line.events][-2:] == ["draft", "reviewed"]
    assert line.is_ended
    assert late.numbers == [6, 7]
    assert again == 204


def test_one_reader_too_many_is_asked_to_come_later(page, live, settings):
    settings.INTERVIEWS_READERS = 2

    async def scenario(streams):
        first = await Line(streams, PATH).has(5)
        await Line(streams, PATH).has(5)
        refused = Line(streams, PATH)
        await refused.answer()
        first.leave()
        await first.answer()
        again = await Line(streams, PATH).has(5)
        return refused, again

    refused, again = following(scenario)
    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert again.status == 200


def test_one_address_does_not_take_all_places(page, live, settings):
    settings.INTERVIEWS_READERS_OF_ADDRESS = 2

    async def scenario(streams):
        first = await Line(streams, PATH, address="203.0.113.7").has(5)
        await Line(streams, PATH, address="203.0.113.7").has(5)
        refused = await Line(streams, PATH, address="203.0.113.7").answer()
        elsewhere = await Line(streams, PATH, address="198.51.100.4").has(5)
        first.leave()
        await first.answer()
        again = await Line(streams, PATH, address="203.0.113.7").has(5)
        return refused, elsewhere.status, again.status

    assert following(scenario) == (503, 200, 200)


def test_addresses_that_anybody_can_make_up_do_not_queue_for_ever(page, live, monkeypatch):
    monkeypatch.setattr(hub, "MOST_LOOKUPS", 3)

    async def scenario(streams):
        lines = [Line(streams, f"/made-up-{number}/") for number in range(5)]
        made_up = [await line.answer() for line in lines]
        return made_up, (await Line(streams, PATH).has(5)).status

    assert following(scenario) == ([None, None, None, 503, 503], 200)


def test_a_reader_who_takes_nothing_is_let_go_and_keeps_nobody_waiting(page, live, monkeypatch):
    monkeypatch.setattr(stream, "SLOW", 0.3)

    async def scenario(streams):
        slow = await Line(streams, PATH).has(5)
        quick = await Line(streams, PATH).has(5)
        slow.stuck.set()
        await in_thread(said, live, "一")
        await quick.has(6)
        await slow.answer()
        readers = len(streams.hub.guests)
        back = await Line(streams, PATH, last=str(slow.numbers[-1])).has(6)
        return slow, back, readers

    slow, back, readers = following(scenario)
    assert not slow.is_ended
    assert readers == 1
    assert slow.numbers + back.numbers == [1, 2, 3, 4, 5, 6]


def test_readers_who_leave_are_counted_out(page, live):
    async def scenario(streams):
        lines = [await Line(streams, PATH).has(5) for _each in range(3)]
        for line in lines:
            line.leave()
            await line.answer()
        return len(streams.hub.guests)

    assert following(scenario) == 0


def test_when_the_server_goes_every_stream_ends_as_it_should(page, live):
    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        streams.close_doors()
        await line.answer()
        return line.is_ended, await Line(streams, PATH).answer()

    assert following(scenario) == (True, 503)


def test_a_line_with_nothing_to_say_is_kept_alive(page, live, monkeypatch):
    monkeypatch.setattr(hub, "HEARTBEAT", 0)

    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        await line.until(lambda line: line.body.endswith(b":\n\n"))
        return line

    assert following(scenario).numbers == [1, 2, 3, 4, 5]


def test_nobody_asks_the_database_while_nobody_reads(page, live, monkeypatch):
    asked = []
    standings = hub.reading.standings
    monkeypatch.setattr(
        hub.reading, "standings", lambda keys: asked.append(keys) or standings(keys)
    )

    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        line.leave()
        await line.answer()
        asked.clear()
        await asyncio.sleep(3 * hub.POLL)
        before = list(asked)
        # What was said meanwhile is there all the same.
        await in_thread(said, live, "没有人在听")
        await Line(streams, PATH, last="5").has(6)
        return before

    assert following(scenario) == []


def test_a_database_that_is_away_sends_nobody_away(page, live, monkeypatch):
    standings = hub.reading.standings
    failures = iter([True, True])

    def failing(keys):
        if next(failures, False):
            raise ConnectionError("the database is away")
        return standings(keys)

    async def scenario(streams):
        line = await Line(streams, PATH).has(5)
        monkeypatch.setattr(hub.reading, "standings", failing)
        await in_thread(said, live, "一")
        return await line.has(6)

    assert following(scenario).numbers == [1, 2, 3, 4, 5, 6]


def test_withdrawn_words_do_not_reach_who_comes_late(page, live):
    async def scenario(streams):
        early = await Line(streams, PATH).has(5)
        entry = await in_thread(lambda: acts.say(live, guest(live), "说错的话", None))
        await early.has(6)
        await in_thread(acts.withdraw, live, entry.turn_number, None)
        await early.has(7)
        late = await Line(streams, PATH, last="5").has(7)
        return early, late

    early, late = following(scenario)
    assert early.events[-1]["turns"] == {"2": None}
    assert "说错的话".encode() not in late.body
    assert late.numbers == [6, 7]
