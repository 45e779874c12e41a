"""What is shown by reference and waits for the stages of the place it stands in."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from backstage.screens import screen
from reviews import standing
from reviews.admin.access import can_manage, may_see_board, own_pages
from reviews.admin.forms import ApprovalForm, refusal_form
from reviews.borrowed import decide, next_stage
from reviews.clearance import source_of
from reviews.models import SignOff, Verdict
from reviews.waiting import reviewed_columns

# Each is compared with its source; more than these nobody works through in one go.
MOST_SHOWN = 100


@require_safe
def borrowed(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not may_see_board(user):
        raise PermissionDenied
    seen = None if can_manage(user) else set(own_pages(user).values_list("pk", flat=True))
    rows = []
    for alias in _aliases():
        stage = next_stage(alias)
        if stage is None:
            continue
        is_mine = standing.acting(user, stage, source_of(alias)) is not None
        if is_mine or seen is None or alias.pk in seen:
            rows.append({"alias": alias, "stage": stage, "is_mine": is_mine})
    trail = [(reverse("reviews:board"), _("Review board"))]
    title = _("Shown by reference")
    return screen(request, "reviews/borrowed.html", title, "link", {"rows": rows}, trail=trail)


@require_http_methods(["GET", "POST"])
def decide_borrowed(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what an alias would show, and take one stage's verdict on it."""
    alias = get_object_or_404(Page, pk=page_id, alias_of__isnull=False)
    stage = next_stage(alias)
    if stage is None:
        raise PermissionDenied
    source = source_of(alias).specific
    if standing.acting(request.user, stage, source) is None:
        raise PermissionDenied
    is_refusal = request.POST.get("verdict") == Verdict.REFUSED
    form: Any = (refusal_form(stage) if is_refusal else ApprovalForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict = Verdict.REFUSED if is_refusal else Verdict.APPROVED
        decide(alias, stage, request.user, verdict, **form.cleaned_data)
        flash.success(request, _("Recorded with your name."))
        return redirect("reviews:borrowed")
    context = {
        "alias": alias,
        "source": source,
        "stage": stage,
        "form": form if is_refusal else refusal_form(stage)(),
        "approval": form if request.method == "POST" and not is_refusal else ApprovalForm(),
        "history": SignOff.objects.filter(page_ref=source.pk, workflow_ref__gt=0)[:20],
    }
    trail = [
        (reverse("reviews:board"), _("Review board")),
        (reverse("reviews:borrowed"), _("Shown by reference")),
    ]
    return screen(
        request, "reviews/decide_borrowed.html", source.title, "link", context, trail=trail
    )


def _aliases() -> list[Page]:
    """Return aliases of public pages in reviewed places, newest first."""
    paths = [row.page.path for row in reviewed_columns()]
    found = []
    aliases = Page.objects.filter(alias_of__live=True).select_related("alias_of")
    for alias in aliases.order_by("-pk")[: MOST_SHOWN * 10]:
        if any(alias.path.startswith(path) for path in paths):
            found.append(alias)
    return found[:MOST_SHOWN]
