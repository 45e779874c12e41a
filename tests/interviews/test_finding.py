"""What the public finds of an interview in each of its states."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_factories import ImageFactory

from findable import Entry, Findable, Kind
from interviews.ledger import moderating
from interviews.ledger.history import one_batch
from interviews.ledger.kinds import Reason
from interviews.ledger.receiving import receive
from interviews.ledger.undoing import undo
from interviews.models import InterviewPage
from interviews.moving import move_to
from interviews.record import acts
from interviews.states import State
from tests.hinted import hinted
from tests.interviews.factories import asked, brought_to, guest, host, put_to_the_vote, said


def found(page: InterviewPage, kind: Kind | None = None) -> list[Entry]:
    """Return what is found of a page as anybody reads it now."""
    entries = InterviewPage.objects.get(pk=page.pk).findable_entries()
    return [entry for entry in entries if kind in (None, entry.kind)]


def titles(page: InterviewPage, kind: Kind) -> list[str]:
    return [entry.title for entry in found(page, kind)]


def test_an_announcement_is_found_by_theme_people_and_place(page, index):
    page.introduction = "谈老旧小区改造。\n欢迎提问。"
    page.save()
    [entry] = found(page)
    assert isinstance(page, Findable)
    assert (entry.kind, entry.title, entry.url) == (Kind.INTERVIEW, "老旧小区怎么改", page.url)
    assert entry.text.splitlines() == [
        "谈老旧小区改造。", "欢迎提问。", "主持人 林晓", "市住房和城乡建设局局长 周明",
        "市融媒体中心演播厅",
    ]  # fmt: skip
    assert (entry.department, entry.column) == ("市住房和城乡建设局", "在线访谈")
    assert f"{entry.day}" == "2026-09-17"
    assert [each.kind for each in index.findable_entries()] == [Kind.COLUMN]


def test_topics_are_found_while_they_are_voted_on(page):
    assert "污水治理" not in found(page)[0].text
    put_to_the_vote(page)
    assert "污水治理 关于污水治理" in found(page)[0].text.splitlines()


def test_only_questions_that_the_public_reads_are_found(page, sitting):
    brought_to(sitting, State.ANNOUNCED)
    receive(sitting, "等待审核的问题？")
    asked(sitting, "电梯怎么装？请打13812345678", nickname="小江")
    declined = asked(sitting, "谢绝的问题？")
    moderating.decline(declined, Reason.CASE, None)
    [entry] = found(page, Kind.QUESTION)
    assert entry.key == f"question:2@page:{page.pk}"
    assert entry.title == "电梯怎么装？请打138****5678"
    assert entry.url == f"/interviews/{page.pk}/questions/2/#question-2"
    assert (entry.within, entry.answer) == ("老旧小区怎么改", "")


def test_where_a_question_is_found_it_stands(page, sitting, client):
    brought_to(sitting, State.ANNOUNCED)
    asked(sitting)
    [entry] = found(page, Kind.QUESTION)
    address, _, anchor = entry.url.partition("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_an_answered_question_has_its_answer_and_its_place_in_the_transcript(page, live, client):
    question = asked(live)
    same = asked(live, "加装电梯何时动工？")
    said(live, "老旧小区什么时候加装电梯？", speaker=host(live), asks=question)
    said(live, "今年装一百部。", answers=question)
    said(live, "明年再装两百部。", answers=question)
    moderating.merge(same, question, None)
    first, other = found(page, Kind.QUESTION)
    assert first.answer == "今年装一百部。 明年再装两百部。"
    assert first.text.splitlines() == ["今年装一百部。", "明年再装两百部。"]
    assert first.url == f"{page.url}#t2"
    assert 'id="t2"' in client.get(page.url).content.decode()
    # It is another question, and the same answer.
    assert (other.title, other.answer) == ("加装电梯何时动工？", first.answer)
    assert other.text.startswith("与第1号提问内容相同")


def test_what_was_asked_is_found_once_and_what_was_said_to_it_as_well(page, live):
    question = asked(live)
    said(live, "老旧小区什么时候加装电梯？", speaker=host(live), asks=question)
    said(live, "今年装一百部。", answers=question)
    _welcome, answer = found(page, Kind.TURN)
    assert answer.text == "今年装一百部。"
    assert len(found(page, Kind.QUESTION)) == 1


def test_a_promise_and_a_long_question_are_found_by_their_words(page, live):
    long = asked(live, f"{'我们小区' * 60}什么时候通气？")
    moderating.promise(long, None)
    [entry] = found(page, Kind.QUESTION)
    assert len(entry.title) <= 120 and entry.title.endswith("…")
    assert "什么时候通气" in entry.text and "答复" in entry.text


def test_turns_are_found_once_there_is_a_transcript(page, live):
    turn = said(live, "今年改造三十个小区。\n先改管网。")
    acts.mark_correction(live, turn.number, "应为三十二个", None)
    wrong = said(live, "说错了的话。")
    acts.withdraw(live, wrong.number, None)
    welcome, entry = found(page, Kind.TURN)
    assert welcome.title == "林晓：各位网友大家好。"
    assert entry.key == f"turn:{turn.number}@page:{page.pk}"
    assert entry.title == "周明：今年改造三十个小区。 先改管网。"
    assert entry.text.splitlines() == ["今年改造三十个小区。", "先改管网。", "应为三十二个"]
    assert (entry.url, entry.within) == (f"{page.url}#{turn.anchor}", "老旧小区怎么改")
    brought_to(live, State.ARCHIVED)
    assert titles(page, Kind.TURN) == [welcome.title, entry.title]


def test_whatever_changes_what_is_found_is_told(page, sitting):
    owner = [f"page:{page.pk}"]

    def told(act, *arguments, **values) -> None:
        with hinted() as owners:
            act(*arguments, **values)
        assert set(owners) == set(owner), act

    told(move_to, sitting, State.ANNOUNCED, None)
    question, other = receive(sitting, "什么时候通气？"), receive(sitting, "何时通气？")
    with one_batch() as batch:
        told(moderating.approve, question, None)
    told(undo, sitting, batch, None)
    told(moderating.approve, question, None)
    told(moderating.reword, question, "什么时候通天然气？", None)
    told(moderating.merge, other, question, None)
    told(moderating.reopen, other, None)
    told(moderating.decline, other, Reason.UNCLEAR, None)
    told(move_to, sitting, State.LIVE, None)
    told(acts.say, sitting, guest(sitting), "年底。", None, answers=question)
    told(acts.withdraw, sitting, 1, None)
    with hinted() as owners:
        receive(sitting, "没有人看过的问题？")
    assert owners == []


def test_an_alias_leaves_questions_and_turns_to_its_source(page, live, index):
    asked(live)
    alias = page.create_alias(update_slug="bie-ming")
    assert [entry.kind for entry in alias.findable_entries()] == [Kind.INTERVIEW]


def test_many_turns_and_questions_take_as_many_queries_as_few(page, live):
    picture = ImageFactory()

    def queries() -> int:
        fresh = InterviewPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as caught:
            fresh.findable_entries()
        return len(caught)

    def talk(times: int) -> None:
        for _ in range(times):
            question = asked(live)
            moderating.merge(asked(live), question, None)
            shown = [acts.Picture(picture.pk, "现场")]
            said(live, "答复如下。", answers=question, pictures=shown)

    talk(1)
    queries()
    before = queries()
    talk(5)
    assert queries() == before


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_found(page, sitting, state):
    if state == State.TOPIC_VOTE:
        put_to_the_vote(page)
    else:
        brought_to(sitting, state)
    assert found(page)[0].kind == Kind.INTERVIEW
    assert bool(found(page, Kind.TURN)) is State(state).has_transcript
