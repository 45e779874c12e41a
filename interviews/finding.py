"""What the public finds of an interview in its present state: itself, its questions, its turns."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse

from findable import Entry, Kind
from home.finding import day_of, entry_of, in_short, of_page, text_of
from interviews.asking.shown import told
from interviews.ledger.kinds import Moderation, Outcome
from interviews.models import Question, Sitting, Turn
from interviews.naming import name_in
from interviews.public.transcript import Asked, transcript_of
from interviews.record.kinds import Part
from interviews.topics.ballots import ballot_of

if TYPE_CHECKING:
    from interviews.models import InterviewIndexPage, InterviewPage

LONGEST_TITLE = 120
LONGEST_START = 40
LONGEST_ANSWER = 300


@of_page
def entries_of_index(index: "InterviewIndexPage") -> Iterator[Entry]:
    yield entry_of(index, Kind.COLUMN, [index.intro])


@of_page
def entries_of_interview(page: "InterviewPage") -> Iterator[Entry]:
    """Yield the interview; questions and turns are those of the page that is no alias."""
    own = entry_of(
        page,
        Kind.INTERVIEW,
        _announced(page),
        department=page.organiser.strip(),
        day=day_of(page.starts_at),
    )
    yield own
    if page.alias_of_id or page.sitting.pk is None:
        return
    transcript = transcript_of(page.sitting)
    answered = {asked.question.pk: asked for asked in transcript.answered}
    for question in _public_questions(page.sitting):
        yield _question(own, page, question, answered)
    for turn in transcript.turns:
        # Its question is found, with the answer.
        if turn.part == Part.ASKS and turn.question_id in answered:
            continue
        if said := _said(turn):
            yield _turn(own, turn, said)


def _announced(page: "InterviewPage") -> Iterator[str]:
    yield page.introduction
    for each in page.participants.all():
        yield f"{each.post} {each.name}".strip()
    yield page.place
    ballot = ballot_of(page.sitting)
    if ballot and (ballot.is_running or ballot.chosen):
        for topic in ballot.topics if ballot.is_running else (ballot.chosen,):
            yield f"{topic.title} {topic.explanation}".strip()


def _public_questions(sitting: Sitting) -> Iterator[Question]:
    questions = Question.objects.filter(sitting=sitting.pk, moderation=Moderation.APPROVED)
    questions = questions.exclude(outcome=Outcome.DECLINED).defer("text")
    for question in questions.select_related("answered_in", "merged_into").order_by("number"):
        question.sitting = sitting
        yield question


def _question(
    own: Entry, page: "InterviewPage", question: Question, answered: Mapping[int, Asked]
) -> Entry:
    """Return a question with its outcome. One that was merged has the answer of the other one."""
    asked = answered.get(question.pk)
    shared = asked or answered.get(question.merged_into_id or 0)
    answer = "\n".join(turn.text for turn in shared.answers) if shared else ""
    outcome = told(question, own.url)
    title = in_short(question.shown_text, LONGEST_TITLE)
    lines = [] if asked else [outcome.sentence, outcome.explanation]
    if title.endswith("…"):
        lines.insert(0, question.shown_text)
    where = reverse("questions:question", args=[page.pk, question.number])
    return replace(
        own,
        key=f"question:{question.number}@{own.key}",
        kind=Kind.QUESTION,
        title=title,
        url=f"{own.url}#{asked.anchor}" if asked else f"{where}#question-{question.number}",
        text=text_of([*lines, answer]),
        within=own.title,
        answer=in_short(answer, LONGEST_ANSWER),
        day=day_of(question.submitted_at),
    )


def _turn(own: Entry, turn: Turn, said: str) -> Entry:
    return replace(
        own,
        key=f"turn:{turn.number}@{own.key}",
        kind=Kind.TURN,
        title=f"{name_in(turn)}：{in_short(turn.text or said, LONGEST_START)}",
        url=f"{own.url}#{turn.anchor}",
        text=said,
        within=own.title,
        day=day_of(turn.said_at),
    )


def _said(turn: Turn) -> str:
    """Return the words of a turn, its pictures and what was put right in it."""
    return text_of([turn.text, *(each.alt for each in turn.pictures.all()), turn.correction])
