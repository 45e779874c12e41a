"""Serving: readers who follow an interview hold a line each, all other requests share threads."""

from portal.settings.environment import env

WEB_THREADS = env.int("WEB_THREADS", default=8)
# The most that an ordinary request may bring along, in bytes and in seconds.
WEB_BODY_BYTES = env.int("WEB_BODY_BYTES", default=128 * 1024 * 1024)
WEB_BODY_SECONDS = env.int("WEB_BODY_SECONDS", default=900)
INTERVIEWS_READERS = env.int("INTERVIEWS_READERS", default=5000)
# One address may be a whole office or a mobile network's exit.
INTERVIEWS_READERS_OF_ADDRESS = env.int("INTERVIEWS_READERS_OF_ADDRESS", default=1000)
# Where several processes serve, they tell each other through Redis that there is news.
_cache = env.str("CACHE_URL", default="")
INTERVIEWS_REDIS = env.str("INTERVIEWS_REDIS", default=_cache if _cache.startswith("redis") else "")
