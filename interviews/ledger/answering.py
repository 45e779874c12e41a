"""How the record's turns answer questions.

A question is answered in the first turn, in the order of the transcript, that answers it and is
not withdrawn. Only turns say so: nobody types a number.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from interviews.ledger import outcomes
from interviews.ledger.kinds import Outcome
from interviews.models import Question, Sitting, Turn
from interviews.record.kinds import Part
from interviews.refusals import Refused
from interviews.states import State


def allow(sitting: Sitting, question: Question) -> None:
    """Raise Refused unless a turn of this sitting may put or answer the question."""
    if question.sitting_id != sitting.pk:
        raise Refused(_("The question was put to another interview."), code="other_interview")
    question.refresh_from_db()
    if not question.is_approved:
        raise Refused(
            _("Question %(number)d has not been approved.") % {"number": question.number},
            code="not_approved",
        )
    if question.outcome in (Outcome.MERGED, Outcome.DECLINED):
        raise Refused(
            _("Question %(number)d is settled: %(outcome)s.")
            % {"number": question.number, "outcome": question.get_outcome_display()},
            code="settled",
        )


def allow_loss(sitting: Sitting, turn: Turn) -> None:
    """Raise Refused if an archived question would be left without its only answer."""
    if sitting.stands != State.ARCHIVED or turn.part != Part.ANSWERS or turn.is_withdrawn:
        return
    if not _answers(turn.question).exclude(pk=turn.pk).exists():
        raise Refused(
            _("This turn is the only answer to question %(number)d, which would have no outcome.")
            % {"number": turn.question.number},
            code="only_answer",
        )


def settle(question: Question | None, by: AbstractBaseUser | None) -> None:
    """Give a question the outcome that the turns as they stand now give it."""
    if question is None:
        return
    question.refresh_from_db()
    first = _answers(question).first()
    if first is None:
        if question.outcome == Outcome.ANSWERED:
            outcomes.take_away(question, by, {"turn": question.answered_in.number})
    elif question.answered_in_id != first.pk:
        outcomes.give(question, Outcome.ANSWERED, first, by, {"turn": first.number})


def _answers(question: Question):
    turns = Turn.objects.filter(question=question, part=Part.ANSWERS, is_withdrawn=False)
    return turns.order_by("position")
