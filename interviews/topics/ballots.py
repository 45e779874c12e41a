"""What is put to the vote, and how the votes stand.

The log holds both ends of a vote. The step that begins it keeps the candidate topics as they stood
on the page then, the step that ends it the votes that each one had. So no change of the page and no
restored revision touches what people voted for. The end is a time, and read from the page, as
other times of the interview are: it may be moved while the vote runs.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone

from interviews.models import Entry, Sitting, TopicVote
from interviews.record.kinds import Kind
from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewPage


class Verdict(StrEnum):
    """How the topic came to be chosen."""

    WON = "won"
    TIED = "tied"
    OVERRULED = "overruled"
    UNVOTED = "unvoted"


@dataclass(frozen=True, slots=True)
class Topic:
    """`number` is its place on the ballot, from 1."""

    number: int
    title: str
    explanation: str
    votes: int = 0


@dataclass(frozen=True)
class Ballot:
    """`entry` began the vote, or ended it: then `is_running` is false, and nothing changes any
    more. `chosen` and `why` are for the public, and empty as long as nothing was decided.
    """

    entry: Entry
    is_running: bool
    topics: tuple[Topic, ...]
    ends_at: datetime
    chosen: Topic | None = None
    why: str = ""

    def is_open_at(self, now: datetime) -> bool:
        return self.is_running and now < self.ends_at

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    @property
    def total(self) -> int:
        return sum(topic.votes for topic in self.topics)

    @property
    def leaders(self) -> tuple[Topic, ...]:
        """The topics with the most votes; all of them where nobody has voted."""
        most = max(topic.votes for topic in self.topics)
        return tuple(topic for topic in self.topics if topic.votes == most)

    @property
    def winner(self) -> Topic | None:
        """The topic with more votes than any other."""
        return self.leaders[0] if len(self.leaders) == 1 else None

    @property
    def verdict(self) -> Verdict | None:
        if self.chosen is None:
            return None
        if not self.total:
            return Verdict.UNVOTED
        if self.chosen not in self.leaders:
            return Verdict.OVERRULED
        return Verdict.WON if self.winner else Verdict.TIED

    def topic(self, number: int | None) -> Topic | None:
        return next((topic for topic in self.topics if topic.number == number), None)

    def decided(self, chosen: Topic | None = None, why: str = "") -> "Ballot":
        """Return what stands in the log once the vote has been ended."""
        return replace(self, is_running=False, chosen=chosen, why=why)

    @property
    def data(self) -> dict[str, Any]:
        """What an entry of the log keeps of it."""
        return written(self.topics, self.ends_at) | {
            "chosen": self.chosen.number if self.chosen else None,
            "why": self.why,
        }


def number_in(text: str) -> int:
    """Return the number of a topic that a form names; 0, which no topic has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def written(topics: Iterable[Topic], ends_at: datetime) -> dict[str, Any]:
    return {"topics": [asdict(topic) for topic in topics], "ends_at": ends_at.isoformat()}


def candidates_of(page: "InterviewPage") -> list[Topic]:
    """Return the topics that would be put to the vote now."""
    return [
        Topic(number, each.title.strip(), each.explanation.strip())
        for number, each in enumerate(page.candidates.all(), 1)
    ]


def ballot_of(sitting: Sitting) -> Ballot | None:
    """Return the last vote on topics, with its votes; None if there was none. Two queries, one
    once the vote has been ended.
    """
    if sitting.pk is None:
        return None
    ends = Q(data__to=State.TOPIC_VOTE) | Q(data__from=State.TOPIC_VOTE)
    # Entries without a turn are few, and found by the index.
    entries = Entry.objects.filter(sitting=sitting.pk, turn_number=None, kind=Kind.STATE)
    entry = entries.filter(ends).order_by("-number").first()
    return _read(entry, sitting) if entry else None


def _read(entry: Entry, sitting: Sitting) -> Ballot:
    data = entry.data["ballot"]
    topics = tuple(Topic(**topic) for topic in data["topics"])
    ends_at = datetime.fromisoformat(data["ends_at"])
    if entry.data["to"] == State.TOPIC_VOTE:
        votes = _counted(entry)
        topics = tuple(replace(topic, votes=votes[topic.number]) for topic in topics)
        # A revision from before the end was set may have been restored.
        return Ballot(entry, True, topics, sitting.page.vote_ends_at or ends_at)
    ballot = Ballot(entry, False, topics, ends_at, why=data["why"])
    return replace(ballot, chosen=ballot.topic(data["chosen"]))


def _counted(entry: Entry) -> Counter[int]:
    rows = TopicVote.objects.filter(ballot=entry).values_list("topic").annotate(Count("pk"))
    return Counter(dict(rows))
