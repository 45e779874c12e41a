"""What is shown of an entry for a query: the words that were asked for, marked where they stand,
and of its text the passage that says most of them. Everything is shown as it was written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from search.analysis.folding import Aligned
from search.analysis.terms import RUNS, is_han, pairs
from search.query.plan import Plan

# Characters of a passage, and how many of them may stand before the first marked word.
LENGTH, BEFORE = 120, 28
# A sentence that ends or begins so near to an end of the passage is not cut.
NEAR = 24
# Of longer texts only a stretch is looked through.
LOOKED_THROUGH = 20_000
_ENDS, _PARTS = "。！？；!?;\n", "，、：》）,:) "
_SPACES = re.compile(r"\s+")
_MARGIN = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text that stand together."""

    text: str
    marked: bool = False


Pieces = tuple[Piece, ...]
# The group of a document number.
NUMBER = 0
# Where a word stands, and which of the groups it says.
Spot = tuple[int, int, int]


class Marking:
    """Marks what a plan asks for; `meant`, if given, is what somebody meant who typed the rest."""

    def __init__(self, plan: Plan, meant: str = "") -> None:
        self._groups: dict[str, int] = {}
        self._worth: dict[int, int] = {NUMBER: LENGTH}
        for group in plan.groups:
            self._add(group.words)
        if meant:
            self._add([meant])
        self._number = ""
        if plan.number:
            self._number = rf"\(?{plan.number.year} ?[)年] ?第?0*{plan.number.place} ?号"

    def _add(self, words: Iterable[str]) -> None:
        group = len(self._worth)
        for word in words:
            self._groups.setdefault(word, group)
        self._worth[group] = max(map(len, words), default=0)

    def marked(self, text: str) -> Pieces:
        """Return a short text in pieces, such as a title."""
        return self._marked(text, self._pattern)

    def passage(self, text: str) -> Pieces:
        """Return the passage of a text that says most of what is asked for; its beginning else.

        Of long texts a stretch is looked through, around the word that comes last for the first
        time: it is the rarest, probably.
        """
        skipped = self._skipped(text)
        return self._passage(text[skipped : skipped + LOOKED_THROUGH], is_first=not skipped)

    def _skipped(self, text: str) -> int:
        if len(text) <= LOOKED_THROUGH:
            return 0
        last = max((text.find(word) for word in self._groups), default=0)
        return max(last - LOOKED_THROUGH // 2, 0)

    def _passage(self, text: str, *, is_first: bool) -> Pieces:
        if not text.strip():
            return ()
        pattern = self._pattern
        spots = self._spots(text, pattern)
        if not spots:
            pattern = self._pattern_of_pairs
            spots = self._spots(text, pattern)
        start, end = self._best(spots) if spots else (0, 0)
        start, end = _rounded(text, start, end)
        pieces = self._marked(text[start:end].strip(), pattern)
        return tuple(
            _on_one_line(pieces, before=start > 0 or not is_first, after=end < len(text.rstrip()))
        )

    # --- Where words stand -----------------------------------------------------------------------
    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return _any_of([*self._groups], self._number)

    @cached_property
    def _pattern_of_pairs(self) -> re.Pattern[str] | None:
        """What is left of words that stand nowhere as a whole."""
        found = {
            pair: self._groups[word]
            for word in self._groups
            for run in RUNS.findall(word)
            if is_han(run)
            for pair in pairs(run)
        }
        self._groups = found | self._groups
        return _any_of([*found], "")

    def _spots(self, text: str, pattern: re.Pattern[str] | None) -> list[Spot]:
        if pattern is None:
            return []
        spots = list(self._found(text, pattern))
        said = {group for _start, _end, group in spots}
        if len(said | {NUMBER}) == len(self._worth):
            return spots
        # Folding costs much more than looking, and most texts are written like what is asked for.
        aligned = Aligned(text)
        folded = [
            (*aligned.original(start, end), group)
            for start, end, group in self._found(aligned.normal, pattern)
        ]
        return folded if len({group for *_at, group in folded}) > len(said) else spots

    def _found(self, text: str, pattern: re.Pattern[str]) -> Iterator[Spot]:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), self._groups.get(found[0].lower(), NUMBER)

    def _best(self, spots: Sequence[Spot]) -> tuple[int, int]:
        """Return from where to where words stand close together that say most."""
        best, most, worth, first = spots[0][:2], 0, 0, 0
        within: Counter[int] = Counter()
        for _start, end, group in spots:
            worth += 0 if within[group] else self._worth[group]
            within[group] += 1
            while end - spots[first][0] > LENGTH - BEFORE:
                _, gone, left = spots[first]
                if gone == end:
                    break
                within[left] -= 1
                worth -= 0 if within[left] else self._worth[left]
                first += 1
            if worth > most:
                best, most = (spots[first][0], end), worth
        return best

    def _marked(self, text: str, pattern: re.Pattern[str] | None) -> Pieces:
        if pattern is None or not text:
            return (Piece(text),)
        aligned, pieces, at = Aligned(text), [], 0
        for start, end in _joined(found.span() for found in pattern.finditer(aligned.normal)):
            start, end = aligned.original(start, end)
            pieces += [Piece(text[at:start])] if start > at else []
            pieces.append(Piece(text[start:end], marked=True))
            at = end
        return (*pieces, Piece(text[at:])) if at < len(text) else tuple(pieces)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans, those that touch as one."""
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun and start == begun[1]:
            begun = (begun[0], end)
            continue
        if begun:
            yield begun
        begun = (start, end)
    if begun:
        yield begun


def _any_of(words: Iterable[str], number: str) -> re.Pattern[str] | None:
    """Return what finds any of some words, the longest first; words of letters only as a whole."""
    ways = [number] if number else []
    for word in sorted(words, key=len, reverse=True):
        way = re.escape(word)
        ways.append(way if is_han(word) else rf"(?<![a-z0-9]){way}(?![a-z0-9])")
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _rounded(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where to cut a text, so that a passage of its usual length holds what is given."""
    start = _begun(text, start)
    latest = min(max(start + LENGTH, end), len(text))
    sentence = _after(_ENDS, text, max(latest - NEAR, end), latest)
    return start, sentence or latest


def _begun(text: str, start: int) -> int:
    """Return where to begin before a place: with its sentence, with a part of it, or anywhere."""
    earliest = max(start - BEFORE - NEAR, 0)
    if earliest == 0 and not _after(_ENDS, text, 0, start):
        return 0
    return (
        _after(_ENDS, text, earliest, start)
        or _after(_PARTS, text, max(start - BEFORE, 0), start - BEFORE // 2)
        or max(start - BEFORE, 0)
    )


def _after(marks: str, text: str, start: int, end: int) -> int:
    """Return the place after the last of some marks in a stretch; 0 if it has none."""
    return max(text.rfind(mark, start, max(end, 0)) for mark in marks) + 1


def _on_one_line(pieces: Pieces, *, before: bool, after: bool) -> Iterator[Piece]:
    if before:
        yield Piece(_MARGIN)
    for piece in pieces:
        yield replace(piece, text=_SPACES.sub(" ", piece.text))
    if after:
        yield Piece(_MARGIN)
