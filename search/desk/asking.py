"""A query of Wagtail's search, asked of the index: what matches, and how well at a first look."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from wagtail.search.query import (
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)  # fmt: skip

from search.analysis.syllables import cut
from search.analysis.terms import is_han, sounds
from search.index import postings, tables
from search.index.columns import Columns
from search.index.fields import Field
from search.models.index import BLOCK, Shelf
from search.query.matching import Mask, Matched, Matching, Score
from search.query.parsing import plan_of
from search.query.plan import Alternative, Group, Plan
from search.words.book import synonyms

# How many words a beginning may stand for, and what each is worth beside the beginning itself.
MOST_ENDINGS, ENDING = 40, 0.8


@dataclass(frozen=True)
class Answer:
    """What matches; `guessed` does so only if something was mistyped or spelled in pinyin.

    `plan` and `weights` are what `search.query.ranking.rank` goes by.
    """

    places: Mask
    guessed: Mask
    scores: Score
    plan: Plan
    weights: tuple[float, ...]


class Asking:
    """Queries against the places of the desk's shelf that are live in `columns`.

    `unfinished`: the last word is being typed, and may only be the beginning of one.
    """

    def __init__(self, columns: Columns, *, in_titles: bool, unfinished: bool) -> None:
        self._columns = columns
        self._in_titles = in_titles
        self._unfinished = unfinished

    def answer(self, query: SearchQuery) -> Answer:
        """Return what matches a query. Its words, wherever they stand in it, say what leads."""
        plan = self._plan(" ".join(_words(query)))
        matched = self._matched(plan)
        places = matched.places if _is_plain(query) else self._places(query)
        return Answer(places, matched.guessed & places, matched.scores, plan, matched.weights)

    def _places(self, query: SearchQuery, *, strictly: bool = False) -> Mask:
        match query:
            case MatchAll():
                return self._columns.live
            case Not():
                return self._columns.live & ~self._places(query.subquery, strictly=True)
            case And() | Or():
                own = [self._places(each, strictly=strictly) for each in query.subqueries]
                return reduce(np.logical_and if isinstance(query, And) else np.logical_or, own)
            case Boost():
                return self._places(query.subquery, strictly=strictly)
            case Phrase() | PlainText() | Fuzzy():
                plan = self._plan(" ".join(_words(query)))
                if getattr(query, "operator", "and") == "or":
                    return self._any_of(plan)
                return self._matched(_strict(plan) if strictly else plan).places
        raise NotImplementedError(f"{type(query).__name__} is not supported by the desk's search.")

    def _any_of(self, plan: Plan) -> Mask:
        own = [self._matched(replace(plan, groups=(group,))).places for group in plan.groups]
        return reduce(np.logical_or, own, self._nothing)

    def _matched(self, plan: Plan) -> Matched:
        nothing = self._nothing
        if not plan or not self._columns.size:
            return Matched(nothing, np.zeros(len(nothing), np.float32), (), nothing)
        # Of single characters the index knows only where they stand in titles.
        in_titles = self._in_titles or len(plan.text) == 1
        matched = Matching(plan, self._columns, Shelf.DESK, in_titles=in_titles).run()
        if self._unfinished and plan.letters and not matched.places.any():
            heard = self._beginning_like(plan.letters)
            return replace(matched, places=heard, guessed=heard)
        return matched

    @property
    def _nothing(self) -> Mask:
        return np.zeros(self._columns.size, bool)

    # --- Words that are being typed -----------------------------------------------------------
    def _plan(self, words: str) -> Plan:
        plan = plan_of(words, synonyms())
        if not self._unfinished or not plan.groups or plan.groups[-1].exact:
            return plan
        *before, last = plan.groups
        said = last.said
        if not is_han(said):
            endings = tables.terms_beginning(Field.ALL.of(Shelf.DESK, said), MOST_ENDINGS)
            whole = [name[len(Field.ALL.of(Shelf.DESK, "")) :] for name in endings]
            ways = [Alternative((word,), ENDING) for word in whole if word != said]
            last = Group((*last.alternatives, *ways))
        elif len(said) == 1 and before and plan.text.endswith(before[-1].said + said):
            # 放假安 is on its way to 放假安排: one character is no word to look for.
            last = Group((Alternative((before.pop().said + said,)),))
        return replace(plan, groups=(*before, last))

    def _beginning_like(self, letters: str) -> Mask:
        """Return what sounds like syllables of which the last is not finished: fangjiaanp."""
        for end in range(len(letters) - 1, 1, -1):
            syllables = cut(letters[:end])
            if not syllables:
                continue
            spelled = [each for each in sounds(syllables) if " " in each]
            begun = Field.SOUND.of(Shelf.DESK, f"{syllables[-1]} {letters[end:]}")
            endings = tables.terms_beginning(begun, MOST_ENDINGS)
            if not endings:
                continue
            heard = reduce(np.logical_or, map(self._where, endings)) & self._columns.live
            for each in spelled:
                heard = heard & self._where(Field.SOUND.of(Shelf.DESK, each))
            return heard
        return self._nothing

    def _where(self, name: str) -> Mask:
        found = self._nothing
        for _name, block, packed in tables.postings([name]):
            start = self._columns.starts.get(block)
            if start is not None:
                postings.unpack_into(found[start : start + BLOCK], bytes(packed))
        return found


def is_everything(query: SearchQuery) -> bool:
    """Tell whether a query asks for all there is, in whatever order."""
    return isinstance(query, MatchAll)


def _is_plain(query: SearchQuery) -> bool:
    return isinstance(query, Phrase | Fuzzy | PlainText) and getattr(query, "operator", "") != "or"


def _words(query: SearchQuery) -> Iterator[str]:
    """Yield what is looked for in a query, not what is ruled out."""
    match query:
        case And() | Or():
            for each in query.subqueries:
                yield from _words(each)
        case Boost():
            yield from _words(query.subquery)
        case Phrase():
            yield '"' + query.query_string.replace('"', " ") + '"'
        case PlainText() | Fuzzy():
            yield query.query_string.replace('"', " ")


def _strict(plan: Plan) -> Plan:
    """Return a plan that nothing matches but what says all of it."""
    return replace(plan, groups=tuple(replace(group, exact=True) for group in plan.groups))
