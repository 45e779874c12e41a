"""From what a follower did to what the account answers, within the platform's five seconds.

Nothing here talks to a platform, to a broker or to a worker. Searches are cut off, few run at
once, and remembering the outcome does not wait for other writers: whoever comes while the
portal is busy is given the address of its search.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, IntegrityError

from syndication.answers import Answer
from syndication.channels.wechat.followers import menu, replies, welcome
from syndication.channels.wechat.followers.replies import Cards, Reply, Text
from syndication.channels.wechat.followers.searching import Searches, TooLate
from syndication.channels.wechat.followers.words import words_of
from syndication.channels.wechat.pushes import Push
from syndication.models import Account, FollowerPush
from syndication.time_limits import write_within

log = logging.getLogger(__name__)

# Seconds to wait for other writers before an answer is not remembered.
REMEMBER = 0.25

Outcome = dict[str, Any]
LATE: Outcome = {"late": True}
NOTHING: Outcome = {"nothing": True}

searches = Searches()


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
    try:
        found = searches.find(words, limit)
    except TooLate:
        return LATE
    return _as_outcome(Cards(tuple(found))) if found else NOTHING


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
    """Keep the outcome, and return the one that counts: whoever was first with this push.

    Having been too late is not kept. When the push is repeated there may be more time.
    """
    if outcome == LATE:
        return outcome
    try:
        with write_within(REMEMBER):
            FollowerPush.objects.create(account=account, digest=digest, outcome=outcome)
    except IntegrityError:
        return _remembered(account, digest) or outcome
    except DatabaseError:
        log.warning("The answer to a follower could not be remembered; it is found anew if needed")
    return outcome
