"""An editor's decisions about one page at one account."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from syndication.binding import renew
from syndication.engine import tasks_for_people as people
from syndication.hints import plan_soon, work_soon
from syndication.models import Account, ChannelCopy
from syndication.models.copy import Drift, Fault, Position
from syndication.models.task import TaskKind


def leave_out(page: Page, account: Account) -> None:
    """Keep a page away from an account; what is there already is withdrawn."""
    _choose(page, account, left_out=True)


def take_in(page: Page, account: Account) -> None:
    """Undo `leave_out`."""
    _choose(page, account, left_out=False)


@transaction.atomic
def _choose(page: Page, account: Account, *, left_out: bool) -> None:
    ChannelCopy.objects.update_or_create(
        page_ref=page.pk,
        account=account,
        part="",
        defaults={"left_out": left_out, "title": page.title[:255]},
        create_defaults={
            "left_out": left_out,
            "title": page.title[:255],
            "page": page,
            "wanted": False,
        },
    )
    plan_soon(page.pk)


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
