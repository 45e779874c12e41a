"""The index of addresses, and what asking costs."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from syndication.channels.remedies import Remedy
from syndication.models import PublishedAddress
from syndication.verification.answers import Reason, Verdict
from syndication.verification.asking import ask
from tests.syndication.engine_room import published, settle_down
from tests.syndication.verification.asking_room import correct, url_of, verdict

pytestmark = pytest.mark.usefixtures("quick")

CURRENT, CORRECTED = Verdict.CURRENT, Verdict.CORRECTED


def test_the_index_can_be_written_from_the_copies_themselves(wechat, weibo, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    old = url_of(wechat)
    correct(page, chief, Remedy.REPLACE)
    known = set(PublishedAddress.objects.values_list("kind", "form", "key"))
    PublishedAddress.objects.all().delete()

    for _ in range(2):
        call_command("index_addresses")

    assert set(PublishedAddress.objects.values_list("kind", "form", "key")) == known
    assert verdict(old) == (CORRECTED, Reason.REPLACED)
    assert verdict(url_of(wechat)) == (CURRENT, Reason.AS_PUBLISHED)


def test_writing_the_index_again_keeps_what_is_known_better(weibo, column):
    page = published(column)
    settle_down()
    page.unpublish()
    settle_down()
    before = list(PublishedAddress.objects.order_by("pk").values())

    call_command("index_addresses")

    assert list(PublishedAddress.objects.order_by("pk").values()) == before


def test_the_number_of_queries_depends_neither_on_the_links_nor_on_what_is_published(
    wechat, weibo, column, django_assert_max_num_queries
):
    published(column)
    settle_down()
    one = _queries_for(url_of(weibo))

    for _ in range(3):
        published(column)
    settle_down()
    links = " ".join(account_copy.url for account_copy in weibo.copies.all())
    assert len(ask(links).answers) == 4
    assert _queries_for(links) == one
    with django_assert_max_num_queries(20):
        ask(f"{links} https://weibo.com/1/z20XK26My https://mp.weixin.qq.com/s/unknown000")


def _queries_for(text: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask(text)
    return len(queries)
