"""An official account that answers its followers, and something for them to find."""

from typing import Any

from django.test import Client

from home.models import ArticlePage, ColumnPage, HomePage
from syndication.models import Account, Route
from tests.home.factories import ArticlePageFactory
from tests.search.town import put_page
from tests.syndication.pushes import (
    TOKEN,
    push,
    reply,
    signed,
)


def answering_account(home: HomePage) -> Account:
    """Return an account that answers with the pages of a whole portal."""
    account = Account.objects.create(
        kind="wechat", name="云汀发布", app_id="wx1", app_secret="s", callback_token=TOKEN
    )
    Route.objects.create(account=account, root=home)
    return account


def fund_guide(column: ColumnPage) -> ArticlePage:
    """Return a page that followers ask for."""
    return put_page(
        ArticlePageFactory(
            parent=column,
            title="住房公积金提取办理指南",
            slug="fund",
            summary="租房、购房、退休，都可以提取公积金。",
        )
    )


def send(client: Client, account: Account, xml: bytes) -> Any:
    """Push what a follower sent; return the reply."""
    return reply(push(client, account, xml, signed()))


def card(root: Any) -> dict[str, str]:
    """Return the one card of a reply."""
    items = root.findall("Articles/item")
    assert root.findtext("ArticleCount") == str(len(items)) == "1"
    return {child.tag: child.text or "" for child in items[0]}
