"""Terms in a text: all at once, in time that does not grow with their number (Aho–Corasick).

A hit is an occurrence of a term that is not within a right word: one of the term's exceptions, or
what it should be. Of hits within one another the longer one says more; it yields only to a graver
one. Hits that merely overlap are all told.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from proofing.folding import fold
from proofing.severity import Severity


@dataclass(frozen=True, slots=True)
class Term:
    """What is written, what it should be (if that can be said), and how grave it is.

    exceptions  longer words that are right although they hold this one
    reason      why, or by which rule
    of          the name of the list
    """

    wrong: str
    right: str = ""
    severity: Severity = Severity.CONFIRM
    exceptions: tuple[str, ...] = ()
    reason: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that stands in letters [start, end) of a text."""

    term: Term
    start: int
    end: int


class Matcher:
    """Finds terms. Of two that are written the same the graver counts, then the first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: list[Term] = []
        # By pattern: the terms that are written so, and those it is an exception to.
        self._wrong: list[list[int]] = []
        self._right: list[list[int]] = []
        numbers: dict[str, int] = {}
        for term in terms:
            if wrong := fold(term.wrong).text:
                number = len(self._terms)
                self._terms.append(term)
                self._wrong[self._number(numbers, wrong)].append(number)
                for word in {fold(each).text for each in (*term.exceptions, term.right)}:
                    if wrong in word and word != wrong:
                        self._right[self._number(numbers, word)].append(number)
        self._automaton = AhoCorasick(list(numbers)) if numbers else None

    def _number(self, numbers: dict[str, int], pattern: str) -> int:
        number = numbers.setdefault(pattern, len(numbers))
        if number == len(self._wrong):
            self._wrong.append([])
            self._right.append([])
        return number

    def find(self, text: str) -> list[Hit]:
        """Return the hits of a text in order of their beginning."""
        if self._automaton is None:
            return []
        folded = fold(text)
        matches = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        right: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pattern, start, end in matches:
            for number in self._right[pattern]:
                right[number].append((start, end))
        covers = {number: _Cover(spans) for number, spans in right.items()}
        wrong = [
            (start, end, number)
            for pattern, start, end in matches
            for number in self._wrong[pattern]
            if number not in covers or not covers[number].holds(start, end)
        ]
        return [
            Hit(self._terms[number], *folded.span(start, end))
            for start, end, number in self._outermost(wrong)
        ]

    def _outermost(self, found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        weights = {number: self._terms[number].severity.weight for *_span, number in found}
        found.sort(key=lambda each: (each[0], -each[1], -weights[each[2]], each[2]))
        # How far hits of each weight reach that begin no later.
        reach = [0] * len(Severity)
        for start, end, number in found:
            weight = weights[number]
            if max(reach[weight:]) < end:
                reach[weight] = end
                yield start, end, number


class _Cover:
    """Spans, asked whether one of them holds another."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _end in ordered]
        self._reach = list(accumulate((end for _start, end in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end
