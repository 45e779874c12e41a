"""What a partner's HTTP status asks of us. The promise is in docs/webhook.md."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from django.utils import timezone

from syndication.channels.base import Blame, Later, Refused, Unknown

# Too large, not to be processed, not to be shown for legal reasons: the page has to change.
_EDITOR = frozenset({413, 422, 451})
# Who we are, and whether there is anything to talk to at all.
_ACCOUNT = frozenset({401, 403, 404})
_NOTHING_HAPPENED = frozenset({408, 425, 429, 503})
LONGEST_WAIT = 86_400.0


def outcome_of(status: int, text: str, retry_after: str = "") -> Refused | Later | Unknown:
    """Sort a status that is not a success. An item that is not there is for the caller to know."""
    code = f"http_{status}"
    if 300 <= status < 400:
        return Refused(Blame.ADMINISTRATOR, "redirected", text, whole_account=True)
    if status in _NOTHING_HAPPENED:
        seconds = seconds_from(retry_after)
        return Later(code, text, seconds, whole_account=seconds is not None)
    if status in _EDITOR:
        return Refused(Blame.EDITOR, code, text)
    if 400 <= status < 500:
        return Refused(Blame.ADMINISTRATOR, code, text, whole_account=status in _ACCOUNT)
    return Unknown(code, text)


def seconds_from(retry_after: str) -> float | None:
    """Return the seconds that a Retry-After header asks for, a day at most; None if it does not."""
    text = retry_after.strip()
    if text.isdecimal():
        return min(float(text), LONGEST_WAIT)
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if timezone.is_naive(moment):
        return None
    seconds = (moment - timezone.now()).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT)
