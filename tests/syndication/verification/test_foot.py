"""An article lists its official copies at its foot."""

from html import escape

import pytest
from django.test import Client

from home.models import ArticlePage
from leaving.links import way_to
from syndication.engine import watch
from syndication.models import Account
from syndication.models.account import OnChange, Target
from tests.syndication.engine_room import (
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def foot_of(client: Client, page: ArticlePage) -> str:
    html = client.get(page.url).content.decode()
    _, found, rest = html.partition('<section class="copies"')
    return rest.partition("</section>")[0] if found else ""


def test_every_live_copy_is_listed_with_its_account_and_link(client, home, sandbox, column):
    accounts = wechat_account(sandbox), weibo_account(sandbox)
    page = published(column)
    settle_down()
    watch.watch(accounts[0].pk)

    foot = foot_of(client, page)

    for account in accounts:
        assert account.name in foot
        # Platforms are no government sites: readers are asked before they go there.
        assert f'href="{escape(way_to(the_copy(account).url))}"' in foot
    assert "微信公众号" in foot
    assert foot.count("最近巡查") == 1
    assert "后有更正" not in foot


def test_a_copy_that_is_older_than_the_page_is_marked(client, home, sandbox, column):
    weibo_account(sandbox)
    Account.objects.update(on_change=OnChange.LEAVE)
    page = published(column, title="旧标题")
    settle_down()
    page.title = "新标题"
    page.save_revision().publish()
    settle_down()

    assert "后有更正" in foot_of(client, page)


def test_drafts_and_withdrawn_copies_are_not_listed(client, home, sandbox, column):
    wechat_account(sandbox)
    Account.objects.update(target=Target.DRAFT)
    page = published(column)
    settle_down()

    assert foot_of(client, page) == ""


def test_an_article_that_was_never_sent_anywhere_says_nothing(client, article):
    assert foot_of(client, article) == ""


def test_the_number_of_queries_does_not_grow_with_the_copies(
    client, home, sandbox, column, django_assert_num_queries, django_assert_max_num_queries
):
    weibo_account(sandbox)
    wechat_account(sandbox)
    page = published(column)
    settle_down()
    client.get(page.url)
    with django_assert_max_num_queries(40) as queries:
        assert foot_of(client, page).count("<li>") == 2

    for number in range(1, 4):
        wechat_account(sandbox, name=f"云汀{number}号", app_id=f"wx000000000000001{number}")
    page.save_revision().publish()
    settle_down()

    with django_assert_num_queries(len(queries)):
        assert foot_of(client, page).count("<li>") == 5
