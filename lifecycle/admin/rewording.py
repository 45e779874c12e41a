"""What the public is told of a withdrawal, decided otherwise; an earlier version closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from backstage.screens import screen
from lifecycle import versions
from lifecycle.admin.access import decided_by
from lifecycle.admin.deciding import WithdrawalForm
from lifecycle.models import Change, Meaning, Withdrawal
from lifecycle.withdrawing import name_of

REWORDED = "lifecycle.reworded"
CLOSED = "lifecycle.closed"


def tell_of_withdrawal(request: HttpRequest, page: Page) -> None:
    """Above the editor of a page that is taken down: what the public is told of it."""
    if request.method != "GET" or page.live or page.first_published_at is None:
        return
    found = Withdrawal.objects.standing().filter(page_ref=page.pk).first()
    if found is None:
        return
    buttons = []
    if decided_by(request.user, Withdrawal.objects.filter(pk=found.pk)).exists():
        address = reverse("lifecycle:withdrawal", args=[found.pk])
        buttons = [messages.button(address, _("Decide otherwise"))]
    said = _("Taken down since %(at)s (%(meaning)s). Publishing it again ends that.") % {
        "at": f"{timezone.localtime(found.withdrawn_at):%Y-%m-%d %H:%M}",
        "meaning": found.get_meaning_display(),
    }
    messages.info(request, said, buttons=buttons)


@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Change what a standing withdrawal means or says. What it said before is in the history."""
    standing = Withdrawal.objects.standing()
    found = get_object_or_404(decided_by(request.user, standing), pk=withdrawal_id)
    page = Page.objects.filter(pk=found.page_ref).first()
    form = WithdrawalForm(request.POST or None, pages=[page] if page else [], initial=_said(found))
    if request.method == "POST" and form.is_valid():
        _reword(found, page, form, request.user)
        messages.success(request, _("The public is told so from now on."))
        return redirect("lifecycle:withdrawals")
    return screen(
        request,
        "lifecycle/admin/withdrawal.html",
        _("What the public is told of “%(title)s”") % {"title": found.title},
        "history",
        {"withdrawal": found, "withdrawal_form": form, "media": form.media},
        trail=[(reverse("lifecycle:withdrawals"), _("Withdrawals"))],
        status=422 if form.errors else 200,
    )


def _said(found: Withdrawal) -> dict[str, Any]:
    return {
        "meaning": found.meaning,
        "explanation": found.explanation,
        "organ": found.organ,
        "shows_title": found.shows_title,
        "target": found.target_ref,
    }


def _reword(found: Withdrawal, page: Page | None, form: WithdrawalForm, user: Any) -> None:
    before = _said(found)
    decision = form.decision(user)
    found.meaning, found.explanation = decision.meaning, decision.explanation
    found.organ, found.shows_title = decision.organ, decision.shows_title
    merged = decision.meaning == Meaning.MERGED and decision.target
    found.target_ref = decision.target.pk if merged else None
    found.save()
    if page:
        log(instance=page, action=REWORDED, user=user, data={"before": before})


@require_POST
def close_earlier(request: HttpRequest, change_id: int) -> HttpResponse:
    """Let nobody read an earlier version any more. That cannot be taken back."""
    rows = Change.objects.filter(earlier__isnull=False).select_related("earlier")
    change = get_object_or_404(decided_by(request.user, rows), pk=change_id)
    earlier = change.earlier
    versions.close(earlier, _("Closed by %(name)s.") % {"name": name_of(request.user)})
    earlier.save(update_fields=["is_readable", "why_not"])
    if page := Page.objects.filter(pk=change.page_ref).first():
        log(instance=page, action=CLOSED, user=request.user)
    messages.success(request, _("Nobody can read the earlier version any more."))
    return redirect("lifecycle:changes")
