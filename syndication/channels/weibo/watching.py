"""Looking at one's own posts: the newest five with their text, a hundred others by number."""

from collections.abc import Callable, Iterator
from typing import Any

from syndication.channels.base import Stopped
from syndication.channels.ledger import Ledger
from syndication.channels.meters import Urgency
from syndication.channels.observation import Kept, Observation, Sight
from syndication.channels.weibo.client import WeiboClient
from syndication.channels.weibo.errors import NOT_THERE
from syndication.channels.weibo.text import fingerprint

AT_ONCE = 100

Read = Callable[..., Any]


def observe(
    client: WeiboClient, ledger: Ledger, kept: list[Kept], read: Read
) -> Iterator[Observation]:
    """Yield what is seen of the posts, within the day's allowance. Comments are not looked at."""
    wanted = {one.remote["mid"]: one for one in kept if "mid" in one.remote}
    if not wanted or ledger.wait_for(["user_day"], Urgency.READING):
        return
    for post in read(client.own_newest, "0"):
        one = wanted.pop(str(post["mid"]), None)
        if one is not None:
            yield Observation(one.key, Sight.PRESENT, told(post))
    numbers = list(wanted)
    for start in range(0, len(numbers), AT_ONCE):
        if ledger.wait_for(["user_day"], Urgency.READING):
            return
        some = numbers[start : start + AT_ONCE]
        there = {str(row["id"]) for row in read(client.counts, some)}
        for number in some:
            if number in there:
                yield Observation(wanted[number].key, Sight.PRESENT)
            else:
                yield from _looked_at_closely(client, ledger, read, wanted[number])


def _looked_at_closely(
    client: WeiboClient, ledger: Ledger, read: Read, one: Kept
) -> Iterator[Observation]:
    """A number that is left out is a suspicion; only the post's own page is proof."""
    if ledger.wait_for(["user_day"], Urgency.READING):
        return
    try:
        post = read(client.show, one.remote["mid"])
    except Stopped as stopped:
        if stopped.outcome.code == str(NOT_THERE):
            yield Observation(one.key, Sight.DELETED)
        return
    yield Observation(one.key, Sight.PRESENT, told(post))


def told(post: dict[str, Any]) -> dict[str, str]:
    """Return the words of a post: addresses come back shortened, topics not at all."""
    return {"text": fingerprint(post["text"])}
