"""Looking at a partner's list, a hundred items at a time."""

from collections.abc import Iterator
from typing import Any

from syndication.channels.base import Body
from syndication.channels.observation import Kept, Observation, Sight
from syndication.channels.webhook.client import PartnerClient
from syndication.channels.webhook.render import key_of, words

AT_ONCE = 100
COMPARED = ("title", "digest", "text")


def observe(client: PartnerClient, kept: list[Kept]) -> Iterator[Observation]:
    """Yield what is seen of the items. One that is not listed is asked for before it is missed."""
    wanted = {one.remote["item"]: one for one in kept if "item" in one.remote}
    ids = list(wanted)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        listed = client.listed(some)["items"]
        there = {entry.get("id"): entry for entry in listed if isinstance(entry, dict)}
        for item_id in some:
            one = wanted[item_id]
            if there.get(item_id, {}).get("key") == key_of(one.body):
                yield Observation(one.key, Sight.PRESENT, words(one.body))
            else:
                yield from _looked_at_closely(client, item_id, one)


def _looked_at_closely(client: PartnerClient, item_id: str, one: Kept) -> Iterator[Observation]:
    answer = client.get(item_id)
    if answer.misses(item_id):
        yield Observation(one.key, Sight.DELETED)
    elif answer.is_success and answer.names(item_id):
        yield Observation(one.key, Sight.PRESENT, told(answer.told, one.body))


def told(entry: dict[str, Any], body: Body) -> dict[str, str]:
    """Return the words of an item: our own if it is as it was sent, else what the partner tells."""
    if entry.get("key") == key_of(body):
        return words(body)
    return {name: entry[name] for name in COMPARED if isinstance(entry.get(name), str)}
