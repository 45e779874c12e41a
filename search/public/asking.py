"""A search as the query of an address says it. Anything may stand there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from findable import Facet
from search.analysis.lines import in_a_line
from search.query.finding import LAST_PAGE, PER_PAGE, Asked
from search.query.plan import LONGEST, Plan

# Nobody chooses more of one sort, and no value is longer.
MOST_CHOSEN, LONGEST_VALUE = 20, 200
TYPED, TITLES, BY_DATE = "typed", "titles", "date"


@dataclass(frozen=True, slots=True)
class Search:
    """What a citizen asked for.

    `literally`: only what was typed, not what it may have been meant to be. `is_cut`: more was
    typed than is looked for.
    """

    words: str = ""
    literally: bool = False
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    in_titles: bool = False
    newest_first: bool = False
    page: int = 1
    is_cut: bool = False

    @classmethod
    def of(cls, said: QueryDict) -> Self:
        typed = in_a_line(said.get("q", ""))
        chosen = {facet: _values(said.getlist(facet.value)) for facet in Facet}
        return cls(
            words=typed[:LONGEST].strip(),
            literally=said.get("as") == TYPED,
            chosen={facet: values for facet, values in chosen.items() if values},
            in_titles=said.get("in") == TITLES,
            newest_first=said.get("sort") == BY_DATE,
            page=_page(said.get("page", "")),
            is_cut=len(typed) > LONGEST,
        )

    def asked(self, plan: Plan, per_page: int = PER_PAGE) -> Asked:
        return Asked(
            plan,
            literally=self.literally,
            chosen=self.chosen,
            in_titles=self.in_titles,
            newest_first=self.newest_first,
            page=self.page,
            per_page=per_page,
        )

    @property
    def query(self) -> str:
        """The query of an address that asks the same; the same for the same."""
        said: list[tuple[str, str]] = [("q", self.words)] if self.words else []
        said += [("as", TYPED)] if self.literally else []
        said += [("in", TITLES)] if self.in_titles else []
        said += [("sort", BY_DATE)] if self.newest_first else []
        said += [(facet.value, each) for facet in Facet for each in self.chosen.get(facet, ())]
        said += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(said)

    @property
    def said(self) -> str:
        """The words as they stand between quotes."""
        return self.words.strip('"“”＂') or self.words

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)

    def for_words(self, words: str) -> Self:
        """Return the search for other words, everywhere."""
        return replace(self, words=words, literally=False, chosen={}, page=1, is_cut=False)

    def as_typed(self) -> Self:
        return replace(self, literally=True, page=1)

    def ordered(self, *, newest_first: bool) -> Self:
        return replace(self, newest_first=newest_first, page=1)

    def within(self, *, titles: bool) -> Self:
        return replace(self, in_titles=titles, page=1)

    def narrowed(self, facet: Facet, value: str) -> Self:
        """Return this search with one more value of a facet."""
        values = dict.fromkeys((*self.chosen.get(facet, ()), value))
        return replace(self, chosen={**self.chosen, facet: tuple(values)}, page=1)

    def widened(self, facet: Facet | None = None, value: str | None = None) -> Self:
        """Return this search without a value, without a facet, or without all of them."""
        chosen = dict(self.chosen) if facet else {}
        if facet:
            kept = tuple(each for each in chosen.pop(facet, ()) if value not in (None, each))
            chosen |= {facet: kept} if kept else {}
        return replace(self, chosen=chosen, page=1)


def _values(said: list[str]) -> tuple[str, ...]:
    values = (in_a_line(value)[:LONGEST_VALUE].strip() for value in said[:MOST_CHOSEN])
    return tuple(dict.fromkeys(filter(None, values)))


def _page(said: str) -> int:
    digits = said.strip()[:6]
    return min(max(int(digits), 1), LAST_PAGE) if digits.isdecimal() else 1
