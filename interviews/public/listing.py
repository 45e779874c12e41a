"""The interviews below an index page: what is on, what is coming, and all that has been."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import F
from wagtail.query import PageQuerySet

from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewIndexPage

PER_PAGE = 12
COMING = (State.LIVE, State.ANNOUNCED, State.TOPIC_VOTE, State.PLANNED)


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
    """Return what is on and coming, the nearest first, and one page of what has been."""
    interviews = interviews_below(index)
    coming = list(interviews.filter(own_sitting__state__in=COMING).order_by("starts_at"))
    coming.sort(key=lambda page: page.sitting.stands != State.LIVE)
    past = interviews.exclude(own_sitting__state__in=COMING).order_by(
        F("starts_at").desc(nulls_last=True), "-pk"
    )
    paginator = Paginator(past, PER_PAGE)
    page = paginator.get_page(number)
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return Listed(coming, page)
