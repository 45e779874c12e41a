"""The best matches looked at one by one: what really stands in their titles and texts."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import Value
from django.db.models.functions import StrIndex

from search.analysis.folding import fold, normal
from search.analysis.readings import readings_of
from search.analysis.syllables import cut
from search.models import Indexed
from search.query.likeness import (
    abbreviated,
    begins_like,
    mistyped,
    sounds_like,
    starts_a_word,
)
from search.query.matching import UNKNOWN
from search.query.plan import Group, Plan

# Of how many the titles are read, and of how many the texts.
TITLES, TEXTS = 300, 40
HALF = 0.5
VOTERS = 10
LONG = 40
# What a title is worth that a word may be short for, beside one that says it.
SHORT = 0.7
ALL_HEARD = 0.999
# A title that says so much of what was asked for needs no guess what was meant.
UNDERSTOOD = 0.75
SAID_OTHERWISE = 0.9
_BESIDE_WORDS = re.compile(r"[\W_]+")
_OFTEN_BEFORE = ("中华人民共和国",)
_REPEALED = ("废止", "失效")


@dataclass(slots=True)
class Candidate:
    """An entry that matches, with what is known of it so far."""

    id: int
    first: float
    guessed: bool = False
    whole: bool = False
    title: str = ""
    number: str = ""
    kind: str = ""
    validity: str = ""
    day: date | None = None
    score: float = 0.0
    # What in the title was meant, if something else was typed.
    meant: str = ""
    features: dict[str, float] = field(default_factory=dict)


def rank(
    plan: Plan, weights: Sequence[float], candidates: Sequence[Candidate], today: date
) -> list[Candidate]:
    """Order candidates, best first, by their titles, and those that lead by their texts."""
    ranker = _Ranker(plan, weights, today)
    known = ranker.read(candidates)
    for each in known:
        ranker.judge_title(each)
    ranker.look_for_whole(known)
    known.sort(key=_order)
    ranker.judge_texts({each.id: each for each in known[:TEXTS]})
    known.sort(key=_order)
    return known


def meant_by(ranked: Sequence[Candidate]) -> str:
    """Return what was probably meant: what the best few that had to be guessed agree on."""
    if not ranked or not ranked[0].meant:
        return ""
    votes: dict[str, float] = defaultdict(float)
    for each in ranked[:VOTERS]:
        if each.meant:
            votes[each.meant] += each.score
    return max(votes, key=lambda words: votes[words])


def _order(candidate: Candidate) -> tuple[float, int, int]:
    day = candidate.day.toordinal() if candidate.day else 0
    return (-round(candidate.score, 4), -day, -candidate.id)


@lru_cache(maxsize=50_000)
def core_of(title: str) -> str:
    """Return a title as it is compared: its words alone, without what many titles begin with."""
    plain = _BESIDE_WORDS.sub("", normal(title))
    for often in _OFTEN_BEFORE:
        if plain.startswith(often) and len(plain) > len(often) + 1:
            plain = plain.removeprefix(often)
    return plain


class _Ranker:
    def __init__(self, plan: Plan, weights: Sequence[float], today: date) -> None:
        self._plan = plan
        self._core = core_of(plan.said)
        # What it would be called by other words.
        ways = plan.groups[0].alternatives if len(plan.groups) == 1 else ()
        self._cores = {self._core, *("".join(way.words) for way in ways)}
        self._weights = list(zip(plan.groups, weights, strict=True))
        self._whole = sum(weights) or 1.0
        # Nothing says one of the words: it may be a typing error.
        self._unknown = any(weight == UNKNOWN for weight in weights)
        # The longer what was typed, the surer it is a piece of a text.
        self._long = 1 + min(len(plan.text), LONG) / LONG * 2
        self._today = today

    def read(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        rows = {
            row[0]: row[1:]
            for row in Indexed.objects.filter(id__in=[each.id for each in candidates]).values_list(
                "id", "title", "number", "kind", "validity", "day"
            )
        }
        known = []
        for each in candidates:
            if each.id in rows:  # else it was withdrawn a moment ago
                each.title, each.number, each.kind, each.validity, each.day = rows[each.id]
                known.append(each)
        return known

    def judge_title(self, each: Candidate) -> None:
        core = core_of(each.title)
        found = each.features
        found["covered"] = self._covered(core) * self._plan.understood
        if core in self._cores:
            found["same"] = 1.0 if core == self._core else SAID_OTHERWISE
        elif len(self._core) > 1 and self._core in core:
            found["within"] = len(self._core) / len(core)
            found["begins"] = float(core.startswith(self._core))
            found["ends"] = float(core.endswith(self._core))
        said = sum(
            max((len(word) for word in group.words if word in core), default=0)
            for group, _weight in self._weights
        )
        found["filled"] = found["covered"] * min(said / len(core), 1.0) if core else 0.0
        if self._plan.number:
            found["number"] = self._numbered(each)
        if (found["covered"] < UNDERSTOOD or self._unknown) and (
            each.guessed or len(self._plan.runs) == 1
        ):
            self._guess(each, core)
        found["recent"] = self._recent(each.day)
        found["repealed"] = float(any(word in each.validity for word in _REPEALED))
        self._weigh(each)

    def _covered(self, core: str) -> float:
        return (
            sum(weight * self._best(group, core) for group, weight in self._weights) / self._whole
        )

    @staticmethod
    def _best(group: Group, core: str) -> float:
        """Return how well a title says a group: by its best alternative, or short for it."""
        best = max(
            (way.worth for way in group.alternatives if all(word in core for word in way.words)),
            default=0.0,
        )
        if not best and group.may_be_short:
            return SHORT * abbreviated(group.said, core)
        return best

    def _numbered(self, each: Candidate) -> float:
        number = self._plan.number
        own = fold(each.number).replace(" ", "")
        wanted = f"{number.issuer}({number.year}){number.place}号"
        if own and wanted == own:
            return 2.0
        if own and own.endswith(f"({number.year}){number.place}号"):
            return 1.2 if number.issuer and number.issuer[-1] in own else 1.0
        return 0.4 if wanted in normal(each.title) else 0.0

    def _guess(self, each: Candidate, core: str) -> None:
        found = each.features
        if self._plan.letters:
            self._guess_spelled(each, core)
            return
        run = "".join(self._plan.runs)
        if not 2 <= len(run) <= 14 or run in core:
            return
        close, meant = mistyped(run, core)
        if len(run) < 3 and close < 1:
            close = 0.0
        heard, heard_as = sounds_like(readings_of(run), core)
        if heard == 1.0 and heard_as != run:
            found["homophone"], each.meant = 1.0, heard_as
        elif close:
            found["mistyped"], each.meant = close, meant
        short = abbreviated(run, core) if len(run) > 1 else 0.0
        if short > 0.5:
            found["abbreviated"] = short

    def _guess_spelled(self, each: Candidate, core: str) -> None:
        found = each.features
        words = [cut(word) for word in self._plan.spelled]
        if all(words):
            heard = [sounds_like(syllables, core) for syllables in words]
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
        found["initials"], each.meant = begins_like(self._plan.letters, core)

    def _recent(self, day: date | None) -> float:
        if day is None:
            return 0.0
        return math.exp(-max((self._today - day).days, 0) / 1500)

    def look_for_whole(self, known: Sequence[Candidate]) -> None:
        """Look whether texts say the query word for word; the database looks."""
        may = [each for each in known if each.whole]
        if not may:
            return
        said = max(self._plan.stretches, key=len)
        holding = set(
            Indexed.objects.filter(id__in=[each.id for each in may])
            .annotate(at=StrIndex("text", Value(said)))
            .filter(at__gt=0)
            .values_list("id", flat=True)
        )
        for each in may:
            each.features["said in text"] = self._long * float(each.id in holding)
            self._weigh(each)

    def judge_texts(self, leading: dict[int, Candidate]) -> None:
        rows = Indexed.objects.filter(id__in=list(leading)).values_list("id", "text", "answer")
        for number, text, answer in rows:
            self._judge_text(leading[number], f"{answer}\n{text}" if answer else text)

    def _judge_text(self, each: Candidate, text: str) -> None:
        found = each.features
        share, density = self._said_in(text)
        # In another script, with glosses, or spread out; only then it is worth the time.
        differs = share < HALF and found["covered"] < HALF
        if each.whole and found["said in text"]:
            found["said in text"] = self._runs_in(text)
        elif differs or each.whole:
            text = normal(text)
            share, density = self._said_in(text)
            if each.whole:
                found["said in text"] = self._runs_in(text)
        found["text"] = share
        found["density"] = density / max(math.log(2 + len(text) / 300), 1.0)
        if self._plan.number:
            found["number in text"] = self._number_in(text)
        self._weigh(each)

    def _said_in(self, text: str) -> tuple[float, float]:
        """Return which part of what is asked for stands in a text, and how often, by weight."""
        share = density = 0.0
        for group, weight in self._weights:
            times = self._times(group, text)
            if times:
                share += weight
                density += weight * min(math.log1p(times) / math.log(20), 1.0)
        return share / self._whole, density / self._whole

    def _runs_in(self, text: str) -> float:
        """Return which part of the query's characters stands in a text, run by run."""
        runs = self._plan.stretches
        return self._long * sum(len(run) for run in runs if run in text) / sum(map(len, runs))

    def _number_in(self, text: str) -> float:
        number = self._plan.number
        return float(f"{number.issuer}({number.year}){number.place}号" in normal(text))

    def _weigh(self, each: Candidate) -> None:
        each.score = _weighed(each.features) + 0.15 * each.first

    @staticmethod
    def _times(group: Group, text: str) -> int:
        return max(min(text.count(word) for word in way.words) for way in group.alternatives)


WORTH = {
    "same": 8.0,
    "within": 4.0,
    "begins": 0.5,
    "ends": 1.0,
    "covered": 5.0,
    "filled": 2.0,
    "number": 6.0,
    "number in text": 5.0,
    "sounds": 6.0,
    "initials": 4.0,
    "a word": 1.0,
    "in a row": 1.0,
    "homophone": 7.5,
    "mistyped": 4.0,
    "abbreviated": 4.5,
    "recent": 0.3,
    "repealed": -0.8,
    "said in text": 4.0,
    "text": 1.0,
    "density": 1.5,
}


def _weighed(features: dict[str, float]) -> float:
    return sum(WORTH[name] * value for name, value in features.items())
