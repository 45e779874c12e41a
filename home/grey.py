"""Whether pages are shown without colours today (`home.models.grey_days`)."""

from collections.abc import Sequence

from django.db.models import Subquery
from django.utils import timezone
from wagtail.models import Page

from home.models.grey_days import GreyDays, Reach

ASKED_ALONG = "grey_reach"


def reach_today() -> Subquery:
    """Return how far today's greyness reaches, to be asked along with pages (`ASKED_ALONG`)."""
    return Subquery(GreyDays.objects.on(timezone.localdate()).values("reach")[:1])


def is_grey(asked: Sequence[Page], *, is_front: bool) -> bool:
    """Tell whether a page is grey today. No query, if any pages were asked for it."""
    if asked:
        reach = getattr(asked[0], ASKED_ALONG)
    else:
        days = GreyDays.objects.on(timezone.localdate())
        reach = days.values_list("reach", flat=True).first()
    return reach == Reach.ALL or (reach == Reach.FRONT and is_front)
