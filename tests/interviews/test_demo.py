"""The demo's interviews: built once, in three states, left alone afterwards."""

from interviews.demo.building import build
from interviews.ledger.counting import counts_of
from interviews.models import InterviewPage
from interviews.record.reading import as_projected, transcript_of
from interviews.states import State
from interviews.topics.ballots import ballot_of


def test_the_demos_interviews_are_built_once(home):
    assert build() == 3
    assert build() == 0

    states = {page.slug: page.sitting for page in InterviewPage.objects.all()}
    held = states["jiazhuang-dianti"]
    assert [sitting.stands for sitting in states.values()] == [
        State.ARCHIVED, State.ANNOUNCED, State.TOPIC_VOTE,
    ]  # fmt: skip
    counts = counts_of(held)
    assert (counts.submitted, counts.answered, counts.blank) == (7, 3, 0)
    assert transcript_of(held) == as_projected(held)
    ballot = ballot_of(states["zoujin-shuiwu"])
    assert ballot.is_open
    assert [topic.votes for topic in ballot.topics] == [17, 11, 6]
