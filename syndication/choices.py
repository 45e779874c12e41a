"""An editor's decisions about one page at one account."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from story import Moment
from syndication.binding import renew
from syndication.engine import tasks_for_people as people
from syndication.engine.approve import approve
from syndication.engine.declare import replace
from syndication.engine.plan import forget, plan_page
from syndication.engine.seen import answered_by_publishing
from syndication.hints import plan_soon, work_soon
from syndication.models import Account, ChannelCopy
from syndication.models.approval import Way
from syndication.models.copy import Drift, Fault, Position, part_of
from syndication.models.task import TaskKind


def leave_out(page: Page, account: Account, moment: Moment = Moment.FINAL) -> None:
    """Keep a moment of a page away from an account; what is there already is withdrawn."""
    _choose(page, account, moment, left_out=True)


def take_in(page: Page, account: Account, moment: Moment = Moment.FINAL) -> None:
    """Undo `leave_out`."""
    _choose(page, account, moment, left_out=False)


@transaction.atomic
def _choose(page: Page, account: Account, moment: Moment, *, left_out: bool) -> None:
    ChannelCopy.objects.update_or_create(
        page_ref=page.pk,
        account=account,
        part=part_of(moment),
        defaults={"left_out": left_out, "title": page.title[:255]},
        create_defaults={
            "left_out": left_out,
            "title": page.title[:255],
            "page": page,
            "wanted": False,
        },
    )
    # Nothing of the page's row has changed, so the sweep would not see it by itself.
    forget([page.pk])
    plan_soon(page.pk)


def declare_anew(
    page: Page, account: Account, user: AbstractBaseUser, moment: Moment = Moment.FINAL
) -> None:
    """Plan a page again after its version for an account has changed; that is `user`'s doing.

    A version whose author may publish is approved with it, unless the account wants a reviewer, or
    reviewers let the page out: then somebody approves these bytes.
    """
    plan_page(page.pk)
    part = part_of(moment)
    copy = ChannelCopy.objects.filter(page_ref=page.pk, account=account, part=part).first()
    may = not account.needs_review and answered_by_publishing(page, [account.pk])
    if may and copy and copy.payload and copy.wanted:
        approve(page.pk, account, copy.payload, Way.EDITION, user)
    work_soon(account.pk)


@transaction.atomic
def accept(copy: ChannelCopy) -> None:
    """Take what a person made of a copy on the platform as it is."""
    row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
    row.drift, row.first_seen = Drift.NONE, row.last_seen
    if row.position == Position.ABSENT:
        # It stays away until somebody takes it in again.
        row.left_out, row.wanted, row.fault, row.next_at = True, False, Fault.NOBODY, None
    row.save()
    people.close(row, TaskKind.DRIFT)


@transaction.atomic
def resend(copy: ChannelCopy) -> None:
    """Send again what a person found not to be on the platform."""
    row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
    row.position, row.fault, row.resends = Position.ABSENT, Fault.NOBODY, 0
    row.failures, row.next_at = 0, timezone.now()
    # What was begun, such as a draft that somebody threw away, is taken back and begun anew.
    row.sent_payload = None
    row.save()
    people.close(row, TaskKind.FIND)
    work_soon(row.account_id)


@transaction.atomic
def restore(copy: ChannelCopy) -> None:
    """Bring back what a person deleted or changed on the platform, as the page has it now."""
    row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
    if row.position == Position.LIVE:
        replace(row)
    row.drift, row.fault, row.next_at = Drift.NONE, Fault.NOBODY, timezone.now()
    row.save()
    people.close(row, TaskKind.DRIFT)
    plan_soon(row.page_ref)
    work_soon(row.account_id)


@transaction.atomic
def hold(copies: Iterable[ChannelCopy]) -> int:
    """Keep copies as they are until they are released; nothing is sent, changed or withdrawn."""
    return _held(copies, held=True)


@transaction.atomic
def let_go(copies: Iterable[ChannelCopy]) -> int:
    """Undo `hold`."""
    return _held(copies, held=False)


def _held(copies: Iterable[ChannelCopy], *, held: bool) -> int:
    rows = ChannelCopy.objects.filter(pk__in=[copy.pk for copy in copies]).exclude(held=held)
    accounts = set(rows.values_list("account", flat=True))
    count = rows.update(held=held, updated_at=timezone.now())
    if not held:
        for account_id in accounts:
            work_soon(account_id)
    return count


@transaction.atomic
def retry(copy: ChannelCopy, *, also_account: bool) -> None:
    """Have the engine try again at once. `also_account`: the account's own trouble is over too.

    A copy whose outcome could not be found out is looked for again; it is never simply sent.
    """
    row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
    if row.fault == Fault.PERSON and row.position == Position.UNKNOWN:
        row.looks = 0
    row.fault, row.failures, row.next_at = Fault.NOBODY, 0, timezone.now()
    # Lost by a person's doing, it comes back by a person's wish.
    row.drift = Drift.NONE if row.position == Position.ABSENT else row.drift
    row.save()
    people.close(row, TaskKind.FIND, *([] if row.drift else [TaskKind.DRIFT]))
    if also_account and row.account.is_blocked:
        renew(row.account)
    plan_soon(row.page_ref)
    work_soon(row.account_id)
