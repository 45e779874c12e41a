"""Many who search at once, while pages are published: everybody gets a page, and the right one."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest
from django.db import connection
from django.test import Client

from search.index.writing import store
from tests.home.factories import make_portal
from tests.search.town import PROCUREMENT, TOWN, entry, put

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = (
    "/search/?q=政府采购",
    "/search/?q=zfcg",
    "/search/?q=政府采够管理办法",
    "/search/?q=政府采购&department=市财政局",
    "/search/feed/?q=政府采购",
    "/search/suggest/?q=zhengfu",
)
AT_ONCE, ALL, CHANGES = 10, 50, 20


def test_fifty_who_search_while_pages_are_published_each_get_what_there_is():
    make_portal()
    put(*TOWN)

    def read(address: str) -> tuple[int, bool]:
        try:
            response = Client().get(address)
            said = response.content.decode().replace("<mark>", "").replace("</mark>", "")
            return response.status_code, PROCUREMENT.title in said
        finally:
            connection.close()

    def publish() -> None:
        try:
            for at in range(CHANGES):
                store({"town:2": [entry(f"政府采购简报第{at}期", key="news")]})
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        publishing = pool.submit(publish)
        answers = list(pool.map(read, islice(cycle(ADDRESSES), ALL)))
        publishing.result()

    assert answers == [(200, True)] * ALL
