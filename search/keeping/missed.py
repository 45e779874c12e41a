"""What changed without anybody leaving a hint: a crash at the wrong moment, or SQL by hand.

Compares little of each owner, so that all of them can be compared every few minutes.
"""

import logging
from collections.abc import Iterator

from findable import Source, sources
from search.index.preparing import in_pieces
from search.keeping import hints, offers, pages
from search.keeping.offers import name_of
from search.models.index import Indexed, Seen, Shelf, Stale

log = logging.getLogger(__name__)

AT_ONCE = 1_000


def find() -> int:
    """Leave hints at what is not as it was when last looked at; return how many.

    Of pages it compares when they were published, what they are called and where they stand; of
    other sources which owners there are.
    """
    found = 0
    for missed in (_changed_pages(), _hidden_pages(), *map(_come_or_gone, sources().values())):
        for owners in missed:
            waiting = Stale.objects.filter(owner__in=owners).values_list("owner", flat=True)
            new = sorted(set(owners).difference(waiting))
            if new:
                log.info("%d owners changed and left no hint, %s among them", len(new), new[0])
                hints.note(new)
            found += len(new)
    return found


def _changed_pages() -> Iterator[list[str]]:
    after = 0
    public = pages.public_pages().order_by("pk")
    while marks := pages.marks_of(public.filter(pk__gt=after)[:AT_ONCE]):
        named = {name_of(pages.NAME, number): mark for number, mark in marks.items()}
        seen = dict(Seen.objects.filter(owner__in=named).values_list("owner", "mark"))
        yield [owner for owner, mark in named.items() if seen.get(owner) != mark]
        after = max(marks)


def _hidden_pages() -> Iterator[list[str]]:
    after = ""
    found = Seen.objects.filter(owner__startswith=f"{pages.NAME}:").exclude(mark="")
    names = found.order_by("owner").values_list("owner", flat=True)
    while some := list(names.filter(owner__gt=after)[:AT_ONCE]):
        yield list(offers.hidden_pages(some))
        after = some[-1]


def _come_or_gone(source: Source) -> Iterator[list[str]]:
    there = {name_of(source.name, each) for each in all_ids(source)}
    begins = {"owner__startswith": f"{source.name}:"}
    seen = set(Seen.objects.filter(**begins).values_list("owner", flat=True))
    indexed = Indexed.objects.filter(shelf=Shelf.PUBLIC, **begins).values_list("owner", flat=True)
    gone = set(indexed.distinct()) - there
    yield from in_pieces(sorted((there - seen) | gone))


def all_ids(source: Source) -> Iterator[str]:
    """Yield the ids of all owners of a source."""
    after = ""
    while some := source.owners(after, AT_ONCE):
        yield from some
        after = some[-1]
