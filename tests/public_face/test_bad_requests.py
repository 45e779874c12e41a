"""Whatever is asked, the portal answers, and never that it broke; nor does it keep what it should
not. `make fuzz` asks more, and something else each time.
"""

import os
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client, TestCase
from hypothesis import HealthCheck, given, settings

from pagecache.serving import store
from tests.doors.addresses import ADDRESSES, ROUTES, routed
from tests.public_face.addresses import readable
from tests.public_face.requests import BROKEN, HEADERS, HOSTS, Sent, requests_of

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "250"))
IS_LONG = "FUZZ_REQUESTS" in os.environ
# All that pages answer below their own addresses, asked below all others, too.
ENDS = tuple({end.replace("{address}", "1") for _door, ends in ROUTES.values() for end in ends})
# Names that the tests' settings let pass: localhost with and without the public port and with a
# dot behind it, and two numbers.
OUR_HOSTS = 5


def answer_to(visitor: Client, sent: Sent) -> HttpResponseBase:
    """Ask as the server hands a request on, and take all of the answer."""
    named = dict(sent.headers)
    kind = named.pop("Content-Type", "application/x-www-form-urlencoded")
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = visitor.generic(
            sent.method,
            sent.path,
            sent.body,
            content_type=kind,
            headers={**named, "Host": sent.host},
            QUERY_STRING=sent.query,
        )
        answer.getvalue()
    return answer


@pytest.fixture
def asked(town) -> list[str]:
    """Every address of every door, of each thing in a town."""
    every = [url for _door, urls in ADDRESSES.values() for url in urls(town.things)]
    below = [url for thing in town.things for _door, url in routed(thing)]
    return list(dict.fromkeys([*readable(town.things), *every, *below]))


def test_no_request_breaks_the_portal_or_fills_its_memory(
    town, asked, keeping, settings_of_one_proxy
):
    visitor = Client(raise_request_exception=False)

    @settings(
        max_examples=REQUESTS,
        deadline=None,
        # Without being told otherwise, the same ones each time.
        derandomize=not IS_LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests_of(asked, ENDS))
    def ask(sent: Sent) -> None:
        assert answer_to(visitor, sent).status_code < 500

    ask()
    assert store.bytes <= store.most_bytes
    assert len(store) <= OUR_HOSTS * len(town.things)
    assert len(_counted()) <= 20


@pytest.fixture
def settings_of_one_proxy(settings) -> None:
    """What visitors say of their address is read, as it is behind a proxy."""
    settings.TRUSTED_PROXIES = 1


def _counted() -> list[str]:
    """Return the keys of the cache, where it tells them; each size of a picture has one, too."""
    keys = getattr(cache, "_cache", {})
    return [key for key in keys if "rendition" not in key]


def test_one_page_asked_in_a_thousand_ways_is_kept_as_often_as_it_has_hosts(keeping, article):
    visitor = Client(raise_request_exception=False)
    ways = [Sent(article.url, query) for query in BROKEN]
    ways += [Sent(article.url, f"page={number}") for number in range(30)]
    ways += [Sent(article.url, host=host) for host in HOSTS]
    ways += [Sent(article.url, host=f"localhost:{port}") for port in range(30)]
    ways += [
        Sent(article.url, headers={name: value})
        for name, values in HEADERS.items()
        for value in values
    ]
    for sent in ways:
        assert answer_to(visitor, sent).status_code < 500, sent
    assert 1 <= len(store) <= OUR_HOSTS
    assert store.bytes < 500_000


def test_pages_past_all_numbers_are_refused_and_not_kept(keeping, column, article):
    for number in ("10" + "0" * 100, "0", "-1", "٣", "２", "1.0", "9" * 3000, "", " 2"):
        answer = answer_to(Client(), Sent(column.url, f"page={quote(number)}"))
        assert answer.status_code in (200, 301, 302, 404), number
    assert len(store) == 0
