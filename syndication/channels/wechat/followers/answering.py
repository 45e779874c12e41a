"""From what a follower did to what the account answers, within the platform's five seconds.

Nothing here talks to a platform, to a broker or to a worker. Searches are cut off, few run at
once, and remembering the outcome does not wait for other writers: whoever comes while the
portal is busy is given the address of its search.
"""

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError

from syndication.answers import Answer, answers
from syndication.channels.wechat.followers import menu, replies, welcome
from syndication.channels.wechat.followers.replies import Cards, Reply, Text
from syndication.channels.wechat.followers.words import words_of
from syndication.channels.wechat.pushes import Push
from syndication.models import Account, FollowerPush
from syndication.time_limits import read_within, write_within

log = logging.getLogger(__name__)

# Seconds. Of fifty pushes at once on eight threads the last one waits some six times for TURN
# and REMEMBER and once for SEARCH, should everything be slow: less than five.
SEARCH, TURN, REMEMBER = 2.5, 0.1, 0.25
SEARCHES_AT_ONCE = 4

Outcome = dict[str, Any]
LATE: Outcome = {"late": True}
NOTHING: Outcome = {"nothing": True}

_searches = threading.BoundedSemaphore(SEARCHES_AT_ONCE)


def reply_to(account: Account, push: Push) -> Reply | None:
    """Return what a follower gets, the same one for a repeated push; None: nothing is said."""
    decide = DECISIONS.get(push.kind)
    if decide is None:
        return None
    digest = FollowerPush.digest_of(account, push.key)
    outcome = _remembered(account, digest)
    if outcome is None:
        outcome = _remember(account, digest, decide(account, push))
    return _worded(outcome, account, push)


def _welcome(account: Account, push: Push) -> Outcome:
    return _as_outcome(welcome.welcome(account))


def _message(account: Account, push: Push) -> Outcome:
    return _found(words_of(push.words), replies.CARDS_FOR_A_MESSAGE)


def _click(account: Account, push: Push) -> Outcome:
    text = menu.reply_for(account, push.event_key)
    if text is None:
        return _found(words_of(push.event_key), replies.MOST_CARDS)
    return _as_outcome(Text(text)) if text else _welcome(account, push)


DECISIONS: dict[str, Callable[[Account, Push], Outcome]] = {
    "subscribe": _welcome,
    "text": _message,
    "CLICK": _click,
}


def _found(words: str, limit: int) -> Outcome:
    if not words:
        return NOTHING
    if not _searches.acquire(timeout=TURN):
        return LATE
    try:
        with read_within(SEARCH):
            found = answers(words, limit)
    except OperationalError:
        log.warning("A search for a follower was not done in %s s", SEARCH)
        return LATE
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody is waiting
        _log_without_words(error)
        return LATE
    finally:
        _searches.release()
    return _as_outcome(Cards(tuple(found))) if found else NOTHING


def _log_without_words(error: Exception) -> None:
    """Say where it failed. The error's own text may repeat what a citizen wrote."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("A search for a follower failed: %s\n%s", type(error).__name__, places)


def _as_outcome(reply: Reply) -> Outcome:
    match reply:
        case Text(content):
            return {"text": content}
        case Cards(found):
            return {"cards": [asdict(answer) for answer in found]}


def _worded(outcome: Outcome, account: Account, push: Push) -> Reply:
    words = words_of(push.words or push.event_key)
    match outcome:
        case {"text": content}:
            return Text(content)
        case {"cards": cards}:
            return Cards(tuple(Answer(**card) for card in cards))
        case {"late": True}:
            return welcome.search_there(words)
        case _:
            return welcome.nothing_found(account, words)


def _remembered(account: Account, digest: str) -> Outcome | None:
    known = FollowerPush.objects.filter(account=account, digest=digest)
    return known.values_list("outcome", flat=True).first()


def _remember(account: Account, digest: str, outcome: Outcome) -> Outcome:
    """Keep the outcome, and return the one that counts: whoever was first with this push."""
    try:
        with write_within(REMEMBER):
            FollowerPush.objects.create(account=account, digest=digest, outcome=outcome)
    except IntegrityError:
        return _remembered(account, digest) or outcome
    except DatabaseError:
        log.warning("The answer to a follower could not be remembered; it is found anew if needed")
    return outcome
