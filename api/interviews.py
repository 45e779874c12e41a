"""`/interviews`: what is announced, on and past, by the day it begins; texts are linked to."""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import reverse

from api.addresses import on_the_portal
from api.answering import Answer
from api.articles import next_address
from api.cursors import BY_TIME
from api.listing import LIMIT, cut
from api.moments import written
from api.parameters import Asked
from api.pictures import IN_LISTS, picture
from api.values import one_of, since, until
from home.public import readable
from interviews.models import InterviewPage
from interviews.states import State

STATE = one_of("state", "Only those in this state.", State.values)
PARAMETERS = (
    STATE,
    since("since", "Only those that begin then or later."),
    until("until", "Only those that begin before that moment; of a day, until that day has ended."),
    LIMIT,
    BY_TIME,
)


def interviews(request: HttpRequest, asked: Asked) -> Answer:
    # What was adopted is told with its original.
    rows = readable(InterviewPage.objects.filter(alias_of=None, starts_at__isnull=False))
    if asked["state"]:
        rows = rows.filter(own_sitting__state=asked["state"])
    part = cut(rows, "starts_at", "pk", asked)
    found = _with_sittings(part.keys) if part.keys else {}
    following = next_address("interviews", request, part.following)
    listed = [_told(found[key]) for key in part.keys if key in found and found[key].full_url]
    return Answer({"interviews": listed, "next": following}, following)


def _with_sittings(keys: tuple[int, ...]) -> dict[int, Any]:
    rows = readable(InterviewPage.objects.filter(pk__in=keys))
    return (
        rows.select_related("own_sitting", "cover").prefetch_related("cover__renditions").in_bulk()
    )


def _told(page: Any) -> dict[str, Any]:
    state = page.sitting.stands
    return {
        "id": page.pk,
        "title": page.title,
        "short_title": page.short_title,
        "introduction": page.introduction,
        "state": {"value": state.value, "label": str(state.label)},
        "starts_at": written(page.starts_at),
        "ends_at": written(page.ends_at),
        "place": page.place,
        "organiser": page.organiser,
        "version": page.story_version,
        "url": page.full_url,
        "questions_url": on_the_portal(reverse("questions:questions", args=[page.pk])),
        "calendar_url": urljoin(page.full_url, "calendar/"),
        "text_url": urljoin(page.full_url, "text/") if state.has_transcript else None,
        "cover": picture(page.cover, IN_LISTS, page.title),
    }
