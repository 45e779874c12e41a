"""Beginning a vote on topics and ending it: what stands against it, what is worth a remark, and
which topic it comes to.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Sitting
from interviews.record.words import tidied
from interviews.refusals import Refused
from interviews.states import State
from interviews.topics.ballots import Ballot, ballot_of, candidates_of, written

if TYPE_CHECKING:
    from interviews.models import InterviewPage

FEWEST = 2
USUAL = 3
"""As many as cities ask for: two weeks before, at least three topics are put to the vote."""
LONGEST_REASON = 200


def against_beginning(page: "InterviewPage") -> Iterator[str]:
    """Yield what stands against putting the topics of a page to the vote."""
    topics = candidates_of(page)
    if len(topics) < FEWEST:
        yield _("The page has %(number)d candidate topics; a vote needs two at least.") % {
            "number": len(topics)
        }
    if len({topic.title for topic in topics}) < len(topics):
        yield _("Two candidate topics have the same title.")
    if page.vote_ends_at is None:
        yield _("The page does not say when the vote on topics ends.")
    elif page.vote_ends_at <= timezone.now():
        yield _("The end of the vote on topics is past.")


def against_ending(sitting: Sitting) -> Iterator[str]:
    """Yield what stands against announcing the result: the public was told until when to vote."""
    ballot = ballot_of(sitting)
    if ballot and ballot.is_open:
        yield _("The vote runs until %(end)s. To end it sooner, change its end on the page.") % {
            "end": in_words(ballot.ends_at)
        }


def remarks(page: "InterviewPage") -> Iterator[str]:
    """Yield what does not stand against a vote but should be looked at."""
    if FEWEST <= len(candidates_of(page)) < USUAL:
        yield _("At least three candidate topics are usual.")


def begun(page: "InterviewPage") -> dict[str, Any]:
    """Return the ballot for the log as a vote begins."""
    return written(candidates_of(page), page.vote_ends_at)


def ended(sitting: Sitting, to: State, topic: int | None, why: str) -> dict[str, Any]:
    """Return the ballot for the log as a vote ends; back in planning, nothing has been chosen.

    `topic` is the number of the one chosen, or None for the winner; `why` is for the public, and
    needed for any other than the winner. Raises Refused.
    """
    ballot = ballot_of(sitting)
    if to != State.ANNOUNCED:
        return ballot.decided().data
    why = " ".join(tidied(why).split())
    if len(why) > LONGEST_REASON:
        raise Refused(
            _("The reason has at most %(most)d characters.") % {"most": LONGEST_REASON},
            code="too_long",
        )
    chosen = ballot.winner if topic is None else ballot.topic(topic)
    if chosen is None:
        raise Refused(_without_winner(ballot, topic), code="no_topic")
    if chosen not in ballot.leaders and not why:
        raise Refused(
            _("“%(topic)s” did not get the most votes. Say why it is chosen; the public sees it.")
            % {"topic": chosen.title},
            code="no_reason",
        )
    return ballot.decided(chosen, why).data


def _without_winner(ballot: Ballot, topic: int | None) -> str:
    if topic is not None:
        return _("There is no such topic on the ballot.")
    if not ballot.total:
        return _("Nobody has voted: choose the topic on the screen of the interview's steps.")
    return _(
        "Several topics have the same number of votes: choose one on the screen of the "
        "interview's steps."
    )


def in_words(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
