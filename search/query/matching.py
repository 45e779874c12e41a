"""Which entries match a plan, and how well at a first look: by the terms alone.

Works on whole columns: one number per entry, for all entries at once, so that what matches can be
counted honestly however much it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.analysis.readings import readings_of
from search.analysis.syllables import cut
from search.analysis.terms import RUNS, initial_pairs, pairs, sounds
from search.index import postings, tables
from search.index.columns import Columns
from search.index.fields import Field
from search.models.index import BLOCK, Shelf
from search.query.plan import Group, Plan

Mask = NDArray[np.bool_]
Score = NDArray[np.float32]

# If so few have everything that is asked for, those that have most of it match, too.
ENOUGH = 10
ALL, MOST, SOME = 0.999, 0.62, 0.2
# What a first look is made of.
TITLE, ANYWHERE, TITLE_PAIRS, PAIRS, WHOLE, NUMBER = 3.0, 1.0, 0.8, 1.0, 1.5, 6.0
# A query of so many pairs may be a piece of a text rather than a few words.
FEWEST_PAIRS = 4
# What a word tells that nothing has: it may be a typing error, or said otherwise everywhere.
UNKNOWN = 1.0
# Runs in which characters may be wrong, left out, or only sound like the right ones.
SHORTEST_MISTYPED, LONGEST_MISTYPED = 2, 14
MISTYPED = 1.0
# Which part of what is spelled a title must have if none has all.
HEARD = 0.6


@dataclass(frozen=True)
class Matched:
    """What matches, with its first score; `weights` says how much each group tells.

    `guessed`: what matches only if something was mistyped, abbreviated, or spelled in pinyin.
    """

    places: Mask
    scores: Score
    weights: tuple[float, ...]
    guessed: Mask
    # Whose text may hold the whole query in a row: it has every pair of its characters.
    whole: Mask
    # Whether anything may say what was typed as it was typed.
    literal: bool


class Matching:
    """One query against one shelf as it is now; `literally`: without guesses what was meant."""

    def __init__(
        self,
        plan: Plan,
        columns: Columns,
        shelf: Shelf,
        *,
        in_titles: bool,
        literally: bool = False,
    ) -> None:
        self._plan = plan
        self._columns = columns
        self._shelf = shelf
        self._field = Field.TITLE if in_titles else Field.ALL
        self._literally = literally
        self._nothing = np.zeros(columns.size, bool)
        self._masks: dict[str, Mask] = {}
        self._known: set[str] = set()
        self._total = max(np.count_nonzero(columns.live), 1)

    def run(self) -> Matched:
        self._read(self._said())
        titles = [self._named(group) for group in self._plan.groups]
        anywhere = [self._group(self._field, group) for group in self._plan.groups]
        weights = tuple(self._telling(np.count_nonzero(mask)) for mask in anywhere)
        title_share = self._share(titles, weights)
        share = self._share(anywhere, weights)
        places = self._enough(share, title_share, anywhere)
        paired = self._paired()
        whole = paired if len(self._pairs) >= FEWEST_PAIRS else self._nothing
        scores = TITLE * title_share + ANYWHERE * share + self._pair_scores() + WHOLE * whole
        places |= whole & self._columns.live
        if self._plan.number:
            numbered = self._mask(Field.ALL, self._plan.number.term)
            places = numbered if numbered.any() else places
            scores += NUMBER * numbered
        guessed = None if self._literally else self._guessed(places, title_share)
        if guessed is not None:
            close, likeness = guessed
            scores += MISTYPED * likeness
            guesses = close & ~places
            # Beside enough that say what was typed, they would only swell the counts.
            if np.count_nonzero(places & self._columns.live) < ENOUGH or not paired.any():
                places = places | close
        else:
            guesses = np.zeros(self._columns.size, bool)
        return Matched(
            places & self._columns.live, scores, weights, guesses, whole, bool(paired.any())
        )

    # --- Terms -------------------------------------------------------------------------------
    def _said(self) -> set[str]:
        """Return the names of the terms of what was typed, and of other ways to say it."""
        terms = {
            term
            for group in self._plan.groups
            for way in group.alternatives
            for term in way.terms()
        }
        whole = set(self._pairs)
        names = {
            field.of(self._shelf, term) for term in terms | whole
            for field in (Field.TITLE, Field.ALL)
        }  # fmt: skip
        if self._plan.number:
            names.add(Field.ALL.of(self._shelf, self._plan.number.term))
        # Of a short query lone characters tell a little, too: 〔2026〕12号.
        lone = {run for run in self._plan.runs if len(run) == 1} if self._mistyped else ()
        return names | {Field.TITLE.of(self._shelf, char) for char in lone}

    def _meant(self) -> set[str]:
        """Return the names of the terms that are needed only where titles do not say it."""
        shorts = [group.said for group in self._plan.groups if group.may_be_short]
        chars = {char for run in (*self._mistyped, *shorts) for char in run}
        names = {Field.TITLE.of(self._shelf, char) for char in chars}
        return names | {Field.SOUND.of(self._shelf, sound) for sound in self._sounds}

    @cached_property
    def _mistyped(self) -> tuple[str, ...]:
        whole = "".join(self._plan.runs)
        fits = SHORTEST_MISTYPED <= len(whole) <= LONGEST_MISTYPED
        return (whole,) if fits and not any(group.exact for group in self._plan.groups) else ()

    @cached_property
    def _sounds(self) -> tuple[str, ...]:
        """How the query sounds: pairs of syllables; of letters, their pairs as initials, too."""
        if self._plan.letters:
            spelled = [pair for word in self._plan.spelled for pair in _spelled(cut(word))]
            return tuple(dict.fromkeys([*spelled, *initial_pairs(self._plan.letters)]))
        return tuple(pair for run in self._mistyped for pair in _spelled(readings_of(run)))

    def _read(self, names: set[str]) -> None:
        """Read where terms stand, unless that is known."""
        new = names - self._known
        self._known |= new
        for name, block, packed in tables.postings(sorted(new)):
            start = self._columns.starts.get(block)
            if start is None:
                continue
            if name not in self._masks:
                self._masks[name] = np.zeros(self._columns.size, bool)
            postings.unpack_into(self._masks[name][start : start + BLOCK], bytes(packed))

    def _mask(self, field: Field, term: str) -> Mask:
        return self._masks.get(field.of(self._shelf, term), self._nothing)

    # --- Groups ------------------------------------------------------------------------------
    def _group(self, field: Field, group: Group) -> Mask:
        found = np.zeros(self._columns.size, bool)
        for way in group.alternatives:
            own = self._columns.live.copy()
            for term in way.terms():
                own &= self._mask(field, term)
            found |= own
        return found

    def _named(self, group: Group) -> Mask:
        """Return whose titles say a group; if none does, those that it may be short for."""
        named = self._group(Field.TITLE, group)
        if named.any() or not group.may_be_short:
            return named
        self._read(self._meant())
        named = self._columns.live.copy()
        for char in group.said:
            named &= self._mask(Field.TITLE, char)
        return named

    def _telling(self, matching: int) -> float:
        """Return how much a group tells: the rarer, the more; what stands nowhere, little."""
        return UNKNOWN if not matching else float(np.log1p(self._total / (matching + 1)))

    def _share(self, masks: Sequence[Mask], weights: Sequence[float]) -> Score:
        """Return for each entry which part of what is asked for it has, by weight."""
        share = np.zeros(self._columns.size, np.float32)
        whole = sum(weights)
        for mask, weight in zip(masks, weights, strict=True):
            share += mask * np.float32(weight / whole)
        return share

    def _enough(self, share: Score, title_share: Score, anywhere: Sequence[Mask]) -> Mask:
        exact = np.ones(self._columns.size, bool)
        for group, mask in zip(self._plan.groups, anywhere, strict=True):
            if group.exact:
                exact &= mask
        full = (share > ALL) & exact
        if len(anywhere) < 2:
            return full
        named = title_share * exact
        if bool((named[full] > ALL).any()):
            return full
        # Nothing is called so: what is called by a part of it may well be meant.
        called = named >= SOME
        if np.count_nonzero(full) >= ENOUGH:
            return full | called
        most = full | called | ((share >= MOST) & exact)
        if most.any():
            return most
        return (share > 0) & exact

    def _pair_scores(self) -> Score:
        """Return how much of the query stands as it was typed, across the words' borders."""
        scores = np.zeros(self._columns.size, np.float32)
        terms = {pair for run in self._plan.runs for pair in pairs(run)}
        for field, worth in ((Field.TITLE, TITLE_PAIRS), (self._field, PAIRS)):
            masks = [self._mask(field, term) for term in sorted(terms)]
            weights = [self._telling(np.count_nonzero(mask)) for mask in masks]
            if weights:
                scores += np.float32(worth) * self._share(masks, weights)
        return scores

    @cached_property
    def _pairs(self) -> list[str]:
        runs = RUNS.findall(self._plan.text)
        # A lone character is no term where it stands beside others.
        return [pair for run in runs if len(run) > 1 or len(runs) == 1 for pair in pairs(run)]

    def _paired(self) -> Mask:
        """Return what has every pair of the query."""
        whole = self._columns.live.copy()
        for term in self._pairs:
            whole &= self._mask(self._field, term)
        return whole

    # --- Guesses -----------------------------------------------------------------------------
    def _guessed(self, places: Mask, title_share: Score) -> tuple[Mask, Score] | None:
        """Return whose titles are close to what was typed, and how close; None if it is right."""
        if not self._plan.unsaid and bool((title_share[places & self._columns.live] > ALL).any()):
            return None
        self._read(self._meant())
        if self._plan.letters:
            return self._by_letters()
        close = np.zeros(self._columns.size, bool)
        likeness = np.zeros(self._columns.size, np.float32)
        for run in self._mistyped:
            chars = self._count(Field.TITLE, dict.fromkeys(run))
            wanted = len(set(run))
            allowed = 1 if wanted > 3 else 0
            by_chars = chars >= wanted - allowed
            sound = _spelled(readings_of(run))
            by_sound = np.zeros(self._columns.size, bool)
            if sound:
                heard = self._count(Field.SOUND, sound)
                by_sound = heard >= max(len(set(sound)) - (2 if len(sound) > 3 else 0), 1)
                likeness += heard / np.float32(len(set(sound)))
            likeness += chars / np.float32(wanted)
            close |= by_chars | by_sound
        return close & self._columns.live, likeness

    def _by_letters(self) -> tuple[Mask, Score]:
        close = np.zeros(self._columns.size, bool)
        likeness = np.zeros(self._columns.size, np.float32)
        spelled = [pair for word in self._plan.spelled for pair in _spelled(cut(word))]
        if spelled and all(map(cut, self._plan.spelled)):
            heard = self._count(Field.SOUND, spelled)
            close = heard >= len(set(spelled))
            if not (close & self._columns.live).any():
                close = heard >= max(len(set(spelled)) * HEARD, 1)
            likeness += 2 * heard / np.float32(len(set(spelled)))
        initials = initial_pairs(self._plan.letters)
        if initials and not close.any() and len(self._plan.letters) <= LONGEST_MISTYPED:
            heard = self._count(Field.SOUND, initials)
            close = heard >= len(set(initials))
            likeness += heard / np.float32(len(set(initials)))
        return close & self._columns.live, likeness

    def _count(self, field: Field, terms: Iterable[str]) -> NDArray[np.int16]:
        counted = np.zeros(self._columns.size, np.int16)
        for term in set(terms):
            counted += self._mask(field, term)
        return counted


def _spelled(syllables: tuple[str, ...]) -> list[str]:
    """Return the pairs of neighbouring syllables; of a single one, itself."""
    return [each for each in sounds(syllables) if " " in each or len(syllables) == 1]
