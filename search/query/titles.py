"""What the title of a candidate says of what is asked for, and what it may be that was meant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from search.analysis.folding import fold, normal
from search.analysis.readings import readings_of
from search.analysis.syllables import cut
from search.analysis.titles import core_of
from search.query.candidates import Candidate
from search.query.likeness import (
    abbreviated,
    begins_like,
    mistyped,
    sounds_like,
    starts_a_word,
    stretch_heard,
)
from search.query.matching import LONGEST_MISTYPED, SHORTEST_MISTYPED, UNKNOWN
from search.query.plan import Group, Plan

# What a title is worth that a word may be short for: less than one that says any synonym of it.
SHORT = 0.7
# A title that says so much of what was asked for needs no guess what was meant.
UNDERSTOOD = 0.75
# Called so by a synonym: what was typed itself comes first.
SAID_OTHERWISE = 0.9
# Shares are sums of fractions; this much is all.
ALL_HEARD = 0.999
# Of two characters one that is wrong leaves too little to go by: so short a run must be all there.
SHORTEST_FORGIVEN = 3
# Below this, characters stand in a title by chance rather than because it is abbreviated so.
NO_CHANCE = 0.5
# In so many days recency falls to a third: about four years, as rules of a city are revised.
AGES = 1500
# How surely a number is the entry's own: with its issuer, with an issuer that ends alike, without;
# a title that only names it is about that document.
OWN, ALIKE, BARE, NAMED = 2.0, 1.2, 1.0, 0.4
REPEALED = ("废止", "失效")


def is_repealed(validity: str) -> bool:
    """Tell whether what an entry says of its validity is that it has none any more."""
    return any(word in validity for word in REPEALED)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A group as it is looked for in hundreds of titles, with what is the same for all of them.

    `ways`: the words of each way to say it, and what that is worth.
    """

    said: str
    weight: float
    may_be_short: bool
    ways: tuple[tuple[tuple[str, ...], float], ...]

    @classmethod
    def of(cls, group: Group, weight: float) -> "_Wanted":
        ways = tuple((way.words, way.worth) for way in group.alternatives)
        return cls(group.said, weight, group.may_be_short, ways)

    def look_in(self, core: str) -> tuple[float, int]:
        """Return how well a title says it, by its best way or short for it, and how many
        characters its longest word has that stands there.
        """
        best, longest = 0.0, 0
        for words, worth in self.ways:
            all_there = True
            for word in words:
                if word in core:
                    longest = max(longest, len(word))
                else:
                    all_there = False
            if all_there and worth > best:
                best = worth
        if not best and self.may_be_short:
            best = SHORT * abbreviated(self.said, core)
        return best, longest


class Titles:
    """Judges titles by one plan; `weights` says how much each of its groups tells."""

    def __init__(self, plan: Plan, weights: Sequence[float], today: date) -> None:
        self._number = plan.number
        self._understood = plan.understood
        self._letters = plan.letters
        self._syllables = [cut(word) for word in plan.spelled]
        self._run, self._is_one_run = "".join(plan.runs), len(plan.runs) == 1
        self._core = core_of(plan.said)
        # What it would be called by other words.
        ways = plan.groups[0].alternatives if len(plan.groups) == 1 else ()
        self._cores = {self._core, *("".join(way.words) for way in ways)}
        self._wanted = [_Wanted.of(*each) for each in zip(plan.groups, weights, strict=True)]
        self._whole = sum(weights) or 1.0
        # Nothing says one of the words: it may be a typing error.
        self._unknown = any(weight == UNKNOWN for weight in weights)
        self._today = today

    def judge(self, each: Candidate) -> None:
        core = core_of(each.title)
        found = each.features
        covered, said = 0.0, 0
        for wanted in self._wanted:
            best, longest = wanted.look_in(core)
            covered += wanted.weight * best
            said += longest
        found["covered"] = covered / self._whole * self._understood
        if core in self._cores:
            found["same"] = 1.0 if core == self._core else SAID_OTHERWISE
        elif len(self._core) > 1 and self._core in core:
            found["within"] = len(self._core) / len(core)
            found["begins"] = float(core.startswith(self._core))
            found["ends"] = float(core.endswith(self._core))
        found["filled"] = found["covered"] * min(said / len(core), 1.0) if core else 0.0
        if self._number:
            found["number"] = self._numbered(each)
        if (found["covered"] < UNDERSTOOD or self._unknown) and (each.guessed or self._is_one_run):
            self._guess(each, core)
        found["recent"] = self._recent(each.day)
        found["repealed"] = float(is_repealed(each.validity))
        each.weigh()

    def _numbered(self, each: Candidate) -> float:
        number = self._number
        own = fold(each.number).replace(" ", "")
        if own and own == number.written:
            return OWN
        if own and own.endswith(number.without_issuer):
            return ALIKE if number.issuer and number.issuer[-1] in own else BARE
        return NAMED if number.written in normal(each.title) else 0.0

    def _recent(self, day: date | None) -> float:
        if day is None:
            return 0.0
        return math.exp(-max((self._today - day).days, 0) / AGES)

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        return readings_of(self._run)

    # --- What was meant --------------------------------------------------------------------------
    def _guess(self, each: Candidate, core: str) -> None:
        found = each.features
        if self._letters:
            self._guess_spelled(each, core)
            return
        run = self._run
        if not SHORTEST_MISTYPED <= len(run) <= LONGEST_MISTYPED or run in core:
            return
        close, meant = mistyped(run, core)
        if len(run) < SHORTEST_FORGIVEN and close < 1:
            close = 0.0
        heard_as = stretch_heard(self._readings, core, each.heard)
        if heard_as and heard_as != run:
            found["homophone"], each.meant = 1.0, heard_as
        elif close:
            found["mistyped"], each.meant = close, meant
        short = abbreviated(run, core)
        if short > NO_CHANCE:
            found["abbreviated"] = short

    def _guess_spelled(self, each: Candidate, core: str) -> None:
        found = each.features
        words = self._syllables
        if all(words):
            heard = [sounds_like(syllables, core, each.heard) for syllables in words]
            whole = sum(map(len, words))
            found["sounds"] = (
                sum(share * len(own) for (share, _), own in zip(heard, words, strict=True)) / whole
            )
            if found["sounds"] > ALL_HEARD:
                stretches = [stretch for _, stretch in heard]
                joined = "".join(stretches)
                each.meant = joined if joined in core else " ".join(stretches)
                found["filled"] = min(len(joined) / len(core), 1.0)
                found["begins"] = float(core.startswith(joined))
                found["a word"] = float(starts_a_word(stretches[0], core))
                found["in a row"] = float(joined in core)
                return
        found["initials"], each.meant = begins_like(self._letters, core, each.heard)
