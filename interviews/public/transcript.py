"""The turns and questions of a sitting as the public sees them, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.db.models.query import QuerySet

from interviews.ledger.kinds import Moderation, Outcome
from interviews.models import Question, Sitting, Turn, TurnPicture
from interviews.record.kinds import Part


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the contents list: where it stands, and what answers it."""

    question: Question
    anchor: str
    answers: Sequence[Turn]
    merged: int = 0


@dataclass(frozen=True)
class Transcript:
    turns: Sequence[Turn] = ()
    answered: Sequence[Asked] = ()
    promised: Sequence[Question] = field(default=())


def with_all_shown() -> "QuerySet[Turn]":
    """Return turns with all that is shown of them."""
    pictures = TurnPicture.objects.select_related("image").prefetch_related("image__renditions")
    turns = Turn.objects.select_related("speaker__photo", "question")
    return turns.prefetch_related(Prefetch("pictures", pictures), "speaker__photo__renditions")


def shown_turns(sitting: Sitting) -> "QuerySet[Turn]":
    """Return the turns that are not withdrawn, in their order, with all that is shown of them."""
    turns = with_all_shown().filter(sitting=sitting.pk, is_withdrawn=False)
    return turns.order_by("position")


def transcript_of(sitting: Sitting) -> Transcript:
    if not sitting.stands.has_transcript:
        return Transcript()
    turns = list(shown_turns(sitting))
    questions = _questions_with_outcome(sitting)
    return Transcript(
        turns=turns,
        answered=_answered(turns, _merged_into(questions)),
        promised=[
            each
            for each in questions
            if each.outcome == Outcome.PROMISED and each.moderation == Moderation.APPROVED
        ],
    )


def _questions_with_outcome(sitting: Sitting) -> "list[Question]":
    """Return the questions that were promised an answer or merged, in one query."""
    found = Question.objects.filter(
        sitting=sitting.pk, outcome__in=[Outcome.PROMISED, Outcome.MERGED]
    )
    return list(found.order_by("number"))


def _answered(turns: Sequence[Turn], merged: dict[int, int]) -> list[Asked]:
    """Return the questions that are answered, in the order of the transcript."""
    places: dict[int, str] = {}
    answers: dict[int, list[Turn]] = {}
    for turn in turns:
        if turn.question_id:
            places.setdefault(turn.question_id, turn.anchor)
            if turn.part == Part.ANSWERS:
                answers.setdefault(turn.question_id, []).append(turn)
    return [
        Asked(answers[key][0].question, place, answers[key], merged.get(key, 0))
        for key, place in places.items()
        if key in answers
    ]


def _merged_into(questions: "Iterable[Question]") -> dict[int, int]:
    """Return how many questions were merged into each, along chains."""
    follows = {each.pk: each.merged_into_id for each in questions if each.outcome == Outcome.MERGED}
    found: dict[int, int] = {}
    for key in follows:
        root, seen = follows[key], {key}
        while root in follows and root not in seen:
            seen.add(root)
            root = follows[root]
        found[root] = found.get(root, 0) + 1
    return found
