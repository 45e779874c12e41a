"""The powers of a list, one by one: found, changed by proposal, and the proposals decided."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backstage.screens import screen
from disclosure.admin.access import can_approve, may_see_lists
from disclosure.admin.help_form import HelpForm
from disclosure.admin.imports import differences
from disclosure.admin.power_form import PowerForm
from disclosure.fields import grouped
from disclosure.history import review
from disclosure.models import PowerItem, PowerListPage, Proposal
from disclosure.models.proposal import Standing
from disclosure.public.listing import Narrowing

PER_PAGE = 50


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists that somebody may change, and what waits for a decision."""
    if not may_see_lists(request.user):
        raise PermissionDenied
    shown = {"lists": review.lists_of(request.user), "proposals": _waiting(request)}
    return screen(request, "disclosure/admin/lists.html", _("Power lists"), "list-ul", shown)


@require_GET
def powers(request: HttpRequest, list_id: int) -> HttpResponse:
    power_list = _list(request, list_id)
    narrowing = Narrowing.of({"q": request.GET.get("q", ""), "state": "all"})
    found = narrowing.applied(power_list.items.all())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"power_list": power_list, "powers": page, "q": narrowing.q}
    return screen(
        request, "disclosure/admin/powers.html", power_list.title, "list-ul", shown, trail=_trail()
    )


@require_http_methods(["GET", "POST"])
def propose_new(request: HttpRequest, list_id: int) -> HttpResponse:
    power_list = _list(request, list_id)
    if power_list.is_national:
        raise PermissionDenied
    return _propose(request, power_list, None)


@require_http_methods(["GET", "POST"])
def propose_change(request: HttpRequest, list_id: int, item_id: int) -> HttpResponse:
    power_list = _list(request, list_id)
    item = get_object_or_404(power_list.items.select_related("newest"), pk=item_id)
    if power_list.is_national:
        return _help(request, power_list, item)
    return _propose(request, power_list, item)


def _help(request: HttpRequest, power_list: PowerListPage, item: PowerItem) -> HttpResponse:
    """Add whom to ask here about a national entry; the entry itself can only be read."""
    form = HelpForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        form.save_by(request.user)
        flash.success(request, _("Saved. The text of the entry is as it was."))
        return redirect("disclosure:powers", power_list.pk)
    groups = grouped(item.fields, power_list.kind)
    shown = {"form": form, "power_list": power_list, "item": item, "groups": groups}
    return screen(
        request,
        "disclosure/admin/entry.html",
        str(item),
        "list-ul",
        shown,
        trail=_trail(power_list),
    )


def _propose(
    request: HttpRequest, power_list: PowerListPage, item: PowerItem | None
) -> HttpResponse:
    form = PowerForm(request.POST or None, power_list=power_list, item=item)
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        flash.success(request, _("Handed in. It counts when a reviewer has approved it."))
        return redirect("disclosure:powers", power_list.pk)
    waiting = item and item.proposals.filter(standing=Standing.SUBMITTED).exists()
    shown = {"form": form, "power_list": power_list, "item": item, "is_waiting": waiting}
    title = str(item) if item else _("New power")
    shown["media"] = form.media
    return screen(
        request, "disclosure/admin/power.html", title, "list-ul", shown, trail=_trail(power_list)
    )


@require_POST
def decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Approve one proposal, or send it back with the reviewer's words."""
    if not can_approve(request.user):
        raise PermissionDenied
    rows = Proposal.objects.filter(pk=proposal_id, batch=None)
    proposal = get_object_or_404(rows.select_related("power_list"))
    if request.POST.get("decision") == "approve":
        _approve(request, proposal)
    else:
        review.refuse(rows, request.user, request.POST.get("answer", "").strip()[:300])
        flash.success(request, _("Sent back. Nothing of it counts."))
    return redirect("disclosure:lists")


def _approve(request: HttpRequest, proposal: Proposal) -> None:
    try:
        versions = review.approve([proposal], request.user)
    except review.NotOurs:
        flash.error(request, _("Entries of a national list are imported and never written here."))
    except review.Outdated as outdated:
        told = _("“%(power)s” was changed in the meantime. Propose the change again.")
        flash.error(request, told % {"power": outdated})
    else:
        done = _("Approved: %(number)d changes recorded.") % {"number": len(versions)}
        flash.success(request, done)


def _waiting(request: HttpRequest) -> list[tuple[Proposal, list[Any], bool]]:
    """Return single proposals that wait, with what they change and whether one may decide."""
    rows = Proposal.objects.filter(batch=None, standing=Standing.SUBMITTED).select_related(
        "power_list", "item__newest", "created_by"
    )
    may_decide = can_approve(request.user)
    if not may_decide:
        rows = rows.filter(power_list__in=review.lists_of(request.user))
    return [(proposal, differences(proposal), may_decide) for proposal in rows[:PER_PAGE]]


def _list(request: HttpRequest, list_id: int) -> PowerListPage:
    power_list = get_object_or_404(PowerListPage.objects.select_related("organ"), pk=list_id)
    if not review.may_propose(request.user, power_list):
        raise PermissionDenied
    return power_list


def _trail(power_list: PowerListPage | None = None) -> list[tuple[str, str]]:
    trail = [(reverse("disclosure:lists"), _("Power lists"))]
    if power_list:
        trail.append((reverse("disclosure:powers", args=[power_list.pk]), power_list.title))
    return trail
