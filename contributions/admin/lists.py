"""Two lists: the queue of the main site (待处理报送), and what one's own unit contributed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backstage import spreadsheets
from backstage.screens import screen
from contributions.admin.access import for_deciders, may_decide, works_for_a_unit
from contributions.admin.asking import ALL, LATE, Asked, months
from contributions.columns import choices
from contributions.deadlines import Deadlines
from contributions.likenesses import Like, likes_of
from contributions.models import Adoption, Contribution, State
from contributions.units import contributions_of, units_of
from subsites.models import Unit

PER_PAGE = 30
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A contribution in a list. `waited` counts working days, of open ones only."""

    contribution: Contribution
    waited: int = 0
    is_late: bool = False
    likes: tuple[Like, ...] = ()

    @property
    def first_like(self) -> Like | None:
        return next(iter(self.likes), None)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what all units have contributed; first what awaits a decision, urgent ones on top."""
    for_deciders(request)
    return _shown(request, Contribution.objects.all(), State.OFFERED, is_queue=True)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the units contributed that the user works for, and what became of it."""
    if not works_for_a_unit(request.user):
        raise PermissionDenied
    return _shown(request, contributions_of(request.user), ALL, is_queue=False)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Note that the unit has seen all decisions so far."""
    if not works_for_a_unit(request.user):
        raise PermissionDenied
    unread_of(request.user).update(read_at=timezone.now())
    flash.success(request, _("Noted."))
    return redirect("contributions:mine")


def unread_of(user: Any) -> QuerySet[Contribution]:
    """Return what was decided about the units' contributions and nobody of them has seen."""
    decided = (State.ADOPTED, State.DECLINED)
    return contributions_of(user).filter(state__in=decided, read_at=None)


def rows_of(contributions: Iterable[Contribution], *, with_likes: bool) -> list[Row]:
    """Return rows of a list in a fixed number of queries."""
    contributions = list(contributions)
    waiting = [each for each in contributions if each.is_open]
    deadlines = Deadlines.now()
    asked = [each.page_id for each in waiting if each.page_id] if with_likes else []
    likes = likes_of(asked) if asked else {}
    return [
        Row(
            each,
            deadlines.waited(each.offered_at) if each.is_open else 0,
            each.is_open and deadlines.is_late(each.offered_at),
            tuple(likes.get(each.page_id, ())),
        )
        for each in contributions
    ]


def _shown(
    request: HttpRequest, rows: QuerySet[Contribution], state: str, *, is_queue: bool
) -> HttpResponse:
    asked = Asked.of(request.GET, state)
    found = asked.applied(rows).prefetch_related(
        Prefetch("adoptions", Adoption.objects.standing(), to_attr="standing")
    )
    # What waits longest comes first, and before it what is urgent.
    waits = asked.state in (State.OFFERED, LATE)
    found = found.order_by("-is_urgent", "offered_at") if waits else found
    title = _("Contributions to the main site") if is_queue else _("Contributions of my unit")
    if request.GET.get("format") in ("csv", "xlsx"):
        return _exported(request.GET["format"], title, found)
    number = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    units = None if is_queue else units_of(request.user)
    shown = {
        "is_queue": is_queue,
        "asked": asked,
        "number": number,
        "rows": rows_of(number, with_likes=is_queue),
        "states": [*State.choices, (LATE, _("Answer overdue")), (ALL, _("All states"))],
        "months": months(),
        "years": sorted({each[:4] for each in months()}, reverse=True),
        "columns": choices(),
        "units": _units(units),
        "unread": 0 if is_queue else unread_of(request.user).count(),
        "decides": may_decide(request.user),
    }
    return screen(request, "contributions/admin/list.html", title, "mail", shown)


def _units(keys: set[int] | None) -> list[tuple[str, str]]:
    found = Unit.objects.order_by("pk")
    if keys is not None:
        found = found.filter(pk__in=keys)
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _exported(form: str, title: str, found: QuerySet[Contribution]) -> HttpResponse:
    title = f"{title}-{timezone.localtime():%Y%m%d}"
    if form == "xlsx":
        return spreadsheets.workbook(title, _cells(found))
    return spreadsheets.download(title, _cells(found), is_public=False)


def _cells(found: QuerySet[Contribution]) -> Iterator[list[str]]:
    yield [
        _("Title"), _("Unit"), _("suggested column"), _("urgent"), _("note to the main site"),
        _("contributed by"), _("contributed at"), _("state of the contribution"),
        _("way and column"), _("decided on by"), _("decided on at"), _("reason for not adopting"),
        _("explanation"), _("Address of the original"),
    ]  # fmt: skip
    for each in found.select_related("page").iterator(chunk_size=CHUNK):
        page = each.page
        yield [
            each.title,
            each.unit_name,
            each.column_title,
            _("yes") if each.is_urgent else "",
            each.note,
            each.offered_by_name,
            _moment(each.offered_at),
            each.get_state_display(),
            "；".join(f"{row.get_way_display()}：{row.column_title}" for row in each.standing),
            each.decided_by_name,
            _moment(each.decided_at),
            each.reason_name,
            each.words,
            (page.full_url or "") if page and page.live else "",
        ]


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def trail_to(user: Any) -> list[tuple[str, str]]:
    """Return the way to a contribution: by the queue for who decides, else by the unit's list."""
    if may_decide(user):
        return [(reverse("contributions:queue"), _("Contributions to the main site"))]
    return [(reverse("contributions:mine"), _("Contributions of my unit"))]
