"""Two recorders at once, on a real database: no entry is lost, no number is given twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from interviews.models import Sitting
from interviews.record import acts
from interviews.record.reading import as_projected, entries_after, transcript_of
from interviews.refusals import Conflict
from interviews.states import State
from tests.home.factories import make_portal
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, guest, interview

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 12


@pytest.fixture
def live() -> Sitting:
    index = InterviewIndexPageFactory(parent=make_portal())
    return brought_to(interview(index).sitting, State.LIVE)


def _at_once(*works):
    def run(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_both_write_and_everything_is_there_once(live):
    speaker = guest(live)

    def record(name):
        def work():
            sitting = Sitting.objects.get(pk=live.pk)
            for number in range(EACH):
                # Sent twice, as over a bad line.
                for _again in range(2):
                    key = f"{name}-{number}"
                    acts.say(sitting, speaker, key, None, client_key=key)

        return work

    _at_once(record("甲"), record("乙"))

    entries = entries_after(live, 0)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    texts = [turn.text for turn in live.turns.all()][1:]
    assert sorted(texts) == sorted(f"{name}-{n}" for name in "甲乙" for n in range(EACH))
    assert transcript_of(live) == as_projected(live)


def test_of_two_edits_of_one_version_one_is_a_conflict(live):
    turn = live.turns.get()

    def edit(text):
        def work():
            try:
                return acts.edit(Sitting.objects.get(pk=live.pk), 1, turn.version, text, None)
            except Conflict as conflict:
                return conflict

        return work

    done = _at_once(edit("甲"), edit("乙"))

    assert sum(isinstance(each, Conflict) for each in done) == 1
    [lost] = [each for each in done if isinstance(each, Conflict)]
    assert {lost.mine["text"], lost.turn.text} == {"甲", "乙"}
