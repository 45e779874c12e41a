"""Who is a robot, and who has asked the same before: so that one person does not count as many.

Nothing of this is written down. Within a minute a process remembers how often an address came;
within a day the cache holds a keyed hash of address and query, with another key every day.
"""

import re
import threading
import time
from collections import Counter
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from search.log.limits import limit

DAY = 24 * 60 * 60
# Whoever has no known address counts as one visitor, whose limits are so many times wider.
UNKNOWN = 20
_SAYS_SO = re.compile(r"bot|spider|crawl|slurp|python|curl|wget|scrapy|httpclient", re.IGNORECASE)


def visitor_of(request: HttpRequest) -> str:
    """Return the visitor's address, "" if it is not known: see the setting `SEARCH_VISITOR`."""
    return import_string(settings.SEARCH_VISITOR)(request)


def is_robot(request: HttpRequest) -> bool:
    """Tell whether a visitor says itself that it is a program."""
    return bool(_SAYS_SO.search(request.headers.get("User-Agent", "")))


class Minute:
    """How often each visitor came in this minute, in this process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._minute = 0
        self._times: Counter[str] = Counter()

    def takes(self, visitor: str) -> bool:
        """Count a visit; tell whether it is within the limit."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._times = minute, Counter()
            self._times[visitor] += 1
            return self._times[visitor] <= limit(self._name) * (1 if visitor else UNKNOWN)

    def forget(self) -> None:
        """Begin anew: for tests, whose visitors are all the same."""
        with self._lock:
            self._times = Counter()


def asks_first(visitor: str, said: str, day: date) -> bool:
    """Tell whether nobody from this address has asked this on this day before."""
    mark = salted_hmac(f"search.asker.{day}", f"{visitor}\0{said}", algorithm="sha256").hexdigest()
    return cache.add(f"search:asker:{mark}", 1, DAY)
