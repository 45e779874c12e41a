"""One contribution: its text, what is like it, what happened, and what can be done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from backstage.screens import screen
from contributions import deciding, offering
from contributions.admin.access import (
    decided_adoption,
    decided_contribution,
    may_decide,
    own_contribution,
    seen_contribution,
)
from contributions.admin.lists import rows_of, trail_to, unread_of
from contributions.columns import choices_for, main_columns
from contributions.content import lines_in
from contributions.models import Adoption, Contribution, Reason, State, Way
from contributions.offering import Refused
from contributions.units import units_of
from home.models import ArticlePage

MOST_LINES = 400


@require_safe
def one(request: HttpRequest, contribution_id: int) -> HttpResponse:
    contribution = seen_contribution(request, contribution_id)
    decides = may_decide(request.user)
    is_units = contribution.unit_id in units_of(request.user)
    if is_units and not decides:
        unread_of(request.user).filter(pk=contribution.pk).update(read_at=timezone.now())
    [row] = rows_of([contribution], with_likes=decides)
    shown = {
        "row": row,
        "contribution": contribution,
        "adoptions": contribution.adoptions.select_related("page", "column"),
        "events": contribution.events.all(),
        "decides": decides,
        "may_withdraw": is_units and contribution.is_open,
        "may_adopt": decides
        and contribution.source_is_public
        and contribution.state in (State.OFFERED, State.ADOPTED),
        **_text(contribution),
        **(_for_deciders(request, contribution) if decides else {}),
    }
    title = contribution.title
    trail = trail_to(request.user)
    return screen(request, "contributions/admin/one.html", title, "mail", shown, trail=trail)


@require_POST
def adopt(request: HttpRequest, contribution_id: int) -> HttpResponse:
    contribution = decided_contribution(request, contribution_id)
    chosen = set(request.POST.getlist("column"))
    columns = [each for each in main_columns() if str(each.pk) in chosen]
    as_copy = request.POST.get("way") == Way.COPY
    act = deciding.adopt_as_copy if as_copy else deciding.adopt_by_reference
    try:
        made = act(contribution, columns, request.user)
    except Refused as refused:
        return _refused(request, contribution, refused)
    if as_copy:
        said = ngettext(
            "A draft was made in %(columns)s. Edit it there and publish it.",
            "Drafts were made in %(columns)s. Edit them there and publish them.",
            len(made),
        )
    else:
        said = _("Shown in %(columns)s by reference.")
    flash.success(request, said % {"columns": _named(made)})
    if as_copy and len(made) == 1:
        return redirect("wagtailadmin_pages:edit", made[0].page_id)
    return redirect("contributions:one", contribution.pk)


@require_POST
def decline(request: HttpRequest, contribution_id: int) -> HttpResponse:
    contribution = decided_contribution(request, contribution_id)
    key = request.POST.get("reason", "")
    reason = Reason.objects.filter(is_used=True, pk=key if key.isdecimal() else 0).first()
    if reason is None:
        return _refused(request, contribution, Refused([_("Choose a reason.")]))
    words = request.POST.get("words", "")
    return _done(
        request,
        contribution,
        lambda: deciding.decline(contribution, reason, words, request.user),
        _("Not adopted. The unit sees the reason."),
    )


@require_POST
def reopen(request: HttpRequest, contribution_id: int) -> HttpResponse:
    contribution = decided_contribution(request, contribution_id)
    return _done(
        request,
        contribution,
        lambda: deciding.reopen(contribution, request.user),
        _("Awaits a decision again."),
    )


@require_POST
def undo(request: HttpRequest, adoption_id: int) -> HttpResponse:
    adoption = decided_adoption(request, adoption_id)
    return _done(
        request,
        adoption.contribution,
        lambda: deciding.undo(adoption, request.user),
        _("Undone: “%(column)s” does not show it any more.") % {"column": adoption.column_title},
    )


@require_POST
def withdraw(request: HttpRequest, contribution_id: int) -> HttpResponse:
    contribution = own_contribution(request, contribution_id)
    if offering.withdraw(contribution, request.user):
        flash.success(request, _("Withdrawn."))
    else:
        flash.error(request, _("Nothing was done: it has been decided about already."))
    return redirect("contributions:one", contribution.pk)


def _done(
    request: HttpRequest, contribution: Contribution, act: Callable[[], Any], said: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _refused(request, contribution, refused)
    flash.success(request, said)
    return redirect("contributions:one", contribution.pk)


def _refused(request: HttpRequest, contribution: Contribution, refused: Refused) -> HttpResponse:
    for sentence in refused.sentences:
        flash.error(request, sentence)
    return redirect("contributions:one", contribution.pk)


def _named(made: list[Adoption]) -> str:
    return "、".join(f"“{each.column_title}”" for each in made)


def _text(contribution: Contribution) -> dict[str, Any]:
    """Return what the public reads of the original now; nothing of what is not public."""
    page = ArticlePage.objects.filter(pk=contribution.page_id, live=True).first()
    if page is None or not contribution.source_is_public:
        return {"page": None, "lines": []}
    lines = list(lines_in(page))
    return {
        "page": page,
        "lines": lines[:MOST_LINES],
        "is_cut": len(lines) > MOST_LINES,
        "length": sum(map(len, lines)),
        "url": page.full_url,
    }


def _for_deciders(request: HttpRequest, contribution: Contribution) -> dict[str, Any]:
    standing = contribution.adoptions.standing()
    taken = set(standing.values_list("column", flat=True))
    page = ArticlePage.objects.filter(pk=contribution.page_id).only("content_type").first()
    return {
        "choices": [each for each in choices_for(request.user) if each.column.pk not in taken],
        "reasons": Reason.objects.filter(is_used=True),
        "can_be_copied": bool(page) and page.specific_class is ArticlePage,
    }
