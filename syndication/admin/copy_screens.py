"""One copy: its whole history, the bytes a reviewer approves, what became of it on the platform."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.log_actions import log

from syndication import choices, review
from syndication.admin.access import can_review, syndicated_copy, visible_copies
from syndication.admin.comparing import compare, named
from syndication.admin.previewing import preview_of
from syndication.admin.screens import screen
from syndication.channels.registry import channel_for
from syndication.models import Approval, ChannelCopy
from syndication.models.copy import Position
from syndication.status import explanation, message_for, status_of

PER_PAGE = 50


def _facts(copy: ChannelCopy) -> dict[str, Any]:
    return {
        "copy": copy,
        "status": status_of(copy),
        "message": message_for(copy),
        "channel": channel_for(copy.account).label,
    }


@require_GET
def history(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Every attempt, newest first, and everybody who answered for what was sent."""
    copies = visible_copies(request.user).select_related("account", "payload", "sent_payload")
    copy = get_object_or_404(copies, pk=copy_id)
    attempts = Paginator(copy.attempts.select_related("payload"), PER_PAGE)
    page = attempts.get_page(request.GET.get("p"))
    context = {
        **_facts(copy),
        "page_obj": page,
        "query": "",
        "attempts": [
            (attempt, explanation(copy.account.kind, attempt.code, attempt.text))
            for attempt in page.object_list
        ],
        "approvals": Approval.objects.filter(
            page_ref=copy.page_ref, account=copy.account
        ).select_related("payload"),
        "corrections": copy.corrections.select_related("correction__signed_by").order_by("-pk"),
    }
    return screen(request, "syndication/admin/history.html", _("History"), context, icon="history")


@require_http_methods(["GET", "POST"])
def review_copy(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Show exactly what will be sent; approving posts the hash of what was shown."""
    if not can_review(request.user):
        raise PermissionDenied
    copies = visible_copies(request.user).select_related("account", "payload", "page")
    copy = get_object_or_404(copies, pk=copy_id)
    if copy.payload is None:
        raise Http404
    if request.method == "POST":
        try:
            review.approve_copy(copy, request.POST.get("sha256", ""), request.user)
        except review.NotWhatWasSeen:
            flash.error(
                request,
                _("It has changed since you opened it. Look at the new version."),
            )
            return redirect("syndication:review", copy.pk)
        if copy.page:
            log(copy.page, "syndication.review", data={"account": copy.account.name})
        flash.success(request, _("Approved. Exactly this will be sent."))
        return redirect("syndication:board")
    context = {**_facts(copy), "preview": preview_of(copy.account, copy.payload.body)}
    return screen(request, "syndication/admin/review.html", _("Review"), context, icon="check")


@require_http_methods(["GET", "POST"])
def drift(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Show what was sent beside what is there now; restore it, or accept what a person did."""
    copy = syndicated_copy(request, copy_id)
    if request.method == "POST":
        _decide_drift(request, copy)
        return redirect("syndication:board")
    sent = copy.sent_payload or copy.payload
    context = {
        **_facts(copy),
        "fields": compare(copy.first_seen, copy.last_seen),
        "sent": named(channel_for(copy.account).words(sent.body)) if sent else [],
        "is_gone": copy.position == Position.ABSENT,
        "has_drifted": bool(copy.drift),
        "may_restore": not copy.closed,
    }
    title = _("Changed on the platform")
    return screen(request, "syndication/admin/drift.html", title, context, icon="warning")


def _decide_drift(request: HttpRequest, copy: ChannelCopy) -> None:
    match request.POST.get("decision"):
        case _ if not copy.drift:
            flash.warning(request, _("What is on the platform is what was published."))
        case "accept":
            choices.accept(copy)
            if copy.page:
                log(copy.page, "syndication.accept", data={"account": copy.account.name})
            flash.success(request, _("Accepted as it is on the platform."))
        case "restore" if copy.closed:
            flash.warning(request, _("Its moment is over: it is not published again."))
        case "restore":
            choices.restore(copy)
            flash.success(request, _("It is being published again as the page has it."))
        case _:
            flash.warning(request, _("Nothing was decided."))
