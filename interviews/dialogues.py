"""A record as dialogues: what was asked, with all that was said to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import override
from wagtail.images import get_image_model

from home.telling import picture_of
from interviews import moments
from interviews.record.kinds import Part
from interviews.record.projection import SpeakerState, Transcript, TurnState, replayed
from interviews.roles import Role
from story import Dialogue, Image, Run, Turn

if TYPE_CHECKING:
    from interviews.models import InterviewPage, Question

TITLE = 40
# An opening of so many characters goes before all questions, a longer one behind them.
SHORT = 1000
ASKERS = frozenset({Role.HOST, Role.REPORTER, Role.CITIZEN})
CITIZEN, OPENING = "网友", "开场"
# What is published is Chinese whatever the interface.
LANGUAGE = "zh-hans"

Group = list[TurnState]


def dialogues_of(page: "InterviewPage") -> list[Dialogue]:
    """Return the approved record, grouped; the most voted questions have the lowest ranks."""
    record = approved(page)
    turns = [turn for turn in record.shown if turn.text.strip() or turn.pictures]
    asking = asking_turns(turns, record.speakers)
    groups = grouped(turns, asking)
    questions = _questions(page, turns)
    images = _images(turns)
    ranks = ranked(groups, asking, {number: each.votes for number, each in questions.items()})
    url = page.full_url or ""
    with override(LANGUAGE):
        return [
            Dialogue(
                key=f"t{group[0].number}",
                title=_title(group, asking),
                turns=tuple(
                    _told(turn, record.speakers[turn.speaker], asking, questions, images)
                    for turn in group
                ),
                rank=rank,
                url=f"{url}#t{group[0].number}",
            )
            for group, rank in zip(groups, ranks, strict=True)
        ]


def approved(page: "InterviewPage") -> Transcript:
    """Return the record as of the last entry that was approved."""
    last = moments.told_up_to(page.sitting)
    return replayed(page.sitting.entries.filter(number__lte=last).order_by("number"))


def asking_turns(
    turns: Sequence[TurnState], speakers: Mapping[int, SpeakerState]
) -> frozenset[int]:
    """Return the numbers of the turns that ask: those marked so; else those of who asks for a
    living, where others answer."""
    marked = frozenset(turn.number for turn in turns if turn.part == Part.ASKS)
    if marked or len({turn.speaker for turn in turns}) < 2:
        return marked
    return frozenset(turn.number for turn in turns if speakers[turn.speaker].role in ASKERS)


def grouped(turns: Sequence[TurnState], asking: frozenset[int]) -> list[Group]:
    """Return the turns in groups: each begins with what is asked, the first may be an opening."""
    groups: list[Group] = []
    before: TurnState | None = None
    for turn in turns:
        asks_more = before is not None and before.number in asking and _alike(before, turn)
        if not groups or (turn.number in asking and not asks_more):
            groups.append([])
        groups[-1].append(turn)
        before = turn
    return groups


def _alike(one: TurnState, other: TurnState) -> bool:
    return one.speaker == other.speaker and one.question == other.question


def ranked(groups: Sequence[Group], asking: frozenset[int], votes: Mapping[int, int]) -> list[int]:
    """Return the rank of each group: a short opening, questions by votes and order, the rest."""

    def weight(place: int) -> tuple[int, int, int]:
        group = groups[place]
        if group[0].number not in asking:
            short = sum(len(turn.text) for turn in group) <= SHORT
            return (0 if short else 2, 0, place)
        most = max(votes.get(turn.question or 0, 0) for turn in group)
        return (1, -most, place)

    order = sorted(range(len(groups)), key=weight)
    return [order.index(place) for place in range(len(groups))]


def _title(group: Group, asking: frozenset[int]) -> str:
    if group[0].number not in asking:
        return OPENING
    words = " ".join(group[0].text.split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1]}…"


def _told(
    turn: TurnState,
    speaker: SpeakerState,
    asking: frozenset[int],
    questions: Mapping[int, "Question"],
    images: Mapping[int, Any],
) -> Turn:
    runs = [Run(turn.text)] if turn.text else []
    if turn.correction:
        runs.append(Run(f"\n（更正：{turn.correction}）", italic=True))
    question = questions.get(turn.question or 0)
    name = speaker.name
    if speaker.role == Role.CITIZEN and turn.number in asking and question:
        name = question.nickname or CITIZEN
    return Turn(
        speaker=name,
        runs=tuple(runs),
        role=str(Role(speaker.role).label),
        post=speaker.post,
        asks=turn.number in asking,
        images=tuple(
            Image(picture_of(images[each.image], each.alt), caption=each.alt)
            for each in turn.pictures
            if each.image in images
        ),
    )


def _questions(page: "InterviewPage", turns: Iterable[TurnState]) -> dict[int, "Question"]:
    numbers = {turn.question for turn in turns if turn.question}
    rows = page.sitting.questions.filter(number__in=numbers)
    return {question.number: question for question in rows}


def _images(turns: Iterable[TurnState]) -> dict[int, Any]:
    keys = {picture.image for turn in turns for picture in turn.pictures}
    return get_image_model().objects.in_bulk(keys) if keys else {}
