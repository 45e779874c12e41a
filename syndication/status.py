"""Where a copy stands, in one word for machines and one sentence for people."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from syndication.channels.registry import channel_class
from syndication.models import Account, ChannelCopy, HumanTask
from syndication.models.copy import Drift, Fault, Position


class Status(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting to be sent")
    DELIVERING = "delivering", gettext_lazy("Being sent")
    SUBMITTED = "submitted", gettext_lazy("Sent, the platform is checking")
    CHECKING = "checking", gettext_lazy("Outcome unknown, being checked")
    LIVE = "live", gettext_lazy("Published")
    DRAFT = "draft", gettext_lazy("In the draft box, to be published by a person")
    OUTDATED = "outdated", gettext_lazy("Published, older than the page")
    OUT_OF_STEP = "out_of_step", gettext_lazy("Not in step: a correction is under way")
    KEPT = "kept", gettext_lazy("Published, left as it is by decision")
    EDITED = "edited", gettext_lazy("Changed on the platform by a person")
    WITHDRAWING = "withdrawing", gettext_lazy("Being withdrawn")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    OVER = "over", gettext_lazy("Not sent, its moment is over")
    LEFT_OUT = "left_out", gettext_lazy("Left out")
    HELD = "held", gettext_lazy("Held back")
    REVIEWER = "reviewer", gettext_lazy("Waits for a reviewer")
    EDITOR = "editor", gettext_lazy("Needs an editor")
    ADMINISTRATOR = "administrator", gettext_lazy("Needs an administrator")
    PERSON = "person", gettext_lazy("Needs to be checked by hand")


FAULTS = {
    Fault.EDITOR: Status.EDITOR,
    Fault.ADMINISTRATOR: Status.ADMINISTRATOR,
    Fault.REVIEWER: Status.REVIEWER,
    Fault.PERSON: Status.PERSON,
}


def status_of(copy: ChannelCopy) -> Status:
    """Return the one status that matters most to whoever looks at the copy."""
    if copy.fault:
        return FAULTS[Fault(copy.fault)]
    # A copy of a release that is opened by hand has no next moment, and yet waits to go out.
    if copy.held and (copy.next_at is not None or copy.code == "waits_for_release"):
        return Status.HELD
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
    if copy.correcting_id:
        return Status.OUT_OF_STEP
    if copy.drift == Drift.EDITED:
        return Status.EDITED
    if copy.position == Position.DRAFT:
        return Status.DRAFT
    if copy.position == Position.LIVE:
        if not copy.is_outdated:
            return Status.LIVE
        return Status.KEPT if copy.settled_payload_id == copy.payload_id else Status.OUTDATED
    if copy.position == Position.SUBMITTED:
        return Status.SUBMITTED
    if copy.is_over:
        return Status.OVER
    return Status.DELIVERING if copy.remote else Status.WAITING


def explanation(kind: str, code: str, text: str) -> str:
    """Return a sentence for a code of a channel; the platform's own words if there is none."""
    if not code:
        return ""
    sentence = explanation_of(kind, code, {"text": text, **_values(text)})
    return sentence if sentence != code else f"{code} {text}".strip()


def explanation_of(kind: str, code: str, values: Mapping[str, Any]) -> str:
    """Return a sentence for a code with its values; the code itself if there is none."""
    return channel_class(kind).explain(code, values) or code


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
    if status_of(copy) == Status.OUTDATED and copy.next_at is None:
        return _(
            "The page has been changed since, and by the account's policy the copy stays. "
            "Publish the page as a correction to decide otherwise."
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
        "moment": copy.moment,
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
