"""Whether pages are shown without colours today (`home.models.grey_days`)."""

from typing import Any

from django.db.models import Subquery
from django.utils import timezone

from home.models.grey_days import GreyDays, Reach

ASKED_ALONG = "grey_reach"


def reach_today() -> Subquery:
    """Return how far today's greyness reaches, to be asked along with a home page."""
    return Subquery(GreyDays.objects.on(timezone.localdate()).values("reach")[:1])


def is_grey(home: Any, *, is_front: bool) -> bool:
    """Tell whether a page of a site is grey today. No query, if the home page was asked for it."""
    if ASKED_ALONG in vars(home):
        reach = getattr(home, ASKED_ALONG)
    else:
        days = GreyDays.objects.on(timezone.localdate())
        reach = days.values_list("reach", flat=True).first()
    return reach == Reach.ALL or (reach == Reach.FRONT and is_front)
