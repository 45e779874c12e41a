"""A list as it was in force on a day."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.db.models.query import QuerySet

from disclosure.causes import ENDED

if TYPE_CHECKING:
    from disclosure.models import PowerListPage, PowerVersion


def as_of(power_list: "PowerListPage", day: date) -> "QuerySet[PowerVersion]":
    """Return the version of each power that was in force on a day, in the order of the list.

    In force is what took effect last up to that day; of two that took effect on one day, the one
    that was recorded later.
    """
    versions = power_list.versions
    latest = (
        versions.model.objects.filter(item=OuterRef("pk"), effective_on__lte=day)
        .order_by("-effective_on", "-number")
        .values("pk")[:1]
    )
    # One look for each power, not for each version that it ever had.
    wanted = power_list.items.order_by().annotate(then=Subquery(latest)).values("then")
    return (
        versions.filter(pk__in=wanted)
        .exclude(cause__in=ENDED)
        .select_related("item")
        .order_by("item__position", "item_id")
    )
