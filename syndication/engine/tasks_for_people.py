"""Opening and closing what only a person can do."""

from datetime import datetime, timedelta

from django.utils import timezone

from syndication.channels.base import Remainder
from syndication.models import Account, ChannelCopy, HumanTask
from syndication.models.task import TaskKind

# What the public sees and should not, is a matter of hours; the rest of a day.
WITHIN = {
    TaskKind.DELETE: timedelta(hours=2),
    TaskKind.CHANGE: timedelta(hours=2),
    TaskKind.FIND: timedelta(hours=4),
}
USUALLY_WITHIN = timedelta(days=1)


def ask(copy: ChannelCopy, kind: TaskKind, code: str, text: str) -> None:
    """Open a task for a copy, unless the same one is open."""
    HumanTask.objects.get_or_create(
        copy=copy,
        kind=kind,
        closed_at=None,
        defaults={
            "account": copy.account,
            "code": code,
            "text": text,
            "link": copy.url,
            "due_at": timezone.now() + WITHIN.get(kind, USUALLY_WITHIN),
        },
    )


def ask_to_finish(copy: ChannelCopy, rest: Remainder) -> None:
    """Open a task for what a call left undone; more of the same joins the one that is open.

    No observation closes it: what is left over cannot be seen from here.
    """
    line = f"{rest.text} {rest.link}".strip()
    task, is_new = HumanTask.objects.get_or_create(
        copy=copy,
        kind=TaskKind.FINISH,
        closed_at=None,
        defaults={
            "account": copy.account,
            "code": rest.code,
            "text": line,
            "link": rest.link,
            "due_at": timezone.now() + USUALLY_WITHIN,
        },
    )
    if not is_new and line not in task.text.splitlines():
        task.text = f"{task.text}\n{line}"
        task.save(update_fields=["text"])


def ask_for_account(account: Account, code: str, text: str) -> None:
    """Open the task to put an account in order, unless it is open."""
    HumanTask.objects.get_or_create(
        account=account,
        copy=None,
        kind=TaskKind.ACCOUNT,
        closed_at=None,
        defaults={"code": code, "text": text, "due_at": timezone.now() + USUALLY_WITHIN},
    )


def ask_about_mass_send(account: Account, code: str, *, due_at: datetime | None = None) -> None:
    """Open the task to see to an account's mass send, or say anew what is the matter with it."""
    HumanTask.objects.update_or_create(
        account=account,
        copy=None,
        kind=TaskKind.MASS,
        closed_at=None,
        defaults={"code": code, "due_at": due_at},
    )


def close_about_mass_send(account: Account) -> None:
    HumanTask.objects.filter(account=account, copy=None, kind=TaskKind.MASS, closed_at=None).update(
        closed_at=timezone.now()
    )


def close(copy: ChannelCopy, *kinds: TaskKind) -> None:
    """Close a copy's tasks that were overtaken by what was observed."""
    HumanTask.objects.filter(copy=copy, kind__in=kinds, closed_at=None).update(
        closed_at=timezone.now()
    )


def close_for_account(account: Account) -> None:
    HumanTask.objects.filter(
        account=account, copy=None, kind=TaskKind.ACCOUNT, closed_at=None
    ).update(closed_at=timezone.now())
