"""Every question submitted ends with exactly one outcome, and the database sees to it as well."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.ledger import moderating, receipts, senders
from interviews.ledger.counting import counts_of, left_if_ended_now
from interviews.ledger.kinds import Outcome, Reason
from interviews.ledger.receiving import by_receipt, receive
from interviews.models import Question
from interviews.models.question import DETAILS
from interviews.moving import move_to
from interviews.record import acts
from interviews.refusals import Refused
from interviews.states import State
from tests.interviews.factories import asked, brought_to, interview, said

ROOM = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WHICH = st.integers(0, 4)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("receive")),
        st.tuples(st.just("approve"), WHICH),
        st.tuples(st.just("decline"), WHICH, st.sampled_from(Reason)),
        st.tuples(st.just("merge"), WHICH, WHICH),
        st.tuples(st.just("promise"), WHICH),
        st.tuples(st.just("reopen"), WHICH),
        st.tuples(st.just("answer"), WHICH),
        st.tuples(st.just("ask"), WHICH),
        st.tuples(st.just("withdraw"), st.integers(1, 8)),
        st.tuples(st.just("restore"), st.integers(1, 8)),
        st.tuples(st.just("unlink"), st.integers(1, 8)),
        st.tuples(st.just("step"), st.sampled_from(State)),
    ),
    max_size=30,
)


def _do(sitting, act) -> None:
    questions = list(sitting.questions.order_by("number"))
    match act:
        case ("receive",):
            receive(sitting, "路灯什么时候修？")
        case ("withdraw", number):
            acts.withdraw(sitting, number, None)
        case ("restore", number):
            acts.restore(sitting, number, None)
        case ("unlink", number):
            acts.link(sitting, number, None)
        case ("step", state):
            move_to(sitting, state, None)
        case (_, which, *_rest) if which >= len(questions):
            return
        case ("approve", which):
            moderating.approve(questions[which], None)
        case ("decline", which, reason):
            moderating.decline(questions[which], reason, None)
        case ("merge", which, into) if into < len(questions):
            moderating.merge(questions[which], questions[into], None)
        case ("promise", which):
            moderating.promise(questions[which], None)
        case ("reopen", which):
            moderating.reopen(questions[which], None)
        case ("answer", which):
            said(sitting, answers=questions[which])
        case ("ask", which):
            said(sitting, asks=questions[which])


@ROOM
@given(done=ACTS)
def test_outcomes_and_blanks_are_always_all_that_was_submitted(live, done):
    with transaction.atomic():
        for _number in range(3):
            asked(live)
        for act in done:
            try:
                with transaction.atomic():
                    _do(live, act)
            except Refused:
                continue

        counts = counts_of(live)
        assert counts.submitted == Question.objects.count() == live.last_question
        assert counts.submitted == (
            counts.answered + counts.merged + counts.promised + counts.declined + counts.blank
        )
        assert counts.blank == left_if_ended_now(live).count()
        for question in Question.objects.all():
            details = [
                o for o, (name, empty) in DETAILS.items() if getattr(question, name) != empty
            ]
            assert details == ([question.outcome] if question.outcome else [])
            assert moderating.root_of(question) != question or question.outcome != Outcome.MERGED
        assert live.stands != State.ARCHIVED or counts.blank == 0
        transaction.set_rollback(True)
    live.refresh_from_db()


@pytest.mark.parametrize(
    "broken",
    [
        {"outcome": "promised"},
        {"promised_on": date(2026, 9, 24)},
        {"outcome": "declined", "declined_because": "abuse", "promised_on": date(2026, 9, 24)},
        {"outcome": "answered"},
        {"outcome": "nonsense"},
    ],
)
def test_the_database_refuses_anything_but_one_outcome(live, broken):
    question = asked(live)

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**broken)


def test_the_database_refuses_a_question_merged_into_itself(live):
    question = asked(live)

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(outcome="merged", merged_into=question)


def test_a_question_is_answered_in_the_first_turn_that_answers_it(live):
    question = asked(live)
    said(live, answers=question)
    said(live, answers=question)

    question.refresh_from_db()
    assert (question.outcome, question.answered_in.number) == (Outcome.ANSWERED, 2)

    acts.withdraw(live, 2, None)
    question.refresh_from_db()
    assert question.answered_in.number == 3

    acts.withdraw(live, 3, None)
    question.refresh_from_db()
    assert (question.outcome, question.answered_in) == ("", None)


def test_putting_a_question_does_not_answer_it(live):
    question = asked(live)

    said(live, "网友问：什么时候加装电梯？", asks=question)

    question.refresh_from_db()
    assert question.outcome == ""


def test_a_question_that_was_not_approved_is_not_put(live):
    question = receive(live, "路灯什么时候修？")

    with pytest.raises(Refused, match="审核"):
        said(live, asks=question)


def test_a_chain_of_merges_ends_with_its_last_question_and_never_bites_its_tail(live):
    first, second, third = (asked(live) for _ in range(3))
    moderating.merge(first, second, None)
    moderating.merge(second, third, None)

    with pytest.raises(Refused, match="反过来"):
        moderating.merge(third, first, None)
    fourth = asked(live)
    moderating.merge(fourth, first, None)

    fourth.refresh_from_db()
    assert fourth.merged_into == third
    assert moderating.root_of(Question.objects.get(pk=first.pk)) == third


def test_questions_of_two_interviews_do_not_mix(live, index):
    other = asked(brought_to(interview(index).sitting, State.LIVE))

    with pytest.raises(Refused, match="另一场"):
        moderating.merge(asked(live), other, None)
    with pytest.raises(Refused, match="另一场"):
        said(live, answers=other)


def test_a_promise_runs_for_five_working_days_and_says_how_they_were_counted(live):
    question = asked(live)

    counted = moderating.promise(question, None, start=date(2026, 9, 17))

    question.refresh_from_db()
    assert question.promised_on == counted.end == date(2026, 9, 23)
    ruling = question.rulings.last()
    assert "2026" in ruling.detail["counted"]


def test_a_promised_question_is_answered_in_the_archive(live):
    question = asked(live)
    moderating.promise(question, None)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    with pytest.raises(Refused, match="归档"):
        said(live, "补充一句。")
    said(live, "补充答复：明年三月开工。", answers=question)

    question.refresh_from_db()
    assert question.outcome == Outcome.ANSWERED
    with pytest.raises(Refused, match="唯一"):
        acts.withdraw(live, live.last_turn, None)
    with pytest.raises(Refused, match="归档"):
        moderating.reopen(question, None)


def test_an_interview_is_not_archived_while_a_question_is_blank(live):
    question = asked(live)
    move_to(live, State.DRAFT, None)
    move_to(live, State.REVIEWED, None)

    with pytest.raises(Refused, match="1条提问没有结果"):
        move_to(live, State.ARCHIVED, None)
    moderating.decline(question, Reason.OFF_TOPIC, None)
    move_to(live, State.ARCHIVED, None)


def test_what_would_be_left_is_told_with_the_most_wanted_first(live):
    few, many = asked(live), asked(live)
    Question.objects.filter(pk=many.pk).update(votes=9)
    said(live, answers=asked(live))

    assert list(left_if_ended_now(live)) == [many, few]


def test_every_act_is_written_down_with_who_and_when(live, admin_user):
    question = receive(live, "路灯什么时候修？")
    moderating.approve(question, admin_user)
    moderating.decline(question, Reason.CASE, admin_user, note="转12345")

    assert [(r.act, r.by_name) for r in question.rulings.all()] == [
        ("received", ""), ("approved", "admin"), ("declined", "admin"),
    ]  # fmt: skip
    assert question.rulings.last().detail == {"reason": "case", "note": "转12345"}


def test_numbers_of_people_are_masked_in_what_is_shown(live):
    question = receive(live, "我的电话是13812345678，请回电", nickname="13812345678")

    assert "138****5678" in question.shown_text
    assert "13812345678" in question.text
    assert "13812345678" not in question.nickname


def test_no_address_is_kept_and_its_hash_is_forgotten(live):
    now = datetime(2026, 9, 17, 2, 0, tzinfo=UTC)
    question = receive(live, "路灯？", address="203.0.113.7", now=now)
    same = receive(live, "井盖？", address="203.0.113.7", now=now)
    next_day = senders.mark_of("203.0.113.7", now + timedelta(days=1))

    assert question.sender == same.sender != next_day
    assert len(question.sender) == 64
    assert senders.forget(now + timedelta(days=6)) == 0
    assert senders.forget(now + timedelta(days=8)) == 2
    question.refresh_from_db()
    assert question.sender == ""


def test_a_question_sent_twice_is_one(live):
    first = receive(live, "路灯？", client_key="q1")

    assert receive(live, "路灯？", client_key="q1") == first
    assert live.questions.count() == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "文字"), (" \n\u200b", "文字"), ("？？？！！", "文字"), ("长" * 10_000, "10000")],
)
def test_a_question_nobody_can_answer_is_refused_with_the_reason(live, text, why):
    with pytest.raises(Refused, match=why):
        receive(live, text)


def test_markup_in_a_question_is_text(live):
    assert receive(live, "<img src=x onerror=alert(1)>").shown_text.startswith("<img")


@pytest.mark.parametrize("state", [State.PLANNED, State.DRAFT, State.ARCHIVED])
def test_questions_are_taken_between_announcement_and_end(sitting, state):
    brought_to(sitting, state)

    with pytest.raises(Refused, match="不接受"):
        receive(sitting, "路灯？")


@given(at=st.integers(0, 10), other=st.sampled_from(receipts.ALPHABET))
def test_one_wrong_character_in_a_receipt_is_noticed(at, other):
    receipt = receipts.new_receipt()
    wrong = receipt[:at] + other + receipt[at + 1 :]

    assert receipts.read(wrong) == (receipt if wrong == receipt else None)


@given(at=st.integers(0, 9))
def test_two_characters_swapped_in_a_receipt_are_noticed(at):
    receipt = receipts.new_receipt()
    swapped = receipt[:at] + receipt[at + 1] + receipt[at] + receipt[at + 2 :]

    assert receipts.read(swapped) == (receipt if swapped == receipt else None)


def test_a_receipt_is_found_however_it_is_typed(live):
    question = receive(live, "路灯？")
    typed = receipts.grouped(question.receipt).lower().replace("-", " ")

    assert by_receipt(f" {typed} ") == question
    assert by_receipt("不是编号") is None
    assert len({receipts.new_receipt() for _ in range(1000)}) == 1000
