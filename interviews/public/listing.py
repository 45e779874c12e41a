"""The interviews below an index page: what is on, what is coming, and all that has been."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Case, F, Q, When
from django.utils import timezone
from wagtail.query import PageQuerySet

from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewIndexPage

PER_PAGE = 12
MOST_COMING = 24
ANNOUNCED = (State.LIVE, State.ANNOUNCED)
COMING = (*ANNOUNCED, State.TOPIC_VOTE, State.PLANNED)


@dataclass(frozen=True, slots=True)
class Listed:
    coming: list[Any]
    past: ListPage


def interviews_below(index: "InterviewIndexPage") -> PageQuerySet:
    """Return the interviews that the public may see, with all that a list shows of them."""
    from interviews.models import InterviewPage

    return (
        InterviewPage.objects.child_of(index)
        .live()
        .public()
        .select_related("own_sitting", "cover")
        .prefetch_related("cover__renditions")
    )


def listed(index: "InterviewIndexPage", number: str | None) -> Listed:
    """Return what is on and coming, the nearest first, and one page of what has been.

    A plan whose day has passed is neither; what was announced stays, because it has questions.
    """
    interviews = interviews_below(index)
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    is_on = Q(starts_at__gte=today) | Q(own_sitting__state__in=ANNOUNCED)
    place = Case(
        When(own_sitting__state=State.LIVE, then=0), When(starts_at__gte=today, then=1), default=2
    )
    coming = interviews.filter(is_on, own_sitting__state__in=COMING)
    coming = coming.order_by(place, "starts_at", "pk")[:MOST_COMING]
    past = interviews.exclude(own_sitting__state__in=COMING).order_by(
        F("starts_at").desc(nulls_last=True), "-pk"
    )
    paginator = Paginator(past, PER_PAGE)
    page = paginator.get_page(number)
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return Listed(list(coming), page)
