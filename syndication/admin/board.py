"""The syndication board (同步看板): items and their copies at a glance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from syndication import choices
from syndication.admin.access import can_do_tasks, can_manage_accounts, visible_copies
from syndication.admin.board_filters import BoardFilters
from syndication.admin.export import exported
from syndication.admin.panel import TONES
from syndication.admin.screens import screen
from syndication.filtering import TROUBLED, counted, of_statuses
from syndication.models import ChannelCopy, Correction, HumanTask
from syndication.models.copy import CopyQuerySet
from syndication.status import Status, message_for, status_of

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One copy on the board."""

    copy: ChannelCopy
    status: Status
    message: str

    @property
    def tone(self) -> str:
        return TONES.get(self.status, "busy")


@dataclass(frozen=True, slots=True)
class Item:
    """One page on the board, with its copies."""

    page_ref: int
    title: str
    has_page: bool
    cells: tuple[Cell, ...]
    # The correction plan of the page that nobody has signed yet.
    unsigned: int | None

    @property
    def is_in_step(self) -> bool:
        return not any(cell.status in TROUBLED for cell in self.cells)


def items_of(copies: CopyQuerySet, page_refs: Iterable[int]) -> list[Item]:
    """Return the items with these keys, in this order, in two queries."""
    page_refs = list(page_refs)
    by_page: dict[int, list[ChannelCopy]] = defaultdict(list)
    rows = copies.filter(page_ref__in=page_refs).select_related(
        "account", "payload", "sent_payload"
    )
    for copy in rows.order_by("account__kind", "account__name", "part"):
        by_page[copy.page_ref].append(copy)
    unsigned = dict(
        Correction.objects.unsigned().filter(page_ref__in=page_refs).values_list("page_ref", "pk")
    )
    return [
        Item(
            ref,
            by_page[ref][0].title,
            by_page[ref][0].page_id is not None,
            tuple(Cell(copy, status_of(copy), message_for(copy)) for copy in by_page[ref]),
            unsigned.get(ref),
        )
        for ref in page_refs
        if by_page[ref]
    ]


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    if not may_see_board(request):
        raise PermissionDenied
    mine = visible_copies(request.user)
    pages = page_permission_policy.explorable_instances(request.user)
    filters = BoardFilters(request.GET, mine, pages)
    found = filters.applied(mine)
    if request.GET.get("export") in {"csv", "xlsx"}:
        return exported(found, request.GET["export"])
    refs = found.values("page_ref").annotate(latest=Max("updated_at")).order_by("-latest")
    number = Paginator(refs, PER_PAGE).get_page(request.GET.get("p"))
    # An item is shown with all its copies, also those that the filter did not find.
    items = items_of(mine, [row["page_ref"] for row in number.object_list])
    context: dict[str, Any] = {
        "items": items,
        "page_obj": number,
        "filters": filters,
        "counts": _counts(mine),
        "open_tasks": _open_tasks(request.user),
        "query": filters.query_without("p", "export"),
        "unfiltered": not filters.is_active,
    }
    return screen(request, "syndication/admin/board.html", _("Syndication board"), context)


def may_see_board(request: HttpRequest) -> bool:
    user = request.user
    return can_manage_accounts(user) or page_permission_policy.user_has_any_permission(
        user, {"publish", "change"}
    )


def _open_tasks(user: AbstractBaseUser) -> int:
    return HumanTask.objects.filter(closed_at=None).count() if can_do_tasks(user) else 0


def _counts(copies: CopyQuerySet) -> list[tuple[Status, int, str]]:
    """Return the statuses that occur, with how often, in the order people care about."""
    totals = counted(copies)
    return [
        (status, totals[status], TONES.get(status, "busy")) for status in Status if status in totals
    ]


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Retry, hold, let go or cancel the copies that were ticked."""
    keys = [int(key) for key in request.POST.getlist("copy") if key.isdecimal()]
    action = request.POST.get("action", "")
    publishable = _publishable(request, keys)
    match action:
        case "retry":
            count = _retry(request, publishable)
        case "hold":
            count = choices.hold(publishable)
        case "let_go":
            count = choices.let_go(publishable)
        case "cancel":
            count = _cancel(publishable)
        case _:
            count = 0
    if action in {"hold", "let_go"}:
        for copy in publishable:
            if copy.page:
                log(copy.page, f"syndication.{action}", data={"account": copy.account.name})
    _tell(request, len(keys), count)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "syndication:board"
    return redirect(back)


def _publishable(request: HttpRequest, keys: list[int]) -> list[ChannelCopy]:
    """Return those of the copies that the user may decide about."""
    copies = ChannelCopy.objects.filter(pk__in=keys).select_related("account", "page", "payload")
    if can_manage_accounts(request.user):
        return list(copies)
    pages = page_permission_policy.instances_user_has_permission_for(request.user, "publish")
    return list(copies.filter(page__in=pages))


def _retry(request: HttpRequest, copies: list[ChannelCopy]) -> int:
    troubled = of_statuses(
        ChannelCopy.objects.filter(pk__in=[copy.pk for copy in copies]),
        (TROUBLED | {Status.WAITING}) - {Status.REVIEWER, Status.OUTDATED},
    ).select_related("account")
    for copy in troubled:
        choices.retry(copy, also_account=can_manage_accounts(request.user))
    return len(troubled)


def _cancel(copies: list[ChannelCopy]) -> int:
    """Leave out what has not been sent yet; what is published is not withdrawn in passing."""
    waiting = [
        copy
        for copy in copies
        if copy.page and not copy.is_there and not (copy.is_notice or copy.was_mass_sent)
    ]
    for copy in waiting:
        choices.leave_out(copy.page, copy.account, copy.tells_of)
    return len(waiting)


def _tell(request: HttpRequest, ticked: int, count: int) -> None:
    if not ticked:
        flash.warning(request, _("Nothing was ticked."))
        return
    text = ngettext("%(count)s copy changed.", "%(count)s copies changed.", count)
    flash.success(request, text % {"count": count})
    if count < ticked:
        flash.info(
            request,
            _("%(count)s of the ticked copies were left as they are.") % {"count": ticked - count},
        )
