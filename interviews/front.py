"""Interviews on a home page: what is on, what comes next, what was last."""

from typing import Any

from django.apps import apps
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.frame import frame_of
from home.public import readable
from interviews.states import State
from pagecache import depends

MOST = 3


class InterviewsInFront(Component):
    template_name = "interviews/front.html"

    def __init__(self, index: Page, interviews: list[Any]) -> None:
        self.index = index
        self.interviews = interviews

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"index": self.index, "interviews": self.interviews}


def interviews_in_front(page: Page, request: HttpRequest | None) -> InterviewsInFront | None:
    """Return the panel of the interviews that have a section of a site; None where there are none.
    One query, none without such a section.
    """
    index = frame_of(request, page).section(apps.get_model("interviews", "InterviewIndexPage"))
    if index is None:
        return None
    coming = Q(own_sitting__state__in=(State.ANNOUNCED, State.TOPIC_VOTE))
    place = Case(When(own_sitting__state=State.LIVE, then=0), When(coming, then=1), default=2)
    # Of what comes the nearest first, of what has been the newest.
    nearest = Case(When(coming, then="starts_at"))
    interviews = list(
        readable(apps.get_model("interviews", "InterviewPage").objects.child_of(index))
        .exclude(own_sitting__state=State.PLANNED)
        .select_related("own_sitting")
        .order_by(place, nearest, F("starts_at").desc(nulls_last=True), "-pk")[:MOST]
    )
    depends.on_pages(request, [each.pk for each in (index, *interviews)])
    return InterviewsInFront(index, interviews) if interviews else None
