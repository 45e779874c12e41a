"""The words in force: those that come with the portal and what editors add to them.

A process keeps the book it has read and asks with each use which edition is in force, so that a
change holds everywhere with the next query.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis.folding import normal
from search.models import BestBet, Synonym, WordsEdition
from search.query.synonyms import Synonyms
from search.words.bet import Bet
from search.words.shipped import SHIPPED


@dataclass(frozen=True)
class Book:
    synonyms: Synonyms
    bets: tuple[Bet, ...]

    @classmethod
    def of(cls, synonyms: Iterable[Synonym], bets: Iterable[BestBet]) -> "Book":
        """Return a book of what is shipped and these; none of them need be saved."""
        ways: dict[str, dict[str, None]] = {}
        # What stands first counts most: editors know what their own pages say.
        written = [way for synonym in synonyms for way in synonym.ways()]
        written += [(word, list(others)) for word, others in SHIPPED.items()]
        for word, others in written:
            ways.setdefault(normal(word).strip(), {}).update(dict.fromkeys(others))
        return cls(Synonyms(ways), tuple(map(Bet.of, bets)))


_kept: tuple[uuid.UUID | None, Book] | None = None


def current() -> Book:
    """Return the book in force: one query if nothing was changed, three if it was."""
    global _kept
    edition = WordsEdition.objects.values_list("token", flat=True).first()
    # Another thread may put another book here, even one that is not committed yet.
    kept = _kept
    if kept is None or kept[0] != edition:
        kept = _kept = edition, Book.of(Synonym.objects.all(), BestBet.objects.all())
    return kept[1]


def synonyms() -> Synonyms:
    """Return the synonyms in use: one query, as `current`."""
    return current().synonyms
