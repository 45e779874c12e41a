"""Undoing what was done with one click: everything of a batch that nothing came after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max
from django.utils.translation import gettext as _

from interviews.access import MODERATE, require
from interviews.ledger import moderating, outcomes
from interviews.ledger.history import write
from interviews.ledger.kinds import Act, Moderation, Outcome
from interviews.models import Question, Ruling, Sitting, Turn
from interviews.refusals import Refused
from interviews.sittings import locked
from interviews.states import State

User = AbstractBaseUser | None
OUTCOMES = {Act.MERGED, Act.PROMISED, Act.DECLINED}
UNDOABLE = {*OUTCOMES, Act.APPROVED, Act.REWORDED, Act.HANDED, Act.TAKEN}


@dataclass(slots=True)
class Undone:
    """How many acts were undone, and why others were not."""

    number: int = 0
    refused: list[str] = field(default_factory=list)


def undo(sitting: Sitting, batch: str, by: User) -> Undone:
    """Undo a batch, the last act first; what was acted upon since stays as it is."""
    with locked(sitting) as held:
        require(by, MODERATE, held)
        rulings = list(
            Ruling.objects.filter(batch=batch, question__sitting=held, act__in=UNDOABLE)
            .exclude(batch="")
            .select_related("question")
            .order_by("-pk")
        )
        newest = dict(
            Ruling.objects.filter(question__in={ruling.question_id for ruling in rulings})
            .exclude(batch=batch)
            .values_list("question")
            .annotate(last=Max("pk"))
        )
        done = Undone()
        # A group merged with one click is opened with a few queries as well.
        opened = _opened_at_once(held, rulings, newest)
        if opened:
            outcomes.take_away_all([ruling.question for ruling in opened], by, {"undone": True})
            done.number += len(opened)
        for ruling in rulings:
            if ruling in opened:
                continue
            try:
                _undo(held, ruling, newest, by)
            except Refused as refusal:
                done.refused.append(refusal.reasons)
            else:
                done.number += 1
    return done


def _opened_at_once(
    sitting: Sitting, rulings: Iterable[Ruling], newest: dict[int, int]
) -> list[Ruling]:
    if sitting.stands == State.ARCHIVED:
        return []
    return [
        ruling
        for ruling in rulings
        if ruling.act == Act.MERGED
        and "before" not in ruling.detail
        and newest.get(ruling.question_id, 0) < ruling.pk
        and ruling.question.outcome == Outcome.MERGED
    ]


def _undo(sitting: Sitting, ruling: Ruling, newest: dict[int, int], by: User) -> None:
    question = Question.objects.select_related("sitting").get(pk=ruling.question_id)
    if newest.get(question.pk, 0) > ruling.pk:
        raise _since(question)
    match ruling.act:
        case Act.APPROVED:
            _put_back(question, by)
        case Act.REWORDED:
            write(question, Act.REWORDED, by, {"before": question.shown_text})
            question.shown_text = ruling.detail["before"]
            question.save(update_fields=["shown_text"])
        case Act.HANDED:
            question.for_host = None
            question.save(update_fields=["for_host"])
            write(question, Act.TAKEN, by, {})
        case Act.TAKEN:
            question.for_host = ruling.detail["place"]
            question.save(update_fields=["for_host"])
            write(question, Act.HANDED, by, {})
        case _:
            _without(sitting, question, ruling, by)


def _put_back(question: Question, by: User) -> None:
    """Let a question wait for moderation again, unless others rely on its being shown."""
    is_used = (
        question.outcome
        or question.for_host is not None
        or question.merged.exists()
        or Turn.objects.filter(question=question, is_withdrawn=False).exists()
    )
    if is_used:
        raise _since(question)
    question.moderation = Moderation.PENDING
    question.save(update_fields=["moderation"])
    write(question, Act.PUT_BACK, by, {})


def _without(sitting: Sitting, question: Question, ruling: Ruling, by: User) -> None:
    if question.outcome != ruling.act:
        raise _since(question)
    before = ruling.detail.get("before")
    if before:
        _still_fits(question, before)
        outcomes.bring_back(question, before, by)
    elif sitting.stands == State.ARCHIVED:
        raise Refused(
            _("In an archived interview every question keeps an outcome; give it another one."),
            code="archived",
        )
    else:
        outcomes.take_away(question, by, {"undone": True})


def _still_fits(question: Question, before: Mapping[str, Any]) -> None:
    """Refuse to bring back an outcome that by now would settle questions with one not shown, or
    two with each other.
    """
    try:
        match before["outcome"]:
            case Outcome.MERGED:
                moderating.shown_root(question, Question.objects.get(pk=before["value"]))
            case Outcome.DECLINED:
                moderating.no_followers(question)
    except Refused:
        raise _since(question) from None


def _since(question: Question) -> Refused:
    return Refused(
        _("Question %(number)d has been acted upon since.") % {"number": question.number},
        code="since",
    )
