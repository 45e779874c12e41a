"""Finding out what a Weibo account may do, by calls that change nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from syndication.channels.base import Stopped
from syndication.channels.capabilities import Capabilities, Right
from syndication.channels.weibo.client import WeiboClient

# The documented limits; the platform's own figures are per hour and not to be trusted.
DOCUMENTED = {"user_day": 100, "posts_hour": 30}

Read = Callable[..., Any]


def probe(client: WeiboClient, uid: str, read: Read) -> Capabilities:
    """Ask whose token it is, how long it lives, whether the account is verified."""
    info = read(client.token_info)
    life = info.get("expire_in", info.get("expires_in"))
    rights = {Right.PUBLISH.value: True, Right.DELETE.value: True}
    known_as, verified = uid, None
    try:
        user = read(client.user, uid)
    except Stopped:
        user = {}
    if user:
        known_as = user.get("screen_name", uid)
        verified = user.get("verified")
    try:
        read(client.own_newest, "0")
        rights[Right.READ_BACK.value] = True
    except Stopped:
        rights[Right.READ_BACK.value] = False
    return Capabilities(
        known_as=known_as,
        rights=rights,
        quotas=_quotas(client, read),
        verified=verified,
        token_expires_at=timezone.now() + timedelta(seconds=float(life)) if life else None,
    )


def _quotas(client: WeiboClient, read: Read) -> dict[str, int]:
    """Return the documented limits, unless the platform does not limit this application."""
    try:
        told = read(client.rate_limits)
    except Stopped:
        return {}
    return dict(DOCUMENTED) if "user_limit" in told else {}
