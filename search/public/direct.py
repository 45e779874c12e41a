"""An answer instead of a list: where the best that was found answers just what was asked."""

from dataclasses import dataclass

from findable import Kind
from search.analysis.folding import normal
from search.analysis.titles import core_of
from search.models import Indexed
from search.query.finding import Found
from search.query.plan import Group, Plan

ANSWERING = (Kind.QUESTION, Kind.POWER)
# A single word is no question, unless it is most of the title.
MOST_OF_IT = 0.5


@dataclass(frozen=True, slots=True)
class Direct:
    entry: Indexed
    answer: str


def direct_answer(plan: Plan, found: Found) -> Direct | None:
    """Return the answer of the best hit, if its title says everything that is asked for.

    Rather none than one to another question: nothing that was only guessed, and no single word
    that many questions have.
    """
    if found.page != 1 or found.instead or not found.hits or not plan.groups:
        return None
    best = found.hits[0]
    entry = best.entry
    if best.guessed or not entry.answer or entry.kind not in ANSWERING:
        return None
    title = core_of(entry.title)
    said = [_said(group, title) for group in plan.groups]
    if not all(said):
        return None
    if len(said) < 2 and sum(said) < MOST_OF_IT * len(title) and plan.text != normal(entry.title):
        return None
    return Direct(entry, entry.answer)


def _said(group: Group, title: str) -> int:
    """Return with how many characters a title says a group, by the longest of its ways."""
    ways = (way.words for way in group.alternatives if all(word in title for word in way.words))
    return max((sum(map(len, words)) for words in ways), default=0)
