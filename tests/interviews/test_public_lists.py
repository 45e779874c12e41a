"""Interviews taken along: the list, the feed, the calendar file, the transcript as a file."""

import zipfile
from datetime import timedelta
from io import BytesIO

import mammoth
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.public import listing
from interviews.public.calendar import folded
from interviews.states import State
from tests.interviews.factories import BEGIN, brought_to, interview, said


def _soup(client, page, query: str = "") -> BeautifulSoup:
    answer = client.get(page.url + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def _queries_of(client, page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    return len(queries)


def _calendar(client, page) -> dict[str, str]:
    lines = client.get(f"{page.url}calendar/").content.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def test_the_calendar_file_is_what_calendars_take(client, page):
    page.save_revision().publish()
    raw = client.get(f"{page.url}calendar/")

    assert raw["Content-Type"].startswith("text/calendar")
    assert b"\n" not in raw.content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.content.split(b"\r\n"))
    event = _calendar(client, page)
    assert (event["DTSTART"], event["DTEND"]) == ("20260917T013000Z", "20260917T033000Z")
    assert event["SEQUENCE"] == "0"


def test_a_moved_interview_keeps_its_uid_and_counts_up(client, page):
    page.save_revision().publish()
    before = _calendar(client, page)
    page.introduction = "改了简介"
    page.save_revision().publish()
    assert _calendar(client, page)["SEQUENCE"] == "0"

    page.starts_at += timedelta(hours=1)
    page.save_revision().publish()

    after = _calendar(client, page)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], "1")
    assert after["DTSTART"] == "20260917T023000Z"


@pytest.mark.parametrize("length", [0, 24, 25, 26, 200])
def test_a_folded_line_is_whole_again(length):
    line = "SUMMARY:" + "访" * length

    written = folded(line)

    assert written.replace(b"\r\n ", b"").decode() == line + "\r\n"
    assert all(len(part) <= 75 for part in written.split(b"\r\n"))


def test_the_transcript_as_text(client, page, live):
    said(live, "第一段\n第二段")

    answer = client.get(f"{page.url}text/")

    assert answer["Content-Disposition"] == f'attachment; filename="{page.slug}.txt"'
    text = answer.content.decode()
    assert "【嘉宾 周明】第一段\r\n第二段\r\n" in text
    assert text.startswith("老旧小区怎么改\r\n")


def test_the_transcript_as_a_word_file_opens(client, page, live):
    said(live, "价格 < 50万元 & 自愿\n第二段")

    answer = client.get(f"{page.url}word/")

    assert zipfile.ZipFile(BytesIO(answer.content)).testzip() is None
    text = mammoth.extract_raw_text(BytesIO(answer.content)).value
    assert "【嘉宾 周明】价格 < 50万元 & 自愿" in text
    assert "老旧小区怎么改" in mammoth.convert_to_html(BytesIO(answer.content)).value


@pytest.mark.parametrize("kind", ["text", "word"])
def test_there_is_no_transcript_before_there_is_one(client, page, kind):
    assert client.get(f"{page.url}{kind}/").status_code == 404


def test_the_list_tells_what_is_on_what_comes_and_what_was(client, index):
    on_air = interview(index, title="正在谈")
    brought_to(interview(index, title="已谈完").sitting, State.ARCHIVED)
    brought_to(interview(index, title="快要谈").sitting, State.ANNOUNCED)
    brought_to(on_air.sitting, State.LIVE)

    soup = _soup(client, index)

    titles = [[a.text for a in section.select(".media__title a")] for section in
              soup.select("section[aria-labelledby]")]  # fmt: skip
    assert titles == [["正在谈", "快要谈"], ["已谈完"]]


def test_a_plan_whose_day_has_passed_is_neither_to_come_nor_held(client, index):
    with time_machine.travel("2026-09-17T12:00:00Z", tick=False):
        interview(index, title="今天谈")
        interview(index, title="没谈成", starts_at=BEGIN - timedelta(days=1), ends_at=None)
        late = interview(index, title="推迟了", starts_at=BEGIN - timedelta(days=2), ends_at=None)
        brought_to(late.sitting, State.ANNOUNCED)

        soup = _soup(client, index)

    titles = [link.text for link in soup.select(".media__title a")]
    assert titles == ["今天谈", "推迟了"]


def test_what_is_to_come_is_a_list_of_some_length(client, index, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COMING", 2)
    with time_machine.travel("2026-09-01T12:00:00Z", tick=False):
        for day in range(4):
            interview(index, title=f"{day}", starts_at=BEGIN + timedelta(days=day), ends_at=None)
        late = interview(index, title="正在谈", starts_at=BEGIN + timedelta(days=9), ends_at=None)
        brought_to(late.sitting, State.LIVE)

        soup = _soup(client, index)

    assert [link.text for link in soup.select(".media__title a")] == ["正在谈", "0"]


def test_a_long_list_has_pages_and_as_many_queries(client, index):
    for _number in range(3):
        brought_to(interview(index).sitting, State.ARCHIVED)
    few = _queries_of(client, index)
    for _number in range(11):
        brought_to(interview(index).sitting, State.ARCHIVED)

    assert _queries_of(client, index) == few
    soup = _soup(client, index)
    assert len(soup.select(".media__item")) == 12
    assert len(_soup(client, index, "?page=2").select(".media__item")) == 2


def test_the_feed_has_announcements_and_transcripts(client, index):
    brought_to(interview(index, title="快要谈").sitting, State.ANNOUNCED)
    interview(index, title="不公开", live=False)

    feed = client.get(f"{index.url}feed/").content.decode()

    assert "快要谈（已预告，接受提问）" in feed
    assert "不公开" not in feed
