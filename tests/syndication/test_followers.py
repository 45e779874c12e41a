"""What an official account does for those who follow it: answers and a welcome."""

import pytest
from wagtail.models import PageViewRestriction

from syndication.models import Account, AutoReply, FollowerPush, InboundEvent, Route
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.search.town import put_page
from tests.syndication.engine_room import picture
from tests.syndication.follower_room import answering_account, card, fund_guide, send
from tests.syndication.pushes import (
    OPENID,
    ORIGINAL_ID,
    event,
    message,
    push,
    signed,
)


@pytest.fixture
def account(home) -> Account:
    return answering_account(home)


@pytest.fixture
def fund(column):
    return fund_guide(column)


@pytest.fixture
def own_cache(settings) -> None:
    """A cache that no other run has left pictures in: they are gone with its database."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "followers"}}


# --- words -----------------------------------------------------------------------------------


def test_words_get_the_best_matching_page_as_a_card(client, account, fund, column):
    put_page(ArticlePageFactory(parent=column, title="公积金中心春节值班安排", slug="duty"))

    root = send(client, account, message("公积金怎么提取？"))

    assert root.findtext("MsgType") == "news"
    assert root.findtext("ToUserName") == OPENID
    assert root.findtext("FromUserName") == ORIGINAL_ID
    assert card(root) == {
        "Title": "住房公积金提取办理指南",
        "Description": "租房、购房、退休，都可以提取公积金。",
        "PicUrl": "",
        "Url": "http://localhost:8000/news/fund/",
    }


@pytest.mark.usefixtures("own_cache")
def test_the_card_carries_the_pages_share_image_if_it_has_been_made(client, account, fund):
    fund.cover = picture()
    fund.save()
    assert card(send(client, account, message("公积金", 1)))["PicUrl"] == ""

    client.get("/news/fund/")

    url = card(send(client, account, message("公积金", 2)))["PicUrl"]
    assert url.startswith("http://localhost:8000/media/")
    assert url.endswith(".jpg")


def test_a_page_is_found_by_its_summary_and_by_words_of_another_script(client, account, column):
    page = ArticlePageFactory(parent=column, title="数据中心公告", summary="全市网站支持IPv6。")
    put_page(page)
    assert card(send(client, account, message("ipv6")))["Title"] == "数据中心公告"


@pytest.mark.parametrize("state", ["draft", "private"])
def test_what_the_public_cannot_read_is_no_answer(client, account, fund, state):
    if state == "draft":
        fund.unpublish()
    else:
        PageViewRestriction.objects.create(page=fund, restriction_type="login")
    assert send(client, account, message("公积金提取")).findtext("MsgType") == "text"


def test_words_that_nothing_answers_get_the_main_entries(client, account, home):
    ColumnPageFactory(parent=home, title="办事服务", slug="service")

    content = send(client, account, message("量子纠缠")).findtext("Content")

    assert "没有找到与“量子纠缠”有关的内容" in content
    assert '<a href="http://localhost:8000/service/">办事服务</a>' in content


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "😀😀👨‍👩‍👧",
        "？！……",
        "<script>alert(1)</script>",
        '<a href="https://evil.example/">点我</a>',
        "]]><MsgType>evil</MsgType><![CDATA[",
        "100% _ \\ ' \" ; DROP TABLE",
        "公积金" * 3334,
        "\u202e\u200b\ufeff\ue000\t\n\x7f",
        "%s %(words)s {0} {words}",
    ],
)
def test_whatever_is_written_gets_a_readable_reply(client, account, words):
    root = send(client, account, message(words))

    content = root.findtext("Content")
    assert root.findtext("MsgType") == "text"
    assert len(content.encode()) <= 2048
    assert '<a href="https://evil' not in content
    assert "<script" not in content


def test_pictures_voices_and_places_are_taken_without_a_word(client, account):
    xml = message("x").replace("[text]", "[voice]")
    assert push(client, account, xml, signed()).content == b"success"


# --- following -------------------------------------------------------------------------------


def test_a_new_follower_is_welcomed_with_the_portals_main_menu(client, account, home):
    ColumnPageFactory(parent=home, title="政务公开", slug="open")
    ColumnPageFactory(parent=home, title="不在菜单", slug="hidden", show_in_menus=False)

    content = send(client, account, event("subscribe", "qrscene_7")).findtext("Content")

    assert content.startswith("感谢关注云汀发布")
    assert '<a href="http://localhost:8000/open/">政务公开</a>' in content
    assert "不在菜单" not in content


def test_an_account_of_one_column_offers_that_column(client, account, column):
    account.routes.all().delete()
    Route.objects.create(account=account, root=column)
    content = send(client, account, event("subscribe")).findtext("Content")
    assert content.count("<a ") == 1
    assert '<a href="http://localhost:8000/news/">要闻动态</a>' in content


def test_the_accounts_own_welcome_and_entries_come_first(client, account, column, fund):
    AutoReply.objects.create(
        account=account,
        welcome="您好，这里是云汀发布。",
        entries=[
            ("page", {"page": fund, "title": "", "picture": None}),
            ("page", {"page": column, "title": "看新闻", "picture": None}),
            (
                "address",
                {"title": "预约挂号", "url": "https://h.example/?a=1&b=2", "picture": None},
            ),
        ],
    )
    content = send(client, account, event("subscribe")).findtext("Content")
    assert content == (
        "您好，这里是云汀发布。\n\n"
        '<a href="http://localhost:8000/news/fund/">住房公积金提取办理指南</a>\n'
        '<a href="http://localhost:8000/news/">看新闻</a>\n'
        '<a href="https://h.example/?a=1&b=2">预约挂号</a>'
    )


def test_an_entry_whose_page_is_taken_down_is_left_out(client, account, column, fund):
    AutoReply.objects.create(
        account=account,
        welcome="您好。",
        entries=[
            ("page", {"page": fund, "title": "", "picture": None}),
            ("page", {"page": column, "title": "", "picture": None}),
        ],
    )
    fund.unpublish()
    content = send(client, account, event("subscribe")).findtext("Content")
    assert "公积金" not in content
    assert "要闻动态" in content


@pytest.mark.usefixtures("own_cache")
def test_the_welcome_may_come_as_cards_with_pictures(client, account, column, fund):
    own = AutoReply.objects.create(
        account=account,
        welcome="您好，这里是云汀发布。",
        layout="cards",
        entries=[
            ("page", {"page": fund, "title": "公积金", "picture": picture()}),
            *[("page", {"page": column, "title": f"入口{n}", "picture": None}) for n in range(7)],
        ],
    )
    own.draw_pictures()

    root = send(client, account, event("subscribe"))

    items = root.findall("Articles/item")
    assert [item.findtext("Title") for item in items][:2] == ["公积金", "入口0"]
    assert len(items) == 8
    assert items[0].findtext("Description") == "您好，这里是云汀发布。"
    assert items[0].findtext("PicUrl").endswith(".jpg")


@pytest.mark.parametrize(
    "name", ["unsubscribe", "VIEW", "SCAN", "LOCATION", "TEMPLATESENDJOBFINISH"]
)
def test_other_events_are_taken_without_a_word_and_without_a_trace(client, account, name):
    assert push(client, account, event(name, "k"), signed()).content == b"success"
    assert not FollowerPush.objects.exists()
    assert not InboundEvent.objects.exists()
