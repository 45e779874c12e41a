"""What readers are told, read from the database: plain functions, called in threads."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.db.models import Q
from django.http import Http404
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from interviews.live.events import Event, event_of
from interviews.models import Entry, InterviewPage, Sitting
from interviews.public.transcript import with_all_shown
from interviews.public.watching import video_of
from interviews.record.kinds import Kind
from interviews.states import State

# Where nothing more is to be expected: readers are told what they lack, and go.
SETTLED = frozenset({State.REVIEWED, State.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Place:
    """The interview of a page, and whether the public may see it."""

    page: int
    sitting: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Standing:
    last: int
    state: State


def place_of(request: ASGIRequest, path: str) -> Place | None:
    """Return the interview whose page is at a path; None if there is none for the public."""
    try:
        site = Site.find_for_request(request)
    except DisallowedHost:
        return None
    components = [each for each in path.split("/") if each]
    if site is None:
        return None
    try:
        page = site.root_page.specific.route(request, components).page
    except Http404:
        return None
    if not isinstance(page, InterviewPage) or page.sitting.pk is None:
        return None
    if page.depth - site.root_page.depth != len(components):
        # One of the page's own addresses below it, such as its transcript as a file.
        return None
    return Place(page.pk, page.sitting.pk, is_open=not page.get_view_restrictions())


def is_open(page: int) -> bool:
    """Tell whether the public may see a page."""
    found = Page.objects.filter(pk=page, live=True).first()
    return found is not None and not found.get_view_restrictions()


def standings(sittings: Collection[int]) -> dict[int, Standing]:
    """Return where sittings stand, by key: one query."""
    rows = Sitting.objects.filter(pk__in=sittings).values_list("pk", "last_entry", "state")
    return {pk: Standing(last, State(state)) for pk, last, state in rows}


def news(page: int, sitting: int, after: int, most: int) -> list[Event]:
    """Return the events after a number, at most so many, with what turns say by now."""
    entries = Entry.objects.filter(sitting=sitting, number__gt=after).order_by("number")
    rows = entries.values_list("number", "kind", "turn_number", "data")[:most]
    events = {row[0]: event_of(*row) for row in rows}
    if events:
        for number, turn, html in _said(page, sitting, after, max(events)):
            events[number].turns[turn] = html
    return list(events.values())


def _said(page: int, sitting: int, after: int, last: int):
    """Yield (entry, turn, HTML) for turns whose last touch lies after one entry and not after
    another. A corrected speaker touches all turns that are theirs.
    """
    corrected: dict[int, int] = {}
    entered = Entry.objects.filter(sitting=sitting, kind=Kind.SPEAKER, number__gt=after)
    for number, data in entered.order_by("number").values_list("number", "data"):
        corrected[data["number"]] = number
    touched = Q(version__gt=after, version__lte=last) | Q(speaker__number__in=corrected)
    shown = None
    for turn in with_all_shown().filter(touched, sitting=sitting).order_by("position"):
        number = max(turn.version, corrected.get(turn.speaker.number, 0))
        if not after < number <= last:
            continue
        if turn.is_withdrawn:
            yield number, turn.number, None
            continue
        if shown is None:
            interview = InterviewPage.objects.select_related("video", "captions").get(pk=page)
            shown = {"page": interview, "shown": {"video": video_of(interview)}}
        html = render_to_string("interviews/parts/turn.html", {**shown, "turn": turn})
        yield number, turn.number, html.strip()
