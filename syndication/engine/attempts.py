"""Asking a platform, and writing down what it answered: the same for copies and mass sends."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from syndication.channels.base import (
    Done,
    Drafted,
    Found,
    Later,
    Missing,
    Refused,
    Rejected,
    Step,
    Stopped,
    Submitted,
    Unknown,
)
from syndication.channels.massing import Confirming, Ended, NoneLeft
from syndication.engine import tasks_for_people as people
from syndication.models import Account, Attempt
from syndication.models.attempt import Result
from syndication.timing import timing

log = logging.getLogger(__name__)

RESULTS: dict[type, Result] = {
    Done: Result.DONE,
    Drafted: Result.DONE,
    Step: Result.DONE,
    Submitted: Result.SUBMITTED,
    Confirming: Result.SUBMITTED,
    Ended: Result.DONE,
    Refused: Result.REFUSED,
    Rejected: Result.REFUSED,
    Later: Result.LATER,
    NoneLeft: Result.LATER,
    Unknown: Result.UNKNOWN,
    Found: Result.FOUND,
    Missing: Result.MISSING,
}


def answer_to(call: Callable[[], Any], attempt: Attempt) -> Any:
    """Make the call of an attempt and return what came of it, whatever that is."""
    try:
        return call()
    except Stopped as stopped:
        return stopped.outcome
    except Exception as error:
        # Our own mistake, somewhere in a call that may have reached the platform. It must
        # not hold up the others, and it must not look as if nothing had happened.
        log.exception("Attempt %s (%s) broke off", attempt.pk, attempt.step)
        return Unknown("internal", repr(error))


def finish(attempt: Attempt, answer: Any) -> None:
    """Write down what became of an attempt."""
    attempt.finished_at = timezone.now()
    attempt.result = RESULTS[type(answer)]
    attempt.code = getattr(answer, "code", "")
    attempt.text = getattr(answer, "text", "")
    attempt.save(update_fields=["finished_at", "result", "code", "text"])


def account_is_fine_after(account: Account, answer: Any) -> bool:
    """Block an account, or put it on hold, if an answer means that; return whether to go on."""
    match answer:
        case Refused(whole_account=True, code=code, text=text):
            Account.objects.filter(pk=account.pk).update(blocked_code=code, blocked_text=text)
            people.ask_for_account(account, code, text)
            return False
        case Later(whole_account=True, seconds=seconds):
            wait = seconds if seconds is not None else timing().backoff[-1]
            Account.objects.filter(pk=account.pk).update(
                hold_until=timezone.now() + timedelta(seconds=wait)
            )
            return False
    return True
