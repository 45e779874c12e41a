"""Pages held against the record of their first publication."""

from collections.abc import Iterator

from wagtail.models import Page, get_page_models

from lifecycle import triggers
from lifecycle.discrepancies import Discrepancy, discrepancy
from lifecycle.first_publication import MILLISECONDS, keep, to_the_minute
from lifecycle.models import EarlierVersion, FirstPublication, Way
from lifecycle.unnoticed import unnoticed


def adopt() -> int:
    """Take pages that were public before the record was kept into it; return how many."""
    known = FirstPublication.objects.values("page_ref")
    number = 0
    for page in Page.objects.filter(first_published_at__isnull=False).exclude(pk__in=known):
        keep(page, page.first_published_at, Way.ADOPTED)
        number += 1
    return number


def discrepancies() -> Iterator[Discrepancy]:
    """Yield what does not agree."""
    for name in triggers.missing():
        yield discrepancy("no_trigger", name=name)
    yield from _first_times()
    yield from _displayed_times()
    yield from (missed.as_discrepancy() for missed in unnoticed())
    for version in EarlierVersion.objects.iterator():
        if not version.is_intact:
            yield discrepancy("version_changed", version=version.pk, page=version.page_ref)


def _first_times() -> Iterator[Discrepancy]:
    record = dict(FirstPublication.objects.values_list("page_ref", "at"))
    for pk, at in Page.objects.values_list("pk", "first_published_at").iterator():
        recorded = record.get(pk)
        if at is None and recorded is not None:
            yield discrepancy("never_public", page=pk, recorded=recorded)
        elif at is not None and recorded is None:
            yield discrepancy("no_record", page=pk)
        elif at is not None and abs(recorded - at) > MILLISECONDS:
            yield discrepancy("other_time", page=pk, at=at, recorded=recorded)


def _displayed_times() -> Iterator[Discrepancy]:
    for model in get_page_models():
        if not any(field.name == "displayed_at" for field in model._meta.local_fields):
            continue
        rows = model.objects.filter(live=True, alias_of=None, displayed_at__isnull=False)
        for pk, shown, first in rows.values_list("pk", "displayed_at", "first_published_at"):
            if first and to_the_minute(shown) < to_the_minute(first):
                yield discrepancy("shown_earlier", page=pk, shown=shown, at=first)
