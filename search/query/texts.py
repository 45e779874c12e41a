"""What the texts of candidates say of what is asked for: read only of those that lead."""

import math
from collections.abc import Mapping, Sequence

from django.db.models import Value
from django.db.models.functions import StrIndex

from search.analysis.folding import normal
from search.models import Indexed
from search.query.candidates import Candidate
from search.query.plan import Group, Plan
from search.query.rows import Rows

# A text that says less than half in its own characters may be written in others, and so much of
# it is looked for again; to fold a text costs many times what it costs to look through it.
HALF = 0.5
# A piece of a text is surer, the longer it is: three times as sure from so many characters on,
# which hardly two texts share by chance.
LONG, SURER = 40, 2.0
# A word that stands in a text so often is what it is about; more often tells nothing more.
OFTEN = 20
# What stands often in a long text may be little of it: a page of print has so many characters.
A_PAGE = 300


class Texts:
    """Judges texts by one plan; `weights` says how much each of its groups tells."""

    def __init__(self, plan: Plan, weights: Sequence[float], rows: Rows) -> None:
        self._rows = rows
        self._number = plan.number
        self._stretches = plan.stretches
        self._weights = list(zip(plan.groups, weights, strict=True))
        self._whole = sum(weights) or 1.0
        self._sure = 1 + min(len(plan.text), LONG) / LONG * SURER

    def look_for_whole(self, known: Sequence[Candidate]) -> None:
        """Look whose texts say the longest stretch of the query word for word; the database does,
        because these may be many.
        """
        may = [each for each in known if each.whole]
        if not may:
            return
        said = max(self._stretches, key=len)
        holding = set(
            Indexed.objects.filter(id__in=[each.id for each in may])
            .annotate(at=StrIndex("text", Value(said)))
            .filter(at__gt=0)
            .values_list("id", flat=True)
        )
        for each in may:
            each.features["said in text"] = self._sure * float(each.id in holding)
            each.weigh()

    def judge(self, leading: Mapping[int, Candidate]) -> None:
        """Judge candidates, by their numbers: reads all that they say. One query."""
        texts = self._rows.texts(leading)
        for number, each in leading.items():
            if number in texts:  # else it was withdrawn a moment ago
                text, answer = texts[number]
                self._judge(each, f"{answer}\n{text}" if answer else text)

    def _judge(self, each: Candidate, text: str) -> None:
        found = each.features
        share, density = self._said_in(text)
        # In another script, with glosses, or spread out; only then it is worth the time.
        differs = share < HALF and found["covered"] < HALF
        if each.whole and found["said in text"]:
            found["said in text"] = self._in_a_row(text)
        elif differs or each.whole:
            text = normal(text)
            share, density = self._said_in(text)
            if each.whole:
                found["said in text"] = self._in_a_row(text)
        found["text"] = share
        found["density"] = density / max(math.log(2 + len(text) / A_PAGE), 1.0)
        if self._number:
            found["number in text"] = float(self._number.written in normal(text))
        each.weigh()

    def _said_in(self, text: str) -> tuple[float, float]:
        """Return which part of what is asked for stands in a text, and how often, by weight."""
        share = density = 0.0
        for group, weight in self._weights:
            times = _times(group, text)
            if times:
                share += weight
                density += weight * min(math.log1p(times) / math.log(OFTEN), 1.0)
        return share / self._whole, density / self._whole

    def _in_a_row(self, text: str) -> float:
        """Return which part of the query's characters stands in a text, stretch by stretch."""
        said = sum(len(each) for each in self._stretches if each in text)
        return self._sure * said / sum(map(len, self._stretches))


def _times(group: Group, text: str) -> int:
    return max(min(text.count(word) for word in way.words) for way in group.alternatives)
