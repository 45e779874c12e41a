"""Which queries a best bet is for."""

from dataclasses import dataclass
from datetime import date

from search.analysis.folding import normal
from search.models import BestBet
from search.models.words import lines_of


def plain(said: str) -> str:
    """Return a query as queries are compared: folded, with single spaces."""
    return " ".join(normal(said).split())


@dataclass(frozen=True, slots=True)
class Bet:
    """A best bet as it is looked up."""

    queries: tuple[str, ...]
    match: str
    key: str
    address: str
    title: str
    note: str
    valid_from: date | None
    valid_until: date | None

    @classmethod
    def of(cls, row: BestBet) -> "Bet":
        return cls(
            queries=tuple(filter(None, map(plain, lines_of(row.queries)))),
            match=row.match,
            key=row.key,
            address=row.address,
            title=row.title,
            note=row.note,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )

    def is_for(self, said: str, today: date) -> bool:
        """Tell whether it is shown for a query in its plain form."""
        if self.valid_from and today < self.valid_from:
            return False
        if self.valid_until and today > self.valid_until:
            return False
        if self.match == BestBet.Match.BEGINS:
            return said.startswith(self.queries)
        if self.match == BestBet.Match.CONTAINS:
            return any(query in said for query in self.queries)
        return said in self.queries
