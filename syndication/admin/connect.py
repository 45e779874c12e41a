"""Connecting an account that a person authorises in the browser: there, and back with a code."""

import secrets

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.log_actions import log

from syndication import binding
from syndication.admin.access import can_manage_accounts
from syndication.channels.base import Authorisable
from syndication.channels.registry import channel_for
from syndication.models import Account

SESSION_KEY = "syndication.connecting"


def redirect_url(request: HttpRequest) -> str:
    """Return the address a person comes back to; the platform must know it to the letter."""
    return request.build_absolute_uri(reverse("syndication:authorised"))


@require_GET
def connect(request: HttpRequest, account_id: int) -> HttpResponse:
    """Send the administrator to the platform, with a state that only this session knows."""
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=account_id)
    channel = channel_for(account)
    if not isinstance(channel, Authorisable):
        raise Http404
    state = secrets.token_urlsafe(24)
    request.session[SESSION_KEY] = {"state": state, "account": account.pk}
    return redirect(channel.authorisation_url(redirect_url(request), state))


@require_GET
def authorised(request: HttpRequest) -> HttpResponse:
    """Take the administrator back and the code with them."""
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    expected = request.session.pop(SESSION_KEY, None)
    if expected is None or not constant_time_compare(
        request.GET.get("state", ""), expected["state"]
    ):
        flash.error(request, _("This authorisation was not begun here. Please connect again."))
        return redirect("wagtailadmin_home")
    account = get_object_or_404(Account, pk=expected["account"])
    _finish(request, account)
    return redirect(_editor(account))


def _finish(request: HttpRequest, account: Account) -> None:
    code = request.GET.get("code", "")
    if not code:
        flash.error(request, _("The authorisation was refused on the platform."))
        return
    try:
        name = binding.authorise(account, code, redirect_url(request))
    except binding.CannotBind as error:
        flash.error(request, _("The account is not connected: %(reason)s") % {"reason": error})
        return
    log(instance=account, action="syndication.connect", data={"account": name})
    flash.success(request, _("Connected as %(name)s.") % {"name": name})


def _editor(account: Account) -> str:
    return reverse("account:edit", args=[account.pk])
