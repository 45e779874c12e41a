"""Best bets: what editors put before all results of some queries."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone

from search.models import Indexed
from search.models.index import Shelf
from search.words.bet import plain
from search.words.book import Book, current


@dataclass(frozen=True, slots=True)
class Promoted:
    """A best bet as it is shown. `key` is the entry's, or the address of what is elsewhere."""

    key: str
    title: str
    url: str
    note: str = ""
    is_elsewhere: bool = False


def best_bets_for(said: str, book: Book | None = None, today: date | None = None) -> list[Promoted]:
    """Return the best bets of a query: one query if there are any, and one for the book if it is
    not given.

    What has been withdrawn is not shown: its entry is gone from the index, and the bet with it.
    """
    bets = (book or current()).bets
    said, today = plain(said), today or timezone.localdate()
    fitting = [bet for bet in bets if said and bet.is_for(said, today)]
    keys = {bet.key for bet in fitting if bet.key}
    rows = Indexed.objects.filter(shelf=Shelf.PUBLIC, key__in=keys) if keys else ()
    entries = {row.key: row for row in rows}
    shown: dict[str, Promoted] = {}
    for bet in fitting:
        entry = entries.get(bet.key)
        if entry:
            shown.setdefault(
                bet.key, Promoted(bet.key, bet.title or entry.title, entry.url, bet.note)
            )
        elif not bet.key:
            is_elsewhere = bool(urlsplit(bet.address).netloc)
            shown.setdefault(
                bet.address, Promoted(bet.address, bet.title, bet.address, bet.note, is_elsewhere)
            )
    return list(shown.values())
