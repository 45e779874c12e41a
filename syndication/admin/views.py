"""What the panel's buttons do."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log
from wagtail.models import Page

from story import Moment
from syndication import choices
from syndication.admin.access import can_manage_accounts, can_syndicate, editable_page
from syndication.admin.panel import panel_context
from syndication.models import Account, ChannelCopy
from syndication.models.copy import part_of


def _panel(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "syndication/admin/copies.html", panel_context(page, request))


@require_GET
@never_cache
def copies(request: HttpRequest, page_id: int) -> HttpResponse:
    return _panel(request, editable_page(request, page_id))


@require_POST
def retry(request: HttpRequest, page_id: int, account_id: int, moment: Moment) -> HttpResponse:
    page = editable_page(request, page_id)
    if not can_syndicate(request.user, page):
        raise PermissionDenied
    copy = get_object_or_404(
        ChannelCopy, page_ref=page.pk, account=account_id, part=part_of(moment)
    )
    choices.retry(copy, also_account=can_manage_accounts(request.user))
    _log(page, copy.account, "syndication.retry")
    return _panel(request, page)


@require_POST
def leave_out(request: HttpRequest, page_id: int, account_id: int, moment: Moment) -> HttpResponse:
    page = editable_page(request, page_id)
    if not can_syndicate(request.user, page):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=account_id)
    choices.leave_out(page, account, moment)
    _log(page, account, "syndication.leave_out")
    return _panel(request, page)


@require_POST
def take_in(request: HttpRequest, page_id: int, account_id: int, moment: Moment) -> HttpResponse:
    page = editable_page(request, page_id)
    if not can_syndicate(request.user, page):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=account_id)
    choices.take_in(page, account, moment)
    _log(page, account, "syndication.take_in")
    return _panel(request, page)


def _log(page: Page, account: Account, action: str) -> None:
    log(instance=page.specific, action=action, data={"account": account.name})
