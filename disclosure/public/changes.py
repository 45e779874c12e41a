"""What changed in a list: by month, as differences, and as a feed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.db.models.query import QuerySet

from disclosure.fields import FORMS, LABELS, Form, Label
from texts.difference import Part, difference

if TYPE_CHECKING:
    from disclosure.models import PowerListPage, PowerVersion


@dataclass(frozen=True)
class FieldChange:
    label: Label
    parts: list[Part]


def months(power_list: "PowerListPage") -> list[tuple[date, int]]:
    """Return the months in which changes took effect, newest first, with how many."""
    return list(
        power_list.versions.order_by()
        .annotate(month=TruncMonth("effective_on"))
        .values_list("month")
        .annotate(number=Count("pk"))
        .order_by("-month")
    )


def changes_in(power_list: "PowerListPage", month: date) -> "QuerySet[PowerVersion]":
    """Return what took effect in a month, newest first."""
    return (
        power_list.versions.filter(effective_on__year=month.year, effective_on__month=month.month)
        .select_related("item")
        .order_by("-effective_on", "-sequence")
    )


def chosen(
    versions: "Sequence[PowerVersion]", asked: Mapping[str, str]
) -> "tuple[PowerVersion | None, PowerVersion]":
    """Return the two versions to compare, out of all from new to old.

    Asked for by `old` and `new`; else the newest, and the one before.
    """
    by_number = {str(version.number): version for version in versions}
    new = by_number.get(asked.get("new", ""), versions[0])
    before = by_number.get(str(new.number - 1))
    return by_number.get(asked.get("old", ""), before), new


def editions(power_list: "PowerListPage") -> list[tuple[date, str]]:
    """Return the editions of a national list, newest first: its day and document."""
    return list(
        power_list.versions.order_by("-effective_on", "document")
        .values_list("effective_on", "document")
        .distinct()
    )


def compared(
    old: Mapping[str, str], new: Mapping[str, str], form: Form = FORMS["powers"]
) -> Iterator[FieldChange]:
    """Yield the fields that differ between two versions, in the order of a page."""
    order = [*LABELS, *sorted((old.keys() | new.keys()) - LABELS.keys())]
    for name in order:
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield FieldChange(form.label_of(name), difference(before, after))
