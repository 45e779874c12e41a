"""The screens: how all units stand, a roster taken in, and what a changed template offers."""

from collections.abc import Iterable, Sequence

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from backstage.reading import text_of
from backstage.screens import screen
from backstage.spreadsheets import download
from subsites.admin.access import for_keepers
from subsites.admin.going_on import SoFar, go_on
from subsites.admin.words import told
from subsites.conformance import CHECKS, points_of, score_of
from subsites.inventory import Standing, standings
from subsites.kinds import Kind
from subsites.models import Unit
from subsites.plan.carrying_out import plans_for, plans_of
from subsites.plan.facts import UnitFacts
from subsites.plan.gathering import NoPortal
from subsites.roster.taking import roster_of

LARGEST = 5 * 1024 * 1024
# What is looked at, before a person says yes to it, comes back with the answer.
KEPT = "roster"


@require_safe
@for_keepers
def board(request: HttpRequest) -> HttpResponse:
    """Show which units have a site, which columns are empty or asleep, and how sites score."""
    main_host = _main_host()
    listed = standings(Unit.objects.exclude(kind=Kind.CAMPAIGN))
    shown = [_row(each, main_host) for each in listed]
    if request.GET.get("format") == "csv":
        return download(_("Coverage and conformance"), _table(shown), is_public=False)
    totals = {
        "units": len(shown),
        "sites": sum(row["standing"].is_public for row in shown),
        "empty": sum(bool(row["empty"]) for row in shown),
        "asleep": sum(bool(row["asleep"]) for row in shown),
    }
    title = _("Coverage and conformance")
    context = {"rows": shown, "totals": totals}
    return screen(request, "subsites/admin/board.html", title, "table", context)


@require_safe
@for_keepers
def site(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show the eight points of one site."""
    unit = get_object_or_404(Unit, pk=unit_id)
    [standing] = standings([unit])
    shown = _row(standing, _main_host())
    trail = [(reverse("subsites:board"), _("Coverage and conformance"))]
    return screen(request, "subsites/admin/site.html", unit.name, "site", shown, trail=trail)


@require_http_methods(["GET", "POST"])
@for_keepers
def roster(request: HttpRequest) -> HttpResponse:
    """Take a roster: first show what is wrong or what would be done, then do it."""
    context: dict = {}
    if request.method == "POST":
        if request.POST.get("do") == "yes":
            return _carry_out_roster(request)
        context = _looked_at(request)
    title = _("Make sites from a roster")
    return screen(request, "subsites/admin/roster.html", title, "upload", context)


@require_http_methods(["GET", "POST"])
@for_keepers
def offers(request: HttpRequest) -> HttpResponse:
    """Show how sites differ from roster and template, and bring the chosen ones in step."""
    if request.method == "POST":
        chosen = [key for key in request.POST.getlist("unit") if key.isdecimal() and len(key) < 19]
        units = Unit.objects.filter(pk__in=chosen).order_by("pk")
        goes_on = [("unit", unit.pk) for unit in units]
        facts = [(UnitFacts.of(unit), unit) for unit in units]
        return _bring_in_step(request, facts, goes_on, "subsites:offers")
    try:
        plans = plans_of(Unit.objects.all())
    except NoPortal:
        plans = []
    title = _("Changes offered to sites")
    open_plans = [each for each in plans if each.to_do or each.kept]
    context = {"plans": told(open_plans), "number": len(plans)}
    return screen(request, "subsites/admin/offers.html", title, "rotate", context)


def _looked_at(request: HttpRequest) -> dict:
    file = request.FILES.get("file")
    if file is None or file.size > LARGEST:
        return {"error": _("Choose a table of at most 5 MB.")}
    data = file.read()
    found = roster_of(data)
    if found.problems:
        return {"problems": found.problems}
    try:
        plans = plans_for(found.units)
    except NoPortal:
        return {"error": _("There is no main site yet: make its home page first.")}
    return {
        "plans": told(plans),
        "number": len(plans),
        "to_do": sum(bool(each.to_do) for each in plans),
        "kept": data.hex() if data.startswith(b"PK") else text_of(data),
    }


def _carry_out_roster(request: HttpRequest) -> HttpResponse:
    said = request.POST.get(KEPT, "")
    data = bytes.fromhex(said) if said.startswith("504b0304") else said.encode()
    found = roster_of(data)
    if found.problems:
        flash.error(request, _("The roster does not fit any more: take it in again."))
        return redirect("subsites:roster")
    units = [(facts, None) for facts in found.units]
    return _bring_in_step(request, units, [("do", "yes"), (KEPT, said)], "subsites:board")


def _bring_in_step(
    request: HttpRequest,
    units: Sequence[tuple[UnitFacts, Unit | None]],
    again: Sequence[tuple[str, object]],
    then: str,
) -> HttpResponse:
    """Do what one request can; `again` holds the fields that the next one needs."""
    so_far = SoFar.told(request.POST.dict())
    try:
        is_done = go_on(units, so_far, request.user)
    except NoPortal:
        flash.error(request, _("There is no main site yet: make its home page first."))
        return redirect(then)
    if is_done:
        _tell(request, so_far)
        return redirect(then)
    context = {"so_far": so_far, "number": len(units), "again": again}
    title = _("Bringing sites in step")
    return screen(request, "subsites/admin/going_on.html", title, "rotate", context)


def _tell(request: HttpRequest, so_far: SoFar) -> None:
    done = so_far.changed
    said = ngettext("%(number)d unit brought in step.", "%(number)d units brought in step.", done)
    flash.success(request, said % {"number": done})
    if so_far.failed:
        words = _("Left as they were, see the log: %(units)s")
        flash.error(request, words % {"units": "、".join(so_far.failed)})


def _main_host() -> str:
    main = Site.objects.filter(is_default_site=True).first()
    return main.hostname if main else ""


def _row(standing: Standing, main_host: str) -> dict:
    today = timezone.localdate()
    points = points_of(standing, today, main_host)
    return {
        "standing": standing,
        "unit": standing.unit,
        "points": points,
        "score": score_of(points),
        "empty": [each for each in standing.columns if each.is_empty],
        "asleep": [(each, each.age(today)) for each in standing.columns if each.is_asleep(today)],
    }


def _table(rows: list[dict]) -> Iterable[list[str]]:
    names = [str(name) for name, _check in CHECKS]
    yield [
        _("Unit"), _("site of the unit"), _("Empty columns"), _("Columns asleep"),
        _("Columns missing"), _("Score"), *names,
    ]  # fmt: skip
    for row in rows:
        standing = row["standing"]
        yield [
            row["unit"].name,
            standing.page.full_url or "" if standing.is_public else _("card only"),
            "、".join(each.title for each in row["empty"]),
            "、".join(f"{each.title}({days})" for each, days in row["asleep"]),
            "、".join(standing.missing),
            str(row["score"]),
            *(f"{point.share:.0%} {point.lacks}".strip() for point in row["points"]),
        ]
