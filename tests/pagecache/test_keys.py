"""Which requests are answered from what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache.keys import key_of


def key(
    query: str = "", *, method: str = "GET", path: str = "/news/", host: str = "localhost:8000"
):
    return key_of(method, "http", host, path, query)


def test_a_page_and_the_pages_of_a_list_have_a_key_each():
    assert len({key(), key("page=2"), key("page=3"), key(path="/notices/")}) == 4


def test_reading_the_head_is_reading_the_page():
    assert key(method="HEAD") == key()


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "TRACE"])
def test_nothing_but_reading_has_a_key(method):
    assert key(method=method) is None


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=02",
        "page=-1",
        "page=1000000",
        "page=２",
        "page=2&page=3",
        "page=2&x=1",
        "x",
        "&",
        "page=",
    ],
)
def test_what_no_list_of_ours_asks_for_has_none(query):
    assert key(query) is None


@given(st.text())
def test_all_query_strings_together_make_no_more_keys_than_lists_have_pages(query):
    found = key(query)
    assert found is None or query in ("", f"page={found[3]}")


def test_long_and_foreign_paths_have_none():
    assert key(path="/" + "a" * 501) is None
    assert key(path="/新闻/") is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "www.example.gov.cn", "[::1]"])
def test_a_host_has_a_key_by_its_name_and_by_the_port_that_citizens_use(host):
    assert key(host=host) is not None


@pytest.mark.parametrize(
    "host", ["", "localhost:1", "localhost:", "localhost:08000", "localhost:8000:1", "[::1]:8000"]
)
def test_made_up_ports_have_none_as_there_would_be_a_key_for_each(host):
    assert key(host=host) is None
