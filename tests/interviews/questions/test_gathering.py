"""Near duplicates come together, whoever gathers them and however often."""

import pytest

from interviews.ledger import gathering
from interviews.ledger.receiving import receive
from interviews.models import Question
from interviews.states import State
from interviews.tasks import gather_questions
from tests.interviews.factories import brought_to, interview

pytestmark = pytest.mark.django_db
ALIKE = ["老旧小区什么时候加装电梯？", "请问老旧小区加装电梯什么时候开始", "老小区何时加装电梯"]
OTHER = "校车几点开？"


@pytest.fixture(autouse=True)
def nothing_known():
    gathering.forget()
    yield
    gathering.forget()


def groups(sitting) -> list[int]:
    return list(sitting.questions.order_by("number").values_list("group", flat=True))


def test_questions_that_ask_the_same_stand_together(live):
    for text in (ALIKE[0], OTHER, *ALIKE[1:]):
        receive(live, text)
    assert groups(live) == [1, 2, 3, 4]

    gather_questions()

    assert groups(live) == [1, 2, 1, 1]


def test_new_ones_join_and_nothing_changes_when_it_runs_again(live):
    receive(live, ALIKE[0])
    assert gathering.gather_all() == 1
    receive(live, OTHER)
    receive(live, ALIKE[1])
    assert gathering.gather_all() == 2

    assert gathering.gather_all() == 0
    assert groups(live) == [1, 2, 1]


def test_a_process_that_begins_finds_the_same_groups(live):
    for text in (*ALIKE[:2], OTHER):
        receive(live, text)
    gathering.gather_all()
    before = groups(live)
    gathering.forget()
    receive(live, ALIKE[2])

    gathering.gather_all()

    assert groups(live)[:3] == before
    assert groups(live)[3] == 1


def test_a_process_that_is_behind_changes_nothing_that_another_wrote(live):
    receive(live, ALIKE[0])
    gathering.gather_all()
    Question.objects.update(group=1)
    stale = type(live).objects.get(pk=live.pk)
    type(live).objects.filter(pk=live.pk).update(gathered=5)

    assert gathering.gather(stale) == 0


def test_interviews_do_not_mix(live, index):
    other = brought_to(interview(index).sitting, State.LIVE)
    receive(live, ALIKE[0])
    receive(other, OTHER)
    receive(other, ALIKE[1])
    gathering.gather_all()

    assert groups(live) == [1]
    assert groups(other) == [1, 2]


def test_one_sitting_that_cannot_be_gathered_stops_no_other(live, index):
    other = brought_to(interview(index).sitting, State.LIVE)
    receive(live, ALIKE[0])
    receive(live, ALIKE[1])
    # As after a backup that was brought back badly: numbers have a gap.
    live.questions.filter(number=1).update(number=7)
    for text in ALIKE[:2]:
        receive(other, text)
    gathering.gather_all()
    receive(live, ALIKE[2])
    receive(other, ALIKE[2])

    gathering.gather_all()

    assert groups(other) == [1, 1, 1]
