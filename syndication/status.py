"""Where a copy stands, in one word for machines and one sentence for people."""

import json
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from syndication.channels.registry import channel_class
from syndication.models import Account, ChannelCopy, HumanTask
from syndication.models.copy import Fault, Position


class Status(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting to be sent")
    DELIVERING = "delivering", gettext_lazy("Being sent")
    SUBMITTED = "submitted", gettext_lazy("Sent, the platform is checking")
    CHECKING = "checking", gettext_lazy("Outcome unknown, being checked")
    LIVE = "live", gettext_lazy("Published")
    OUTDATED = "outdated", gettext_lazy("Published, older than the page")
    WITHDRAWING = "withdrawing", gettext_lazy("Being withdrawn")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    LEFT_OUT = "left_out", gettext_lazy("Left out")
    EDITOR = "editor", gettext_lazy("Needs an editor")
    ADMINISTRATOR = "administrator", gettext_lazy("Needs an administrator")
    PERSON = "person", gettext_lazy("Needs to be checked by hand")


FAULTS = {
    Fault.EDITOR: Status.EDITOR,
    Fault.ADMINISTRATOR: Status.ADMINISTRATOR,
    Fault.PERSON: Status.PERSON,
}


def status_of(copy: ChannelCopy) -> Status:
    """Return the one status that matters most to whoever looks at the copy."""
    if copy.fault:
        return FAULTS[Fault(copy.fault)]
    if copy.account.is_blocked and copy.next_at is not None:
        return Status.ADMINISTRATOR
    if copy.position == Position.UNKNOWN:
        return Status.CHECKING
    if copy.wanted:
        return _wanted(copy)
    if copy.position != Position.ABSENT or copy.remote:
        return Status.WITHDRAWING
    return Status.LEFT_OUT if copy.left_out else Status.WITHDRAWN


def _wanted(copy: ChannelCopy) -> Status:
    if copy.position == Position.LIVE:
        return Status.OUTDATED if copy.is_outdated else Status.LIVE
    if copy.position == Position.SUBMITTED:
        return Status.SUBMITTED
    return Status.DELIVERING if copy.remote else Status.WAITING


def explanation(kind: str, code: str, text: str) -> str:
    """Return a sentence for a code of a channel; the platform's own words if there is none."""
    if not code:
        return ""
    sentence = channel_class(kind).explain(code, {"text": text, **_values(text)})
    return sentence or f"{code} {text}".strip()


def _values(text: str) -> dict[str, Any]:
    """Values of a finding are kept as JSON in the text."""
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def message_for(copy: ChannelCopy) -> str:
    """Return what is the matter with a copy, or an empty text."""
    account: Account = copy.account
    if account.is_blocked and copy.next_at is not None:
        return explanation(account.kind, account.blocked_code, account.blocked_text)
    if account.is_paused and copy.next_at is not None:
        return _("The account is paused.")
    if copy.code:
        return explanation(account.kind, copy.code, copy.text)
    if copy.is_outdated and copy.wanted:
        return _(
            "The page has been changed since. The platform cannot change what is published; "
            "leave this account out and take it in again to replace the post."
        )
    return ""


def account_state(account: Account) -> str:
    """Return whether an account can be used, and if not, why."""
    if account.is_paused:
        return _("Paused")
    if account.is_blocked:
        return explanation(account.kind, account.blocked_code, account.blocked_text)
    if account.token_expires_at and account.token_expires_at < timezone.now():
        return _("The access token has expired")
    return _("Ready")


def task_message(task: HumanTask) -> str:
    """Return why a person is needed."""
    return explanation(task.account.kind, task.code, task.text)


def as_dict(copy: ChannelCopy) -> dict[str, Any]:
    """Return a copy as JSON-able facts, without secrets."""
    return {
        "page": copy.page_ref,
        "title": copy.title,
        "page_url": copy.page_url,
        "channel": copy.account.kind,
        "account": copy.account.name,
        "status": status_of(copy).value,
        "wanted": copy.wanted,
        "position": copy.position,
        "url": copy.url,
        "remote": copy.remote,
        "past": copy.past,
        "payload_sha256": copy.payload.sha256 if copy.payload else None,
        "sent_sha256": copy.sent_payload.sha256 if copy.sent_payload else None,
        "code": copy.code,
        "message": message_for(copy),
        "live_at": _iso(copy.live_at),
        "withdrawn_at": _iso(copy.withdrawn_at),
        "next_at": _iso(copy.next_at),
    }


def _iso(moment) -> str | None:
    return moment.isoformat() if moment else None
