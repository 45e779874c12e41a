"""What owners offer now, asked of their sources; one that fails costs nobody else anything."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from wagtail.models import Site

from findable import Entry, Source, sources
from search.keeping import pages
from search.keeping.pages import Pages

log = logging.getLogger(__name__)

_PAGES = f"{pages.NAME}:"


@dataclass(slots=True)
class Offers:
    """What each owner offers (nothing: it is gone, or not for the public), and who failed.

    `marks` is how owners were just before they were asked, where that can be told.
    """

    entries: dict[str, Sequence[Entry]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)


def all_sources() -> Mapping[str, Source]:
    """Return pages and whatever else is registered, by name."""
    return {pages.NAME: Pages(), **sources()}


def name_of(source: str, number: object) -> str:
    """Return the owner's name."""
    return f"{source}:{number}"


def of(owners: Iterable[str]) -> Offers:
    """Ask for what some owners offer, in the public's language. Who failed is logged."""
    offers = Offers()
    by_source: dict[str, list[str]] = defaultdict(list)
    for owner in dict.fromkeys(owners):
        source, _colon, number = owner.partition(":")
        by_source[source].append(number)
    known = all_sources()
    # Another process may have changed a site, and this one remembers where they begin.
    Site.clear_site_root_paths_cache()
    with translation.override(settings.LANGUAGE_CODE):
        for name, ids in by_source.items():
            if name == pages.NAME:
                marks = pages.marks_of(pages.public_pages().filter(pk__in=pages.numbers_in(ids)))
                offers.marks |= {name_of(name, number): mark for number, mark in marks.items()}
            # Whose app is gone has nothing to offer.
            found = _ask(known[name], ids, offers.failed) if name in known else {}
            for number in ids:
                owner = name_of(name, number)
                if owner not in offers.failed:
                    offers.entries[owner] = found.get(number, ())
    return offers


def _ask(source: Source, ids: Sequence[str], failed: list[str]) -> Mapping[str, Sequence[Entry]]:
    try:
        return source.entries_of(ids)
    except Exception:
        if len(ids) == 1:
            owner = name_of(source.name, ids[0])
            log.exception("%s cannot say what may be found of it", owner)
            failed.append(owner)
            return {}
    return {key: own for each in ids for key, own in _ask(source, [each], failed).items()}


def withdrawn(owners: Iterable[str]) -> Offers:
    """Return those who offer nothing. Of pages, only whether they are public is asked: there may
    be many.
    """
    owners = list(owners)
    others = of(owner for owner in owners if not owner.startswith(_PAGES))
    gone = [owner for owner, entries in others.entries.items() if not entries]
    return Offers(dict.fromkeys([*hidden_pages(owners), *gone], ()), others.failed)


def hidden_pages(owners: Iterable[str]) -> list[str]:
    """Return those who are pages that nobody may read, or no pages any more."""
    numbers = pages.numbers_in(
        owner.removeprefix(_PAGES) for owner in owners if owner.startswith(_PAGES)
    )
    public = pages.public_pages().filter(pk__in=numbers)
    gone = set(numbers).difference(public.values_list("pk", flat=True))
    return [f"{_PAGES}{number}" for number in sorted(gone)]


def owners_below(tops: Iterable[str]) -> list[str]:
    """Return the names of all pages that are below some, and theirs."""
    numbers = (below for top in pages.numbers_in(tops) for below in pages.pages_below(top))
    return [f"{_PAGES}{number}" for number in dict.fromkeys(numbers)]
