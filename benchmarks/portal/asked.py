"""What a page costs by itself: its questions to the database and its processor time, in one process
that keeps nothing.
"""

import statistics
import time
from collections.abc import Mapping

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pagecache.serving import store

Cost = dict[str, float]


def costs(addresses: Mapping[str, str], port: int, requests: int) -> dict[str, Cost]:
    """Return for each name the number of queries and the median milliseconds of processor time
    (`cpu`) and of all (`wall`, with those of a database server). The pages take turns.
    """
    store.most_bytes = 0
    visitor = Client(headers={"host": f"localhost:{port}"})
    found: dict[str, Cost] = {}
    for name, url in addresses.items():
        _get(visitor, url)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            _get(visitor, url)
        found[name] = {"queries": len(queries)}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in addresses}
    for _each in range(requests):
        for name, url in addresses.items():
            cpu, wall = time.process_time(), time.perf_counter()
            _get(visitor, url)
            taken[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    for name, times in taken.items():
        for place, kind in enumerate(("cpu", "wall")):
            found[name][kind] = statistics.median(each[place] for each in times) * 1000
    return found


def _get(visitor: Client, url: str) -> bytes:
    response = visitor.get(url)
    body = b"".join(response) if response.streaming else response.content
    if response.status_code != 200:
        raise SystemExit(f"{url} answers {response.status_code}")
    return body
