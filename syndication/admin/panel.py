"""The copies of a page, beside its editor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from story import Moment, Stage, Unfolding, stages_of
from syndication.admin.access import can_syndicate
from syndication.engine.editions import editions_of
from syndication.engine.wish import routed_accounts, takes
from syndication.models import Account, Approval, Attempt, ChannelCopy, Correction, Edition
from syndication.models.copy import Fault, MomentChoices, Position
from syndication.status import Status, message_for, status_of

TONES = {
    Status.LIVE: "good",
    Status.OUTDATED: "warning",
    Status.KEPT: "warning",
    Status.DRAFT: "warning",
    Status.EDITED: "bad",
    Status.OUT_OF_STEP: "bad",
    Status.REVIEWER: "warning",
    Status.HELD: "quiet",
    Status.EDITOR: "bad",
    Status.ADMINISTRATOR: "bad",
    Status.PERSON: "bad",
    Status.CHECKING: "warning",
    Status.WITHDRAWN: "quiet",
    Status.OVER: "quiet",
    Status.LEFT_OUT: "quiet",
}
MOVING = {
    Status.WAITING,
    Status.DELIVERING,
    Status.SUBMITTED,
    Status.CHECKING,
    Status.WITHDRAWING,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What the panel says of one account, and of one moment where the page has several."""

    account: Account
    copy: ChannelCopy | None
    status: Status | None
    message: str
    last_attempt: Attempt | None
    edition: Edition | None
    approval: Approval | None
    beside: tuple[ChannelCopy, ...] = ()
    to_all: tuple[ChannelCopy, ...] = ()
    moment: Moment = Moment.FINAL
    stage: Stage = Stage.OPEN
    is_of_several: bool = False

    @property
    def name(self) -> str:
        """The account's name, with the moment if the page has several."""
        if not self.is_of_several:
            return self.account.name
        return f"{self.account.name} · {MomentChoices(self.moment).label}"

    @property
    def label(self) -> str:
        if self.status:
            return self.status.label
        if self.stage == Stage.COMING:
            return str(_("Sent when its moment comes"))
        return str(_("Sent when the page is published"))

    @property
    def tone(self) -> str:
        return TONES.get(self.status, "busy") if self.status else "quiet"

    @property
    def can_retry(self) -> bool:
        return self.status in {Status.EDITOR, Status.ADMINISTRATOR, Status.WAITING, Status.PERSON}

    @property
    def can_review(self) -> bool:
        return bool(self.copy and self.copy.fault == Fault.REVIEWER)

    @property
    def is_drifted(self) -> bool:
        return bool(self.copy and self.copy.drift)

    @property
    def waits(self) -> bool:
        return bool(self.copy and self.copy.next_at and self.status == Status.WAITING)

    @property
    def can_leave_out(self) -> bool:
        return self.copy is None or not self.copy.left_out

    @property
    def is_moving(self) -> bool:
        return self.status in MOVING


def rows_for(page: Page) -> list[Row]:
    """Return a line per account, and moment, that has or by its routes will have a copy."""
    of_page = list(
        ChannelCopy.objects.filter(page_ref=page.pk).select_related("account", "payload")
    )
    copies = {
        (copy.account_id, copy.tells_of): copy
        for copy in of_page
        if not (copy.is_notice or copy.was_mass_sent)
    }
    stages = stages_of(page)
    accounts, places = _places(page, stages, copies.values())
    last = _last_attempts([copy.pk for copy in copies.values()])
    editions = editions_of(page.pk)
    approvals = {
        (approval.account_id, approval.payload_id): approval
        for approval in Approval.objects.filter(page_ref=page.pk)
    }
    rows = []
    for account_id, moment in places:
        account, copy = accounts[account_id], copies.get((account_id, moment))
        status = status_of(copy) if copy else None
        if copy and status == Status.WITHDRAWN and not copy.past and copy.withdrawn_at is None:
            status = None
        beside = [
            each for each in of_page if each.account_id == account_id and each.tells_of == moment
        ]
        rows.append(
            Row(
                account,
                copy,
                status,
                message_for(copy) if copy else "",
                last.get(copy.pk) if copy else None,
                editions.get((account_id, moment)),
                approvals.get((account_id, copy.payload_id)) if copy else None,
                tuple(each for each in beside if each.is_notice),
                tuple(each for each in beside if each.was_mass_sent),
                moment,
                stages.get(moment, Stage.OVER),
                isinstance(page, Unfolding),
            )
        )
    return rows


def _places(
    page: Page, stages: Mapping[Moment, Stage], copies: Iterable[ChannelCopy]
) -> tuple[dict[int, Account], list[tuple[int, Moment]]]:
    """Return the accounts by key, and in their order the accounts and moments to show."""
    accounts = {account.pk: account for account in routed_accounts(page)}
    places = {
        (account.pk, moment)
        for account in accounts.values()
        for moment, stage in stages.items()
        if stage != Stage.OVER and takes(account, page, moment)
    }
    for copy in copies:
        accounts.setdefault(copy.account_id, copy.account)
        places.add((copy.account_id, copy.tells_of))
    order = list(Moment)

    def key(place: tuple[int, Moment]) -> tuple[str, str, int]:
        account = accounts[place[0]]
        return account.kind, account.name, order.index(place[1])

    return accounts, sorted(places, key=key)


def _last_attempts(copy_ids: list[int]) -> dict[int, Attempt]:
    newest = Attempt.objects.filter(copy__in=copy_ids).order_by("copy", "-pk").values("copy", "pk")
    keys: dict[int, int] = {}
    for row in newest:
        keys.setdefault(row["copy"], row["pk"])
    return {attempt.copy_id: attempt for attempt in Attempt.objects.filter(pk__in=keys.values())}


def panel_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    rows = rows_for(page) if page.pk else []
    return {
        "page": page,
        "rows": rows,
        "unsigned": Correction.objects.unsigned().filter(page_ref=page.pk).first(),
        # What has just been published is planned in a moment.
        "is_moving": any(
            row.is_moving or (page.live and row.copy is None and row.stage == Stage.OPEN)
            for row in rows
        ),
        "bad_count": sum(row.tone == "bad" for row in rows),
        "may_act": bool(page.pk) and can_syndicate(request.user, page),
        "live_count": sum(
            row.copy is not None and row.copy.position == Position.LIVE for row in rows
        ),
    }


class SyndicationSidePanel(BaseSidePanel):
    """Stored states only: the editor opens as quickly when a platform is down."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle syndication")
        icon_name = "site"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["count"] = self.panel.context["bad_count"]
            return context

    name = "syndication"
    title = _("Syndication")
    template_name = "syndication/admin/side_panel.html"
    order = 150

    def __init__(self, page: Page, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.context = panel_context(page, request)

    @property
    def media(self) -> Media:
        return Media(
            js=[Script("syndication/panel.js", type="module")],
            css={"all": [versioned_static("syndication/panel.css")]},
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), **self.context}
