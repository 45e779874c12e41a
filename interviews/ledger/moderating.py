"""What moderators decide about questions. Each act locks the sitting, checks, and is written down.

`by` is None for the portal itself. All raise Refused or NotAllowed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interviews.access import MODERATE, require
from interviews.ledger import outcomes
from interviews.ledger.history import write
from interviews.ledger.kinds import Act, Moderation, Outcome, Reason
from interviews.ledger.promising import DAYS, deadline
from interviews.ledger.receiving import checked, masked
from interviews.models import Question, Sitting, Turn
from interviews.record.kinds import Part
from interviews.record.words import tidied
from interviews.refusals import Refused
from interviews.sittings import locked
from interviews.states import State
from workdays.calendar import Counted
from workdays.explaining import explain

LONGEST_NOTE = 300

User = AbstractBaseUser | None


def approve(question: Question, by: User) -> None:
    """Let a question be shown and be put to the guests."""
    with _deciding(question, by):
        if question.outcome == Outcome.DECLINED:
            raise Refused(_("The question was declined. Open it again first."), code="declined")
        if not question.is_approved:
            question.moderation = Moderation.APPROVED
            question.save(update_fields=["moderation"])
            write(question, Act.APPROVED, by, {})


def reword(question: Question, shown_text: str, by: User) -> None:
    """Change what is shown of a question; what was submitted stays. Numbers of people are masked
    in what a moderator writes, too.
    """
    shown_text = masked(checked(shown_text))
    with _deciding(question, by):
        if question.shown_text != shown_text:
            write(question, Act.REWORDED, by, {"before": question.shown_text})
            question.shown_text = shown_text
            question.save(update_fields=["shown_text"])


def decline(question: Question, reason: Reason | str, by: User, *, note: str = "") -> None:
    """Settle a question without a public answer, for a reason of this class."""
    reason = Reason(reason)
    with _deciding(question, by) as sitting:
        _not_merged(question, sitting)
        _no_turn(question)
        no_followers(question)
        note = tidied(note)[:LONGEST_NOTE]
        detail = {"reason": reason, "note": note}
        outcomes.give(question, Outcome.DECLINED, reason, by, detail, masked(note))


def merge(question: Question, into: Question, by: User) -> None:
    """Settle a question with another one that asks the same, and share its fate."""
    with _deciding(question, by) as sitting:
        into = Question.objects.select_related("merged_into").get(pk=into.pk)
        if into.sitting_id != sitting.pk:
            raise Refused(_("The question was put to another interview."), code="other_interview")
        root = shown_root(question, into)
        _no_turn(question)
        # Straight to the end of a chain, and whoever followed this one follows on its own.
        outcomes.give(question, Outcome.MERGED, root, by, {"into": root.number})


def merge_group(head: Question, by: User) -> int:
    """Settle with one question all that say nearly the same and have no outcome; return how many.

    The head is approved with the same click, if it has not been.
    """
    approve(head, by)
    with _deciding(head, by) as sitting:
        root = root_of(head)
        if root.outcome == Outcome.DECLINED:
            raise Refused(
                _("Question %(number)d is not shown; approve it first.") % {"number": root.number},
                code="not_approved",
            )
        # Without an outcome there is no turn that answers, and no chain leads back.
        group = Question.objects.filter(sitting=sitting, group=head.group, outcome="")
        members = list(group.exclude(pk__in=[head.pk, root.pk]))
        outcomes.give_all(members, Outcome.MERGED, root, by, {"into": root.number})
    return len(members)


def promise(
    question: Question, by: User, *, start: date | None = None, days: int = DAYS
) -> Counted:
    """Promise an answer within working days after `start` (today); return how they were counted."""
    counted = deadline(start or timezone.localdate(), days)
    with _deciding(question, by) as sitting:
        if not question.is_approved:
            raise Refused(
                _("Question %(number)d has not been approved.") % {"number": question.number},
                code="not_approved",
            )
        if question.outcome == Outcome.PROMISED:
            # A day that was promised in public is not moved on.
            raise Refused(
                _("An answer to question %(number)d is promised already, by %(day)s.")
                % {"number": question.number, "day": question.promised_on.isoformat()},
                code="promised",
            )
        _not_merged(question, sitting)
        _no_turn(question)
        # For the public, whoever promises, and from wherever.
        with translation.override(settings.LANGUAGE_CODE):
            explained = explain(counted)
        detail = {"day": counted.end.isoformat(), "counted": explained}
        outcomes.give(question, Outcome.PROMISED, counted.end, by, detail, explained)
    return counted


def reopen(question: Question, by: User) -> None:
    """Leave a question without an outcome again, as long as the interview is not archived."""
    with _deciding(question, by) as sitting:
        if sitting.stands == State.ARCHIVED:
            raise Refused(
                _("In an archived interview every question keeps an outcome; give it another one."),
                code="archived",
            )
        _no_turn(question)
        if question.outcome:
            outcomes.take_away(question, by, {"outcome": question.outcome})


def root_of(question: Question) -> Question:
    """Return the question that one is merged into in the end; itself, if it is not merged."""
    seen = set()
    while question.merged_into_id and question.pk not in seen:
        seen.add(question.pk)
        question = question.merged_into
    return question


def shown_root(question: Question, into: Question) -> Question:
    """Return the end of the chain from `into`, with which `question` may be settled.

    Raises Refused if that is the question itself, or is not shown.
    """
    root = root_of(into)
    if root.pk == question.pk:
        raise Refused(
            _("Question %(other)d is merged into question %(number)d already.")
            % {"other": into.number, "number": question.number}
            if into.pk != question.pk
            else _("A question cannot be merged into itself."),
            code="cycle",
        )
    if not root.is_approved or root.outcome == Outcome.DECLINED:
        raise Refused(
            _("Question %(number)d is not shown; approve it first.") % {"number": root.number},
            code="not_approved",
        )
    return root


def no_followers(question: Question) -> None:
    """Others that were merged into a question must not be left with one that is not shown."""
    numbers = list(question.merged.values_list("number", flat=True))
    if numbers:
        raise Refused(
            _("Questions merged into this one: %(numbers)s. Settle them first.")
            % {"numbers": "、".join(map(str, numbers))},
            code="followed",
        )


@contextmanager
def _deciding(question: Question, by: User) -> Iterator[Sitting]:
    """Hold the sitting, with the newest of the question."""
    with locked(question.sitting) as sitting:
        require(by, MODERATE, sitting)
        question.refresh_from_db()
        yield sitting


def _no_turn(question: Question) -> None:
    turn = (
        Turn.objects.filter(question=question, part=Part.ANSWERS, is_withdrawn=False)
        .order_by("position")
        .first()
    )
    if turn:
        raise Refused(
            _("Question %(number)d is answered in turn %(turn)d.")
            % {"number": question.number, "turn": turn.number},
            code="answered",
        )


def _not_merged(question: Question, sitting: Sitting) -> None:
    """What is merged shares the fate of another question until it is opened again. In the archive
    nothing is opened, so another outcome takes the place of the merging at once.
    """
    if question.outcome == Outcome.MERGED and sitting.stands != State.ARCHIVED:
        raise Refused(
            _("Question %(number)d is settled: %(outcome)s.")
            % {"number": question.number, "outcome": question.get_outcome_display()},
            code="settled",
        )
