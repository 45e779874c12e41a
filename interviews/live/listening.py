"""Hints from other processes, through Redis."""

import asyncio
import logging
from collections.abc import Callable

import redis.asyncio
from django.conf import settings
from redis.exceptions import RedisError

from interviews.live import hints

log = logging.getLogger(__name__)

AGAIN = 2.0


async def listen(heard: Callable[[int, int], None]) -> None:
    """Pass on hints until cancelled. While Redis is away the polls go on."""
    is_away = False
    while True:
        client = redis.asyncio.Redis.from_url(
            settings.INTERVIEWS_REDIS, socket_connect_timeout=2, health_check_interval=10
        )
        try:
            async with client, client.pubsub(ignore_subscribe_messages=True) as subscription:
                await subscription.subscribe(hints.channel())
                is_away = False
                while True:
                    message = await subscription.get_message(timeout=5)
                    hint = message and hints.read(message["data"])
                    if hint:
                        heard(*hint)
        except (RedisError, OSError) as error:
            if not is_away:
                log.warning("Redis gives no hints, readers wait half a second longer: %s", error)
            is_away = True
        await asyncio.sleep(AGAIN)
