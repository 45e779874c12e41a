"""The screen 发布前检查: what a check has found in a page, and what is decided about it."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from attachments.admin.access import may_mend, page_to_check
from attachments.gate import Finding
from attachments.gate.deciding import (
    Judged,
    judged,
    may_answer_for,
    may_take_back,
    may_waive,
    mend,
    take_back,
    waive,
)
from attachments.models import HeldPublication, Waiver
from backstage.screens import screen

SHORTEST_REASON = 4


def shown(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return what the screen and the panel beside the editor show of a page."""
    rows = judged(page) if page.pk else []
    is_free = bool(page.pk) and may_mend(request.user, page)
    return {
        "page": page,
        "rows": rows,
        "open": [row for row in rows if row.is_open],
        "decided": [row for row in rows if row.waiver],
        "notes": [row for row in rows if not row.finding.holds],
        "waivable": [row for row in rows if row.is_open and _goes_with_others(row.finding)],
        "may_waive": may_waive(request.user),
        "me": request.user.pk,
        "may_mend": is_free,
        "maskable": [row for row in rows if row.is_open and _is_masked(row.finding)],
        "held": HeldPublication.objects.filter(page_id=page.pk).first() if page.pk else None,
        "shortest_reason": SHORTEST_REASON,
    }


def _goes_with_others(finding: Finding) -> bool:
    """What an editor confirms is confirmed by itself, with a reason of its own."""
    return finding.waivable and not finding.by_editor


def _is_masked(finding: Finding) -> bool:
    return finding.is_mendable and not finding.click


@require_GET
def checks(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_to_check(request, page_id)
    title = _("Checks before publication")
    trail = [
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title()),
    ]
    context = {**shown(request, page), "next": ""}
    return screen(request, "attachments/checks.html", title, "clipboard-list", context, trail=trail)


@require_GET
def panel(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what the panel shows, as it is now."""
    page = page_to_check(request, page_id)
    edit = reverse("wagtailadmin_pages:edit", args=[page_id])
    return TemplateResponse(
        request, "attachments/findings.html", {**shown(request, page), "next": edit}
    )


@require_POST
def waive_findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record that the user answers for publishing what was chosen."""
    page = page_to_check(request, page_id)
    chosen = _chosen(request, page)
    if not may_answer_for(request.user, chosen):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()[:300]
    if len(reason) < SHORTEST_REASON:
        flash.error(request, _("Write the reason: readers of the record must understand it."))
        return _back(request, page)
    if not all(finding.waivable for finding in chosen):
        flash.error(request, _("This has to be mended: nobody can waive it."))
        return _back(request, page)
    if len(chosen) > 1 and not all(map(_goes_with_others, chosen)):
        flash.error(request, _("Confirm these one by one, each with its reason."))
        return _back(request, page)
    number = waive(page, chosen, request.user, reason)
    _say(request, number, _("Recorded, with your name and the reason."))
    return _back(request, page)


@require_POST
def mend_findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Mask or replace what was chosen, in a new draft."""
    page = page_to_check(request, page_id)
    if not may_mend(request.user, page):
        raise PermissionDenied
    number = mend(page, _chosen(request, page, notes=True), request.user)
    said = ngettext(
        "%(number)d finding mended; the page is saved as a draft.",
        "%(number)d findings mended; the page is saved as a draft.",
        number,
    ) % {"number": number}
    _say(request, number, said)
    return _back(request, page)


@require_POST
def take_back_waiver(request: HttpRequest, waiver_id: int) -> HttpResponse:
    waiver = get_object_or_404(Waiver.objects.standing().select_related("page"), pk=waiver_id)
    if not may_take_back(request.user, waiver) or waiver.page is None:
        raise PermissionDenied
    page = page_to_check(request, waiver.page_id)
    take_back(waiver, request.user)
    flash.success(request, _("Taken back. The finding holds again."))
    return _back(request, page)


def _chosen(request: HttpRequest, page: Page, *, notes: bool = False) -> list[Finding]:
    """Return the open findings that were chosen, as they are now; with `notes`, these too."""
    chosen = set(request.POST.getlist("digest"))

    def counts(row: Judged) -> bool:
        return row.is_open or (notes and not row.finding.holds)

    return [row.finding for row in judged(page) if counts(row) and row.finding.digest in chosen]


def _say(request: HttpRequest, number: int, done: str) -> None:
    if number:
        flash.success(request, done)
    else:
        flash.warning(request, _("Nothing was done: the page has changed in the meantime."))


def _back(request: HttpRequest, page: Page) -> HttpResponse:
    return redirect(
        get_valid_next_url_from_request(request) or reverse("attachments:checks", args=[page.pk])
    )
