"""Whatever is asked, the portal answers, and never that it broke; nor does it keep what it should
not. `make fuzz` asks more.
"""

import os

import pytest
from django.core.cache import cache
from django.test import Client, TestCase
from hypothesis import HealthCheck, given, settings

from pagecache.serving import store
from tests.doors.addresses import ADDRESSES, ROUTES, routed
from tests.public_face.addresses import readable
from tests.public_face.requests import Sent, requests_of

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "300"))
# All that pages answer below their own addresses.
ENDS = tuple({end.replace("{address}", "1") for _door, ends in ROUTES.values() for end in ends})


def answer_to(visitor: Client, sent: Sent):
    """Ask as a server hands it to the portal: what is not ASCII as Latin letters."""
    named = dict(sent.headers)
    kind = named.pop("Content-Type", "application/x-www-form-urlencoded")
    answer = visitor.generic(
        sent.method,
        sent.path,
        sent.body,
        content_type=kind,
        headers={**named, "Host": sent.host},
        QUERY_STRING=sent.query,
    )
    return answer, answer.getvalue()


@pytest.fixture
def asked(town) -> list[str]:
    every = [url for _door, urls in ADDRESSES.values() for url in urls(town.things)]
    below = [url for thing in town.things for _door, url in routed(thing)]
    return list(dict.fromkeys([*readable(town.things), *every, *below]))


def test_no_request_breaks_the_portal_or_fills_its_memory(asked, keeping, subtests=None):
    visitor = Client(raise_request_exception=False)
    broken: dict[str, Sent] = {}
    before = len(cache._cache) if hasattr(cache, "_cache") else 0

    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize="FUZZ_REQUESTS" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests_of(asked, ENDS))
    def ask(sent: Sent) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer, _body = answer_to(visitor, sent)
        assert answer.status_code < 500, sent

    ask()
    assert store.bytes <= store.most_bytes
    print("store", len(store), store.bytes, "cache", before, len(cache._cache))
    print(list(cache._cache)[:80])
