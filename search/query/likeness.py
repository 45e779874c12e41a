"""How close a title is to what was typed, where the two differ: typing errors, abbreviations,
words that sound the same. All between 0 and 1.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from search.analysis.cutting import words_of
from search.analysis.terms import RUNS, is_han

UNLIKELY = 0.8


def mistyped(run: str, title: str) -> tuple[float, str]:
    """Return how close the closest stretch of a title is to a run, and that stretch.

    One wrong, missing or superfluous character is forgiven, two from six characters on.
    """
    size = len(run)
    forgiven = 1 if size < 6 else 2
    known = frozenset(run)
    # Each character that is nowhere is a mistake; most titles lack too many.
    if len(known.difference(title)) > forgiven:
        return 0.0, ""
    # How many of the characters before each place are known: at once for all stretches.
    before = [0, *accumulate(char in known for char in title)]
    closest = 0 if run in title else 1
    fewest, stretch = forgiven + 1, ""
    for length in (size, size + 1, size - 1):
        # A shorter title is one stretch.
        ends = before[length:] or before[-1:]
        for start, (here, there) in enumerate(zip(before, ends, strict=False)):
            if there - here < size - forgiven:
                continue
            piece = title[start : start + length]
            if len(known.difference(piece)) >= fewest:
                continue
            wrong = _distance(run, piece)
            if wrong < fewest:
                fewest, stretch = wrong, piece
                if fewest == closest:
                    return _closeness(size, fewest, stretch), stretch
    return _closeness(size, fewest, stretch), stretch


def _closeness(size: int, wrong: int, stretch: str) -> float:
    if not stretch:
        return 0.0
    # A wrong character is likelier than one too many or too few.
    return (1 - wrong / size) * (1.0 if len(stretch) == size else UNLIKELY)


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two words; between what they have in common at their ends."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    while start < end and one[-1] == other[-1]:
        one, other, end = one[:-1], other[:-1], end - 1
    one, other = one[start:], other[start:]
    if not one or not other:
        return len(one) + len(other)
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (char != against)),
            )
    return row[-1]


def abbreviated(run: str, title: str) -> float:
    """Return how well a run abbreviates a title: its characters in order, best as words begin.

    民诉法 is 民事 · 诉讼 · 法.
    """
    if not _in_order(run, title):
        return 0.0
    place, starts = 0, _word_starts(title)
    on_starts = 0
    first = last = -1
    for char in run:
        ahead = [at for at in range(place, len(title)) if title[at] == char]
        if not ahead:
            return 0.0
        at = next((each for each in ahead if each in starts), ahead[0])
        on_starts += at in starts
        first = at if first < 0 else first
        last, place = at, at + 1
    spread = len(run) / (last - first + 1)
    whole = len(run) / len(title)
    return (on_starts / len(run)) * (0.6 + 0.2 * min(1.0, 2 * spread) + 0.2 * min(1.0, 2 * whole))


def _in_order(run: str, title: str) -> bool:
    at = -1
    for char in run:
        at = title.find(char, at + 1)
        if at < 0:
            return False
    return True


@lru_cache(maxsize=20_000)
def _word_starts(title: str) -> frozenset[int]:
    starts, at = set(), 0
    for found in RUNS.finditer(title):
        at = found.start()
        for word in words_of(found[0]) if is_han(found[0]) else [found[0]]:
            starts.add(at)
            at += len(word)
    return frozenset(starts)


def stretch_heard(syllables: Sequence[str], title: str, heard: str) -> str:
    """Return the first stretch of a title that sounds like all of some syllables, or nothing.

    `heard` says how the title is read (`search.analysis.titles.heard`).
    """
    at = f" {heard} ".find(f" {' '.join(syllables)} ") if syllables else -1
    if at < 0:
        return ""
    start = heard.count(" ", 0, at)
    return title[start : start + len(syllables)]


def sounds_like(syllables: Sequence[str], title: str, heard: str) -> tuple[float, str]:
    """Return how much of some syllables a title has in a row, and the stretch that sounds so."""
    if whole := stretch_heard(syllables, title, heard):
        return 1.0, whole
    own = heard.split(" ")
    best, stretch = 0, ""
    for start in range(len(own)):
        length = 0
        while (
            length < len(syllables)
            and start + length < len(own)
            and own[start + length] == syllables[length]
        ):
            length += 1
        if length > best:
            best, stretch = length, title[start : start + length]
    return best / len(syllables), stretch


def begins_like(letters: str, title: str, heard: str) -> tuple[float, str]:
    """Return whether a title has words with these initials in a row, and which they are."""
    at = "".join(each[0] for each in heard.split(" ")).find(letters) if heard else -1
    return (1.0, title[at : at + len(letters)]) if at >= 0 else (0.0, "")


def starts_a_word(stretch: str, title: str) -> bool:
    """Tell whether a stretch of a title begins where one of its words does."""
    return title.find(stretch) in _word_starts(title)
