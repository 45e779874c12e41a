"""The moderators' screens: one click decides, one click undoes, everybody stays in their room."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interviews.ledger import moderating
from interviews.ledger.history import one_batch
from interviews.ledger.kinds import Moderation, Outcome, Reason
from interviews.ledger.receiving import receive
from interviews.models import Question, Ruling
from interviews.moving import move_to
from interviews.states import State
from tests.interviews.factories import asked, said
from tests.interviews.questions.people import group_of, queue_of

pytestmark = pytest.mark.django_db


def click(desk: Client, sitting, one: str = "", **values) -> str:
    """Press a button of the queue; return the page that follows."""
    if one:
        values["one"] = one
    response = desk.post(queue_of(sitting, "act/"), values, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def undo_last(desk: Client, sitting) -> str:
    batch = Ruling.objects.exclude(batch="").latest("pk").batch
    response = desk.post(queue_of(sitting, "undo/"), {"batch": batch}, follow=True)
    return response.content.decode()


def state_of(question: Question) -> tuple:
    question.refresh_from_db()
    return question.moderation, question.outcome


def test_the_queue_shows_pending_questions_in_the_order_of_arrival(live, desk):
    first, second = receive(live, "第一问？"), receive(live, "第二问？")
    asked(live, "已经公开的？")

    page = desk.get(queue_of(live)).content.decode()

    assert page.index(first.shown_text) < page.index(second.shown_text)
    assert "已经公开的？" not in page


def test_the_original_is_for_moderators(live, desk):
    receive(live, "电话13812345678")

    page = desk.get(queue_of(live)).content.decode()

    assert "138****5678" in page
    assert "<mark>13812345678</mark>" in page


@pytest.mark.parametrize(
    ("button", "state"),
    [
        ("approve", (Moderation.APPROVED, "")),
        ("promise", (Moderation.APPROVED, Outcome.PROMISED)),
        ("hand", (Moderation.APPROVED, "")),
        ("decline", (Moderation.PENDING, Outcome.DECLINED)),
    ],
)
def test_one_click_decides_and_one_click_undoes(live, desk, moderator, button, state):
    question = receive(live, "路灯？")

    reason = f"-{Reason.CASE}" if button == "decline" else ""
    page = click(desk, live, f"{button}-{question.number}{reason}")

    assert "已处理1条提问" in page
    assert state_of(question) == state
    assert question.rulings.last().by == moderator
    page = undo_last(desk, live)
    assert "已撤销" in page
    assert state_of(question) == (Moderation.PENDING, "")
    assert question.for_host is None


def test_a_whole_group_is_merged_with_one_click_and_comes_apart_with_one(live, desk):
    group = group_of(live, 12)
    other = receive(live, "别的？")

    page = click(desk, live, f"merge_group-{group[3].number}")

    assert "已处理12条提问" in page
    assert state_of(group[3]) == (Moderation.APPROVED, "")
    for question in [*group[:3], *group[4:]]:
        assert state_of(question)[1] == Outcome.MERGED
        assert question.merged_into == group[3]
    assert state_of(other) == (Moderation.PENDING, "")

    undo_last(desk, live)
    assert {state_of(question) for question in group} == {(Moderation.PENDING, "")}


def test_merging_a_large_group_takes_as_many_queries_as_a_small_one(live, desk):
    def queries(size: int) -> int:
        group = group_of(live, size)
        with CaptureQueriesContext(connection) as captured:
            moderating.merge_group(group[0], None)
        return len(captured)

    assert queries(100) == queries(5)


def test_a_merged_group_shares_the_fate_of_a_settled_head(live, desk):
    group = group_of(live, 3)
    head = asked(live, "先前问过的？")
    moderating.approve(group[0], None)
    moderating.merge(group[0], head, None)

    click(desk, live, f"merge_group-{group[0].number}")

    assert {question.merged_into_id for question in live.questions.filter(outcome="merged")} == {
        head.pk
    }


def test_undoing_brings_back_what_stood_there_before(live, desk):
    question = asked(live)
    moderating.promise(question, None, start=date(2026, 9, 17))
    question.refresh_from_db()
    before = (question.promised_on, question.explanation)

    click(desk, live, f"decline-{question.number}-{Reason.OFF_TOPIC}")
    assert state_of(question)[1] == Outcome.DECLINED
    undo_last(desk, live)

    assert state_of(question)[1] == Outcome.PROMISED
    assert (question.promised_on, question.explanation) == before


def _undo(desk: Client, sitting, batch: str) -> str:
    response = desk.post(queue_of(sitting, "undo/"), {"batch": batch}, follow=True)
    return response.content.decode()


def test_a_merging_is_not_brought_back_into_a_circle(live, desk):
    """A page that was open since before: its button still undoes what was done then."""
    first, second = asked(live, "路灯？"), asked(live, "路灯呢？")
    moderating.merge(first, second, None)
    moderating.promise(second, None)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)
    click(desk, live, all="promise", question=[first.number])
    batch = Ruling.objects.exclude(batch="").latest("pk").batch
    moderating.merge(second, first, None)

    page = _undo(desk, live, batch)

    assert "不能撤销" in page
    assert state_of(first)[1] == Outcome.PROMISED
    assert moderating.root_of(second) == first


@pytest.mark.parametrize("meanwhile", ["declined", "put back"])
def test_a_merging_into_what_is_not_shown_any_more_is_not_brought_back(live, desk, meanwhile):
    into = receive(live, "路灯呢？")
    click(desk, live, f"approve-{into.number}")
    approved = Ruling.objects.exclude(batch="").latest("pk").batch
    question, other = asked(live, "路灯？"), asked(live, "井盖？")
    moderating.merge(question, into, None)
    click(desk, live, f"merge_into-{question.number}", into=other.number)
    merged = Ruling.objects.exclude(batch="").latest("pk").batch
    if meanwhile == "declined":
        moderating.decline(into, Reason.CASE, None)
    else:
        _undo(desk, live, approved)

    page = _undo(desk, live, merged)

    assert "不能撤销" in page
    question.refresh_from_db()
    assert question.merged_into == other


def test_declining_is_not_brought_back_when_others_follow_by_now(live, desk):
    question = asked(live, "路灯？")
    moderating.decline(question, Reason.CASE, None)
    with one_batch() as batch:
        moderating.promise(question, None)
    moderating.merge(asked(live, "路灯呢？"), question, None)

    page = _undo(desk, live, batch)

    assert "不能撤销" in page
    assert state_of(question)[1] == Outcome.PROMISED


@pytest.mark.parametrize("act", ["promise", f"decline-{Reason.CASE}"])
def test_what_is_merged_is_opened_before_it_gets_another_outcome(live, desk, act):
    question, into = asked(live, "路灯？"), asked(live, "路灯呢？")
    moderating.merge(question, into, None)
    name, _dash, reason = act.partition("-")

    page = click(desk, live, all=name, question=[question.number], reason=reason)

    assert "已有结果" in page
    assert state_of(question)[1] == Outcome.MERGED


def test_in_the_archive_a_wrong_merging_gives_way_to_another_outcome(live):
    question, into = asked(live, "路灯？"), asked(live, "井盖？")
    moderating.merge(question, into, None)
    said(live, answers=into)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    moderating.promise(question, None)

    assert state_of(question)[1] == Outcome.PROMISED


def test_a_day_that_was_promised_is_not_moved_on(live, desk):
    question = asked(live)
    moderating.promise(question, None, start=date(2026, 9, 17))
    question.refresh_from_db()
    day = question.promised_on

    page = click(desk, live, all="promise", question=[question.number])

    assert day.isoformat() in page
    question.refresh_from_db()
    assert question.promised_on == day


def test_what_was_acted_upon_since_is_not_undone(live, desk):
    question = receive(live, "路灯？")
    click(desk, live, f"approve-{question.number}")
    batch = Ruling.objects.latest("pk").batch
    said(live, answers=question)

    response = desk.post(queue_of(live, "undo/"), {"batch": batch}, follow=True)

    assert "不能撤销" in response.content.decode()
    assert state_of(question) == (Moderation.APPROVED, Outcome.ANSWERED)


def test_nothing_is_undone_that_would_leave_an_archive_with_a_blank(live, desk):
    question = receive(live, "路灯？")
    click(desk, live, f"decline-{question.number}-{Reason.CASE}")
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    page = undo_last(desk, live)

    assert "归档" in page
    assert state_of(question)[1] == Outcome.DECLINED


def test_a_selection_is_decided_together_and_one_refusal_stops_no_other(live, desk):
    answered, first, second = asked(live), receive(live, "一？"), receive(live, "二？")
    said(live, answers=answered)
    numbers = [answered.number, first.number, second.number]

    page = click(desk, live, all="decline", question=numbers, reason=Reason.CASE, note="请打12345")

    assert "已处理2条提问" in page
    assert "有1条未处理" in page
    assert state_of(answered)[1] == Outcome.ANSWERED
    assert state_of(first)[1] == Outcome.DECLINED
    assert first.explanation == "请打12345"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"all": "approve"}, "请先勾选"),
        ({"all": "decline", "question": ["1"]}, "请先选择理由"),
        ({"one": "decline-1-nonsense"}, "请先选择理由"),
        ({"all": "merge_into", "question": ["1"], "into": "77"}, "没有这个编号"),
        ({"all": "merge_into", "question": ["1"], "into": "1"}, "合并"),
        ({"one": "merge_into-1", "into": "²"}, "没有这个编号"),
        ({"all": "approve", "question": ["x", "9" * 30]}, "请先勾选"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(live, desk, values, told):
    question = receive(live, "路灯？")

    assert told in click(desk, live, **values)
    assert state_of(question) == (Moderation.PENDING, "")


def test_an_act_that_does_not_exist_is_none(live, desk):
    assert desk.post(queue_of(live, "act/"), {"one": "delete-1"}).status_code == 404


def test_words_are_changed_with_what_was_before_in_the_history(live, desk):
    question = receive(live, "路灯，坏了！！！修！！！")

    click(desk, live, f"reword-{question.number}", shown_text="路灯什么时候修？电话13812345678")

    question.refresh_from_db()
    assert question.shown_text == "路灯什么时候修？电话138****5678"
    assert question.text == "路灯，坏了！！！修！！！"
    page = desk.get(queue_of(live, f"{question.number}/")).content.decode()
    assert "修改前：路灯，坏了！！！修！！！" in page
    undo_last(desk, live)
    question.refresh_from_db()
    assert question.shown_text == "路灯，坏了！！！修！！！"


def test_questions_stand_on_the_hosts_screen_in_their_order(live, desk):
    def handed() -> list[Question]:
        return list(live.questions.filter(for_host__isnull=False).order_by("for_host"))

    first, second, third = (receive(live, f"{n}？") for n in range(3))
    for question in (second, third, first):
        click(desk, live, f"hand-{question.number}")
    assert handed() == [second, third, first]

    click(desk, live, f"take-{third.number}")
    assert handed() == [second, first]
    undo_last(desk, live)
    assert handed() == [second, third, first]
