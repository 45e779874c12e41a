"""Finding out what an official account may do, by calls that change nothing."""

from collections.abc import Callable
from typing import Any

from syndication.channels.base import Refused, Stopped
from syndication.channels.capabilities import Capabilities, Right
from syndication.channels.meters import Meters
from syndication.channels.wechat.client import OfficialAccountClient

NOT_ALLOWED = frozenset({"48001", "48004", "48008", "50002"})
NO_MENU = "46003"

Read = Callable[..., Any]


def probe(client: OfficialAccountClient, meters: Meters, known_as: str, read: Read) -> Capabilities:
    """Ask for each right in the cheapest way, and for the limit of each call we make."""
    rights = {Right.DRAFT.value: True}
    published = _may(read, client.publish.batchget, 0, 1)
    if published is not None:
        for right in (Right.PUBLISH, Right.READ_BACK, Right.DELETE):
            rights[right.value] = published
    for right, call in (
        (Right.MASS_SEND, client.account.mass_speed),
        (Right.MENU, client.account.menu),
    ):
        allowed = _may(read, call)
        if allowed is not None:
            rights[right.value] = allowed
    return Capabilities(known_as=known_as, rights=rights, quotas=_quotas(client, meters, read))


def _may(read: Read, call: Callable[..., Any], *args: Any) -> bool | None:
    """Return whether a call is allowed; None if the answer does not tell."""
    try:
        read(call, *args)
    except Stopped as stopped:
        if stopped.outcome.code == NO_MENU:
            return True
        refused = isinstance(stopped.outcome, Refused) and stopped.outcome.code in NOT_ALLOWED
        return False if refused else None
    return True


def _quotas(client: OfficialAccountClient, meters: Meters, read: Read) -> dict[str, int]:
    quotas: dict[str, int] = {}
    for name in meters:
        try:
            quota = read(client.account.quota, name)
        except Stopped:
            # Not every endpoint has one; what is not told is not known.
            continue
        quotas[name] = int(quota["daily_limit"])
    return quotas
