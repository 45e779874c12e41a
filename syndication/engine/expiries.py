"""What runs out: tokens given by a person, and the yearly verification."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.mail import mail_managers
from django.utils import timezone
from django.utils.translation import gettext as _

from syndication.channels.base import Authorisable
from syndication.channels.registry import channel_class
from syndication.models import Account, HumanTask
from syndication.models.task import TaskKind

# Days before the end at which people are reminded.
REMINDERS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something of an account that ends at a moment."""

    account: Account
    what: str
    ends_at: datetime

    @property
    def days_left(self) -> int:
        return (timezone.localdate(self.ends_at) - timezone.localdate()).days

    @property
    def sentence(self) -> str:
        return _("%(what)s of %(account)s ends on %(date)s (%(days)s days left).") % {
            "what": self.what,
            "account": self.account,
            "date": timezone.localdate(self.ends_at).isoformat(),
            "days": self.days_left,
        }


def calendar(within: timedelta | None = None) -> list[Expiry]:
    """Return what ends, soonest first."""
    end = timezone.now() + within if within else None
    found = [
        expiry
        for account in Account.objects.filter(is_paused=False)
        for expiry in of(account)
        if end is None or expiry.ends_at <= end
    ]
    return sorted(found, key=lambda expiry: expiry.ends_at)


def of(account: Account) -> Iterator[Expiry]:
    """Yield what of an account ends."""
    # WeChat's tokens live two hours and renew themselves; a person's consent does not.
    if issubclass(channel_class(account.kind), Authorisable) and account.token_expires_at:
        yield Expiry(account, _("The authorisation"), account.token_expires_at)
    if account.verified_until:
        yield Expiry(account, _("The verification"), _end_of(account.verified_until))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def remind() -> None:
    """Keep one open task per account with something that ends soon; write mail at each step."""
    soonest: dict[int, Expiry] = {}
    for expiry in calendar(timedelta(days=max(REMINDERS))):
        soonest.setdefault(expiry.account.pk, expiry)
    for expiry in soonest.values():
        step = min((days for days in REMINDERS if expiry.days_left <= days), default=REMINDERS[0])
        code = f"expires_{step}"
        task, _made = HumanTask.objects.get_or_create(
            account=expiry.account, copy=None, kind=TaskKind.RENEW, closed_at=None
        )
        if task.code == code and task.due_at == expiry.ends_at:
            continue
        task.code, task.text, task.due_at = code, expiry.sentence, expiry.ends_at
        task.save(update_fields=["code", "text", "due_at"])
        if settings.MANAGERS:
            mail_managers(_("An account needs to be renewed"), expiry.sentence)
    HumanTask.objects.filter(kind=TaskKind.RENEW, closed_at=None).exclude(
        account__in=soonest
    ).update(closed_at=timezone.now())
