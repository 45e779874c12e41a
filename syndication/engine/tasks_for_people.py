"""Opening and closing what only a person can do."""

from datetime import datetime

from django.utils import timezone

from syndication.models import Account, ChannelCopy, HumanTask
from syndication.models.task import TaskKind


def ask(
    copy: ChannelCopy, kind: TaskKind, code: str, text: str, *, due_at: datetime | None = None
) -> None:
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
            "due_at": due_at,
        },
    )


def ask_for_account(account: Account, code: str, text: str) -> None:
    """Open the task to put an account in order, unless it is open."""
    HumanTask.objects.get_or_create(
        account=account,
        copy=None,
        kind=TaskKind.ACCOUNT,
        closed_at=None,
        defaults={"code": code, "text": text},
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
