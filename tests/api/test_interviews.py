"""`/interviews`: announced, on and past."""

from datetime import timedelta

import pytest

from interviews.states import State
from tests.interviews.factories import BEGIN, InterviewIndexPageFactory, brought_to, interview


@pytest.fixture
def index(home):
    return InterviewIndexPageFactory(parent=home)


def test_an_interview_is_told_with_where_it_can_be_read(program, index):
    page = interview(index, title="老旧小区加装电梯", introduction="介绍。")
    [told] = program.got("interviews")["interviews"]
    assert (told["id"], told["title"], told["url"]) == (page.pk, page.title, page.full_url)
    assert told["state"]["value"] == "planned"
    assert told["starts_at"] == "2026-09-17T09:30:00+08:00"
    assert told["text_url"] is None
    assert program.client.get(f"{page.url}calendar/").status_code == 200
    assert told["calendar_url"] == f"{page.full_url}calendar/"


def test_a_transcript_is_linked_to_once_there_is_one(program, index):
    page = interview(index)
    brought_to(page.sitting, State.LIVE)
    [told] = program.got("interviews?state=live")["interviews"]
    assert told["text_url"] == f"{page.full_url}text/"
    assert program.client.get(f"{page.url}text/").status_code == 200
    assert program.got("interviews?state=planned")["interviews"] == []


def test_interviews_are_read_on_from_the_latest(program, index):
    pages = [interview(index, starts_at=BEGIN - timedelta(days=n), ends_at=None) for n in range(3)]
    found = program.all_of("interviews", "interviews?limit=1")
    assert [each["id"] for each in found] == [page.pk for page in pages]
    [latest] = program.got("interviews?since=2026-09-17")["interviews"]
    assert latest["id"] == pages[0].pk
    assert len(program.got("interviews?until=2026-09-16")["interviews"]) == 2


def test_drafts_are_not_told(program, index):
    interview(index).unpublish()
    assert program.got("interviews")["interviews"] == []
