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

from search.analysis.cutting import STOP_WORDS
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

    `plan`, `weights` and `whole` are what `search.query.ranking.rank` goes by.
    """

    places: Mask
    guessed: Mask
    whole: Mask
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

    def answer(self, query: SearchQuery, *, ranked: bool = True) -> Answer:
        """Return what matches a query. Its words, wherever they stand in it, say what leads.

        Where answers are not `ranked` by that, what says only a part of it, or was guessed, would
        stand anywhere among them: it is left out unless there is nothing else.
        """
        plan = self._plan(" ".join(_words(query)))
        matched = self._matched(plan)
        if _is_plain(query):
            whole = matched if ranked else self._matched(_strict(plan))
            places = whole.places if whole.places.any() else matched.places
        else:
            places = self._places(query)
        return Answer(
            places, matched.guessed & places, matched.whole, matched.scores, plan, matched.weights
        )

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
            scores = np.zeros(len(nothing), np.float32)
            weights = (0.0,) * len(plan.groups)
            return Matched(nothing, scores, weights, nothing, nothing, literal=False)
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
        if is_han(plan.text[-1]):
            end = plan.runs[-1][-2:]
            if plan.text.endswith(last.said) or end[-1] in STOP_WORDS:
                return plan
            # 放假安 is on its way to 放假安排: no word yet, but what stands there in a row.
            return replace(plan, groups=(*plan.groups, Group((Alternative((end,)),))))
        if is_han(last.said):
            return plan
        all_of = Field.ALL.of(Shelf.DESK, "")
        endings = tables.terms_beginning(all_of + last.said, MOST_ENDINGS)
        words = [name.removeprefix(all_of) for name in endings]
        ways = [Alternative((word,), ENDING) for word in words if word != last.said]
        last = Group((*last.alternatives, *ways))
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
