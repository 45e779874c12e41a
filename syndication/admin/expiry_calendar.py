"""What runs out when, and asking an account anew what it may do."""

from datetime import timedelta

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from syndication import binding
from syndication.admin.access import can_manage_accounts
from syndication.admin.screens import screen
from syndication.engine import expiries as ends
from syndication.models import Account

AHEAD = timedelta(days=400)


@require_GET
def expiries(request: HttpRequest) -> HttpResponse:
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    context = {"expiries": ends.calendar(AHEAD), "soon": max(ends.REMINDERS)}
    title = _("Expiry calendar")
    return screen(request, "syndication/admin/expiries.html", title, context, icon="calendar")


@require_POST
def probe(request: HttpRequest, account_id: int) -> HttpResponse:
    """Ask the platform again what an account may do."""
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=account_id)
    try:
        found = binding.probe(account)
    except binding.CannotBind as error:
        flash.error(request, str(error))
    else:
        flash.success(
            request, _("The platform knows the account as %(name)s.") % {"name": found.known_as}
        )
    return redirect("account:edit", account.pk)
