"""The screen of an emergency publication: what goes out, why, and who answers for it."""

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from attachments.gate.deciding import holding
from backstage.screens import screen
from reviews import emergencies
from reviews.admin.access import seen_emergencies
from reviews.admin.forms import EmergencyForm
from reviews.clearance import CHECK, clearance_of
from reviews.content import digest_of
from reviews.governing import review_of


@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not emergencies.may_publish(request.user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    review = review_of(draft)
    form = EmergencyForm(request.POST or None, initial={"seen": digest_of(draft)})
    if request.method == "POST" and form.is_valid():
        emergencies.publish(page, request.user, **form.cleaned_data)
        flash.warning(
            request,
            _("Published before its review. It is handed in now: see that it is reviewed in time."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {
        "page": draft,
        "form": form,
        "review": review,
        "is_needed": bool(review and review.stages and clearance_of(draft, review) is None),
        "hours": emergencies.hours(),
        "held": [each for each in holding(draft) if each.check != CHECK],
    }
    trail = [(edit, page.get_admin_display_title())]
    title = _("Publish before the review")
    return screen(request, "reviews/emergency.html", title, "warning", context, trail=trail)


@require_POST
def hand_in(request: HttpRequest, emergency_id: int) -> HttpResponse:
    """Put what was published in an emergency into its review again, if it fell out of it."""
    row = get_object_or_404(seen_emergencies(request.user).pressing(), pk=emergency_id)
    if emergencies.hand_in(row, request.user):
        flash.success(request, _("Handed in for review."))
    else:
        flash.info(request, _("It is in a review already, or its place has none."))
    return redirect("reviews:board")
