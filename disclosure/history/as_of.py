"""A list as it was in force on a day."""

from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.query import QuerySet

from disclosure.models import PowerVersion
from disclosure.models.power import Cause

# After these a power is not exercised by this department any more.
ENDED = (Cause.CANCELLED, Cause.MERGED, Cause.DELEGATED)


def as_of(power_list_id: int, day: date) -> QuerySet[PowerVersion]:
    """Return the version of each power that was in force on a day, in the order of the list.

    In force is what took effect last up to that day; of two that took effect on one day, the one
    that was recorded later.
    """
    latest = (
        PowerVersion.objects.filter(item=OuterRef("item"), effective_on__lte=day)
        .order_by("-effective_on", "-number")
        .values("pk")[:1]
    )
    return (
        PowerVersion.objects.filter(power_list=power_list_id, pk=Subquery(latest))
        .exclude(cause__in=ENDED)
        .select_related("item")
        .order_by(F("item__position"), "item_id")
    )
