"""Interviews on a home page: what is on, what comes next, what was last."""

from typing import Any

from django.apps import apps
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.public import readable
from interviews.states import State
from pagecache import depends

MOST = 3


class InterviewsInFront(Component):
    template_name = "interviews/front.html"

    def __init__(self, interviews: list[Any], index: Page | None) -> None:
        self.interviews = interviews
        self.index = index

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"interviews": self.interviews, "index": self.index}


def interviews_in_front(page: Page, request: HttpRequest | None) -> InterviewsInFront | None:
    """Return the panel of a site's interviews; None where it has none. Two queries."""
    model = apps.get_model("interviews", "InterviewPage")
    coming = Q(own_sitting__state__in=(State.ANNOUNCED, State.TOPIC_VOTE))
    place = Case(When(own_sitting__state=State.LIVE, then=0), When(coming, then=1), default=2)
    # Of what comes the nearest first, of what has been the newest.
    nearest = Case(When(coming, then="starts_at"))
    interviews = list(
        readable(model.objects.descendant_of(page))
        .exclude(own_sitting__state=State.PLANNED)
        .select_related("own_sitting")
        .order_by(place, nearest, F("starts_at").desc(nulls_last=True), "-pk")[:MOST]
    )
    if not interviews:
        return None
    index = readable(Page.objects.filter(path=interviews[0].path[: -Page.steplen])).first()
    shown = [*interviews, index] if index else interviews
    depends.on_pages(request, [each.pk for each in shown])
    return InterviewsInFront(interviews, index)
