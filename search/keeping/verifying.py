"""Whether the index holds what is offered now."""

from collections.abc import Iterator, Mapping, Sequence

from search.index.differences import Difference, Sort
from search.index.fitting import digest_of, fitting
from search.index.preparing import in_pieces
from search.keeping import offers
from search.keeping.missed import all_ids
from search.models.index import Indexed, Shelf, Stale

TOGETHER = 200

Digests = Mapping[str, tuple[str, bytes]]


def differences() -> Iterator[Difference]:
    """Yield what is missing, superfluous or different, whose owner does not wait for a look.

    What differs is looked at twice: it may have been changed in between.
    """
    for owners in _owners():
        found = _compared(owners)
        if found:
            waiting = Stale.objects.filter(owner__in=list(found)).values_list("owner", flat=True)
            again = _compared(sorted(set(found).difference(waiting)))
            for owner in again:
                yield from again[owner]


def _owners() -> Iterator[Sequence[str]]:
    """Yield all owners that exist, and then all that the index knows beside."""
    offering: set[str] = set()
    for source in offers.all_sources().values():
        names = [offers.name_of(source.name, each) for each in all_ids(source)]
        offering.update(names)
        yield from in_pieces(names, TOGETHER)
    indexed = Indexed.objects.filter(shelf=Shelf.PUBLIC).values_list("owner", flat=True).distinct()
    yield from in_pieces(sorted(set(indexed) - offering), TOGETHER)


def _compared(owners: Sequence[str]) -> dict[str, list[Difference]]:
    """Return by owner what differs now."""
    offered = offers.of(owners)
    found: dict[str, list[Difference]] = {}
    for owner in offered.failed:
        found[owner] = [Difference(Sort.FAILING, owner)]
    there = _there(list(offered.entries))
    for owner, entries in offered.entries.items():
        wanted = {}
        for each in entries:
            entry = fitting(each)
            wanted[entry.key] = digest_of(owner, entry)
        own = there.get(owner, {})
        sorts = {
            **dict.fromkeys(wanted.keys() - own.keys(), Sort.MISSING),
            **dict.fromkeys(own.keys() - wanted.keys(), Sort.SUPERFLUOUS),
            **{key: Sort.DIFFERENT for key in wanted if own.get(key, wanted[key]) != wanted[key]},
        }
        if sorts:
            found[owner] = [
                Difference(sort, key, "" if key == owner else owner)
                for key, sort in sorted(sorts.items())
            ]
    return found


def _there(owners: Sequence[str]) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    rows = Indexed.objects.filter(shelf=Shelf.PUBLIC, owner__in=owners)
    for owner, key, digest in rows.values_list("owner", "key", "digest"):
        found.setdefault(owner, {})[key] = bytes(digest)
    return found
