"""采用后情况: adopted items whose originals have changed since, or are gone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page, Revision

from backstage.screens import screen
from contributions import deciding
from contributions.admin.access import decided_adoption, for_deciders
from contributions.content import text_of
from contributions.models import Adoption
from home.models import ArticlePage
from texts.difference import Part, difference

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    adoption: Adoption

    @property
    def is_gone(self) -> bool:
        return not self.adoption.contribution.source_is_public

    @property
    def words(self) -> str:
        """What has happened, and what it means for the main site's page."""
        if self.is_gone:
            if self.adoption.is_reference:
                return _("The original is gone, and so is this page.")
            return _("The original is gone; this copy is still yours to keep or to take down.")
        if self.adoption.is_reference:
            return _("The original was updated, and this page shows it.")
        return _("The original was updated; this copy says what it said before.")


@require_safe
def adopted(request: HttpRequest) -> HttpResponse:
    for_deciders(request)
    rows = Adoption.objects.to_look_at().select_related("contribution", "page").order_by("-pk")
    number = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"number": number, "rows": [Row(each) for each in number]}
    title = _("Adopted items to look at")
    return screen(request, "contributions/admin/adopted.html", title, "view", shown)


@require_safe
def changed(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """Show what has changed in the original since somebody of the main site last looked."""
    adoption = decided_adoption(request, adoption_id)
    contribution = adoption.contribution
    now = ArticlePage.objects.filter(pk=contribution.page_id, live=True).first()
    is_public = bool(now) and contribution.source_is_public
    shown = {
        "row": Row(adoption),
        "adoption": adoption,
        "contribution": contribution,
        "parts": _parts(adoption, now) if is_public else [],
        "compared_with_copy": _text_of(adoption.seen_revision) is None,
        "url": now.full_url if is_public else "",
        "is_open": adoption.ended_at is None and adoption.seen_digest != contribution.digest,
    }
    trail = [(reverse("contributions:adopted"), _("Adopted items to look at"))]
    title = contribution.title
    return screen(request, "contributions/admin/changed.html", title, "view", shown, trail=trail)


@require_POST
def look(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """Note that the change was looked at; it is not listed any more until there is another."""
    adoption = decided_adoption(request, adoption_id)
    if deciding.look_at(adoption, request.POST.get("digest", ""), request.user):
        flash.success(request, _("Noted."))
        return redirect("contributions:adopted")
    flash.warning(request, _("The original has changed again in the meantime: look once more."))
    return redirect("contributions:changed", adoption.pk)


def _parts(adoption: Adoption, now: ArticlePage) -> list[Part]:
    before = _text_of(adoption.seen_revision)
    if before is None:
        page = adoption.page and adoption.page.get_latest_revision_as_object()
        before = text_of(page) if isinstance(page, ArticlePage) else ""
    return difference(before, text_of(now))


def _text_of(revision: Revision | None) -> str | None:
    """Return what a version said; None if it is not kept any more."""
    page: Any = revision.as_object() if revision else None
    return text_of(page) if isinstance(page, Page) and isinstance(page, ArticlePage) else None
