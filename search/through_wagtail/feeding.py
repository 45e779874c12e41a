"""What the index holds, handed on to a backend of Wagtail's search."""

from collections.abc import Iterable, Sequence
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from wagtail.search.backends import get_search_backend

from search.index.news import entries_written
from search.models import Offered
from search.models.index import Shelf
from search.through_wagtail.finding import ThroughWagtail

AT_ONCE = 500


@receiver(entries_written)
def feed_later(shelf: Shelf, numbers: Sequence[int], **kwargs: Any) -> None:
    """Have a change handed on once it is committed, if a backend answers the public."""
    if settings.SEARCH_ENGINE != "wagtail" or shelf != Shelf.PUBLIC:
        return
    for at in range(0, len(numbers), AT_ONCE):
        some = list(numbers[at : at + AT_ONCE])
        transaction.on_commit(lambda some=some: feed_some.delay(some), robust=True)


# A server that does not answer is asked for an hour; `search_feed` makes good what is lost then.
@shared_task(autoretry_for=(Exception,), retry_backoff=5, retry_backoff_max=600, max_retries=12)
def feed_some(numbers: Sequence[int]) -> None:
    feed(numbers, ThroughWagtail(cuts=settings.SEARCH_CUTS))


def feed(numbers: Sequence[int], to: ThroughWagtail) -> None:
    """Make a backend hold of some entries what the index holds now. May be done again."""
    backend = get_search_backend(to.backend)
    there = _prepared(Offered.objects.filter(pk__in=numbers, shelf=Shelf.PUBLIC), to)
    if there:
        backend.add_bulk(Offered, there)
    for number in set(numbers) - {each.pk for each in there}:
        backend.delete(Offered(pk=number))


def fill(to: ThroughWagtail) -> int:
    """Make a backend hold everything, and nothing else; return how many entries that are.

    A backend that rebuilds beside what it has is asked as before until the end.
    """
    backend = get_search_backend(to.backend)
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Offered))
    index = rebuilder.start()
    index.add_model(Offered)
    entries = Offered.objects.filter(shelf=Shelf.PUBLIC).order_by("pk")
    count, last = 0, -1
    while some := _prepared(entries.filter(pk__gt=last)[:AT_ONCE], to):
        index.add_items(Offered, some)
        count, last = count + len(some), some[-1].pk
    rebuilder.finish()
    return count


def _prepared(entries: Iterable[Offered], to: ThroughWagtail) -> list[Offered]:
    some = list(entries)
    for each in some:
        each.cuts = to.cuts
    return some
