"""Document numbers, the same in whatever brackets they are written: 国办发〔2017〕47号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.folding import HAN

# In a text a year stands in brackets or before 年; whoever asks may leave them out.
_WRITTEN = re.compile(r"((?:19|20)\d{2})\s*[)年]\s*第?\s*0*(\d{1,5})\s*号")
_ASKED = re.compile(
    rf"([{HAN}]{{0,12}})\s*\(?\s*((?:19|20)\d{{2}})\s*(?:[)年]\s*第?\s*0*(\d{{1,5}})\s*号?"
    r"|\s+第?0*(\d{1,5})\s*号|-0*(\d{1,5})\s*号)(?!\s*[月日\d])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """The year and the place in it; `issuer` is what stands before, possibly more than it."""

    year: str
    place: str
    issuer: str = ""

    @property
    def term(self) -> str:
        return f"#{self.year}-{self.place}"

    @property
    def without_issuer(self) -> str:
        return f"({self.year}){self.place}号"

    @property
    def written(self) -> str:
        """The number as it stands in folded texts, its issuer in front."""
        return f"{self.issuer}{self.without_issuer}"


def written(folded: str) -> Iterator[str]:
    """Yield the terms of all document numbers in a folded text."""
    for found in _WRITTEN.finditer(folded):
        yield f"#{found[1]}-{found[2]}"


def asked(folded: str) -> tuple[Number | None, str]:
    """Return the document number in a folded query and what is left of the query."""
    found = _ASKED.search(folded)
    if not found:
        return None, folded
    issuer, year, *places = found.groups()
    place = next(each for each in places if each)
    return Number(year, place, issuer), f"{folded[: found.start()]} {folded[found.end() :]}"
