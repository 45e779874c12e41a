"""The states of an interview and the ways between them: plain data, no database."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    TOPIC_VOTE = "topic_vote", _("topics put to the vote")
    ANNOUNCED = "announced", _("announced, questions open")
    LIVE = "live", _("on air")
    DRAFT = "draft", _("transcript being prepared")
    REVIEWED = "reviewed", _("transcript reviewed")
    ARCHIVED = "archived", _("archived")

    @property
    def is_before_live(self) -> bool:
        return self in BEFORE_LIVE

    @property
    def takes_questions(self) -> bool:
        return self in (State.ANNOUNCED, State.LIVE)

    @property
    def has_transcript(self) -> bool:
        return self not in BEFORE_LIVE


ORDER = tuple(State)
BEFORE_LIVE = frozenset({State.PLANNED, State.TOPIC_VOTE, State.ANNOUNCED})

# From where to where, and what the step is called on a button. What was recorded is never left
# behind: nothing leads from a state with a transcript to one without.
STEPS: Mapping[State, Mapping[State, str]] = {
    State.PLANNED: {
        State.TOPIC_VOTE: _("Put topics to the vote"),
        State.ANNOUNCED: _("Announce"),
        State.DRAFT: _("Held elsewhere: enter the transcript"),
    },
    State.TOPIC_VOTE: {
        State.ANNOUNCED: _("Announce"),
        State.PLANNED: _("Back to planning"),
    },
    State.ANNOUNCED: {
        State.LIVE: _("Go live"),
        State.PLANNED: _("Back to planning"),
        State.DRAFT: _("Held elsewhere: enter the transcript"),
    },
    State.LIVE: {State.DRAFT: _("End the interview")},
    State.DRAFT: {
        State.REVIEWED: _("Approve the transcript"),
        State.LIVE: _("Go live again"),
    },
    State.REVIEWED: {
        State.ARCHIVED: _("Archive"),
        State.DRAFT: _("Send back"),
    },
    State.ARCHIVED: {},
}


def ways_from(state: State | str) -> Mapping[State, str]:
    """Return where an interview may go from a state, with what the step is called."""
    return STEPS[State(state)]


def is_way(start: State | str, end: State | str) -> bool:
    return State(end) in ways_from(start)


def is_past(state: State | str, target: State | str) -> bool:
    """Tell whether an interview in `state` has reached `target` or left it behind."""
    return ORDER.index(State(state)) >= ORDER.index(State(target))
