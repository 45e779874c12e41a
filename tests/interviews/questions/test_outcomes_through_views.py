"""Whatever citizens and moderators click: outcomes and blanks are always all that was submitted."""

import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.asking import stamps
from interviews.ledger.counting import counts_of
from interviews.ledger.kinds import Outcome, Reason
from interviews.models import Question, Ruling
from interviews.models.question import DETAILS
from interviews.moving import move_to
from interviews.record import acts
from interviews.refusals import Refused
from interviews.states import State
from tests.interviews.factories import said
from tests.interviews.questions.people import queue_of

ROOM = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NUMBERS = st.integers(1, 6)
BUTTONS = st.sampled_from(
    ["approve", "promise", "hand", "take", "merge_group", "reopen", f"decline-{Reason.CASE}"]
)
CLICKS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(["路灯？", "井盖？", "", "长" * 1001])),
        st.tuples(st.just("one"), BUTTONS, NUMBERS),
        st.tuples(st.just("all"), BUTTONS, st.lists(NUMBERS, max_size=4)),
        st.tuples(st.just("merge"), NUMBERS, NUMBERS),
        st.tuples(st.just("group"), NUMBERS, NUMBERS),
        st.tuples(st.just("undo"), st.integers(0, 3)),
        st.tuples(st.just("vote"), NUMBERS, st.booleans()),
        st.tuples(st.just("answer"), NUMBERS),
        st.tuples(st.just("withdraw"), st.integers(1, 5)),
        st.tuples(st.just("step"), st.sampled_from(State)),
    ),
    max_size=25,
)


def _click(citizen: Client, desk: Client, sitting, click) -> None:
    place = f"/interviews/{sitting.page_id}"
    match click:
        case ("ask", text):
            with time_machine.travel("2026-09-17T02:00:00Z", tick=False):
                stamp = stamps.new_stamp(sitting)
            with time_machine.travel("2026-09-17T02:00:10Z", tick=False):
                citizen.post(f"{place}/ask/", {"text": text, "stamp": stamp})
        case ("one", button, number):
            name, _dash, reason = button.partition("-")
            desk.post(queue_of(sitting, "act/"), {"one": f"{name}-{number}-{reason}"})
        case ("all", button, numbers):
            name, _dash, reason = button.partition("-")
            values = {"all": name, "reason": reason, "question": numbers}
            desk.post(queue_of(sitting, "act/"), values)
        case ("merge", number, into):
            desk.post(queue_of(sitting, "act/"), {"one": f"merge_into-{number}", "into": into})
        case ("group", number, with_number):
            Question.objects.filter(sitting=sitting, number=number).update(group=with_number)
        case ("undo", back):
            batches = list(
                Ruling.objects.exclude(batch="").order_by("-pk").values_list("batch", flat=True)
            )
            if back < len(batches):
                desk.post(queue_of(sitting, "undo/"), {"batch": batches[back]})
        case ("vote", number, takes_back):
            values = {"take_back": "1"} if takes_back else {}
            citizen.post(f"{place}/questions/{number}/vote/", values)
        case ("answer", number):
            question = Question.objects.filter(sitting=sitting, number=number).first()
            if question:
                said(sitting, answers=question)
        case ("withdraw", number):
            acts.withdraw(sitting, number, None)
        case ("step", state):
            move_to(sitting, state, None)


@ROOM
@given(clicks=CLICKS)
def test_outcomes_and_blanks_are_always_all_that_was_submitted(live, admin_user, clicks):
    with transaction.atomic():
        cache.clear()
        citizen, desk = Client(), Client()
        desk.force_login(admin_user)
        for number in range(3):
            _click(citizen, desk, live, ("ask", f"第{number}问？"))
        for click in clicks:
            try:
                with transaction.atomic():
                    _click(citizen, desk, live, click)
            except Refused:
                continue
        live.refresh_from_db()

        counts = counts_of(live)
        assert 3 <= counts.submitted == Question.objects.count() == live.last_question
        assert counts.submitted == (
            counts.answered + counts.merged + counts.promised + counts.declined + counts.blank
        )
        assert live.stands != State.ARCHIVED or counts.blank == 0
        for question in Question.objects.all():
            given_details = [
                outcome
                for outcome, (column, empty) in DETAILS.items()
                if getattr(question, column) != empty
            ]
            assert given_details == ([question.outcome] if question.outcome else [])
            assert question.votes == question.supporters.count() >= 0
            _ends_somewhere_shown(question)
        transaction.set_rollback(True)
    live.refresh_from_db()


def _ends_somewhere_shown(question: Question) -> None:
    """Whoever follows merges comes to an end, and to a question that is shown."""
    seen = set()
    while question.outcome == Outcome.MERGED:
        assert question.pk not in seen
        seen.add(question.pk)
        question = question.merged_into
        assert question.is_approved
        assert question.outcome != Outcome.DECLINED
