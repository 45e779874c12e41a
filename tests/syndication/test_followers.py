"""What an official account does for those who follow it: welcome, answers, and no traces."""

import logging
import time
from datetime import timedelta
from typing import Any

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from syndication.answers import Answer
from syndication.channels.wechat.followers import answering, searching
from syndication.channels.wechat.followers.replies import Cards, Text, as_xml, clipped, with_lines
from syndication.channels.wechat.followers.tasks import forget_pushes
from syndication.channels.wechat.followers.words import LONGEST, words_of
from syndication.models import Account, AutoReply, FollowerPush, InboundEvent, Route
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.syndication.engine_room import AES_KEY, picture, wechat_account
from tests.syndication.pushes import (
    OPENID,
    ORIGINAL_ID,
    TOKEN,
    address,
    event,
    message,
    opened,
    push,
    reply,
    sealed,
    signed,
)


@pytest.fixture
def account(home) -> Account:
    account = Account.objects.create(
        kind="wechat", name="云汀发布", app_id="wx1", app_secret="s", callback_token=TOKEN
    )
    Route.objects.create(account=account, root=home)
    return account


@pytest.fixture
def fund(column):
    return ArticlePageFactory(
        parent=column,
        title="住房公积金提取办理指南",
        slug="fund",
        summary="租房、购房、退休，都可以提取公积金。",
    )


@pytest.fixture
def own_cache(settings) -> None:
    """A cache that no other run has left pictures in: they are gone with its database."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "followers"}}


def send(client, account, xml):
    return reply(push(client, account, xml, signed()))


def card(root) -> dict[str, str]:
    items = root.findall("Articles/item")
    assert root.findtext("ArticleCount") == str(len(items)) == "1"
    return {child.tag: child.text or "" for child in items[0]}


# --- words -----------------------------------------------------------------------------------


def test_words_get_the_best_matching_page_as_a_card(client, account, fund, column):
    ArticlePageFactory(parent=column, title="公积金中心春节值班安排", slug="duty")

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
    ArticlePageFactory(parent=column, title="数据中心公告", slug="v6", summary="全市网站支持IPv6。")
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


# --- once, and sealed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (message("公积金", 1), message("公积金", 2)),
        (event("CLICK", "公积金"), event("CLICK", "公积金", when=1481013460)),
        (event("CLICK", "公积金"), event("CLICK", "社保")),
        (event("CLICK", "公积金"), event("CLICK", "公积金", openid="another")),
    ],
)
def test_a_repeated_push_gets_the_same_answer_and_another_one_its_own(
    client, account, fund, first, second
):
    answers = [send(client, account, first) for _ in range(3)]
    fund.unpublish()
    answers.append(send(client, account, first))
    other = send(client, account, second)

    assert [answer.findtext("Articles/item/Title") for answer in answers] == [fund.title] * 4
    assert other.findtext("MsgType") == "text"
    assert FollowerPush.objects.count() == 2


def test_an_encrypted_push_is_answered_with_the_key_that_opened_it(client, account, fund):
    account.take("callback_aes_key", AES_KEY[::-1])
    account.take("callback_aes_key", AES_KEY)
    account.save()
    for number, key in enumerate((AES_KEY, AES_KEY[::-1])):
        xml, query = sealed(message("公积金", number), signed(), key, "wx1")
        answer = push(client, account, xml, query)
        assert "公积金" not in answer.content.decode()
        assert card(opened(answer, key, "wx1"))["Title"] == fund.title


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["plain", "aes"])
def test_the_platform_takes_what_we_answer(live_server, sandbox, quick, settings, mode):
    settings.ALLOWED_HOSTS = ["*"]
    column = ColumnPageFactory(parent=make_portal(), title="办事服务", slug="service")
    ArticlePageFactory(parent=column, title="住房公积金提取办理指南", summary="看这里。")
    account = wechat_account(sandbox)
    account.callback_token, account.callback_aes_key = TOKEN, AES_KEY if mode == "aes" else ""
    account.save()
    sandbox.control(
        "wechat/accounts",
        app_id=account.app_id,
        callback_url=f"{live_server.url}{address(account, {}).rstrip('?')}",
        callback_token=TOKEN,
        callback_aes_key=AES_KEY,
        callback_mode=mode,
    )

    def act(does: str, **what: str) -> dict[str, Any] | None:
        told = sandbox.control(
            "wechat/followers/act", app_id=account.app_id, openid=OPENID, does=does, wait=8, **what
        )
        return told["answer"]

    welcome, found = act("subscribe"), act("text", content="公积金怎么提取")
    nothing, cards = act("text", content="<xml>]]>"), act("click", key="公积金")
    quiet = [act("view", url="https://h.example/"), act("scan", scene="7"), act("unsubscribe")]

    assert "办事服务" in welcome["data"]["text"]
    assert found["data"]["articles"][0]["title"] == "住房公积金提取办理指南"
    assert nothing["kind"] == "text"
    assert cards["kind"] == "news"
    assert quiet == [None] * 3


# --- no traces -------------------------------------------------------------------------------


def test_neither_who_wrote_nor_what_is_stored_or_logged(client, account, fund, caplog):
    caplog.set_level(logging.DEBUG)
    words = "公积金提取我叫王小明"
    for xml in (message(words), message("王小明量子纠缠", 2), event("CLICK", words)):
        push(client, account, xml, signed())

    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, outcome FROM syndication_followerpush")
        stored = str(cursor.fetchall())
    assert "王小明" not in stored
    assert OPENID not in stored
    assert "王小明" not in caplog.text
    assert OPENID not in caplog.text


def test_pushes_are_forgotten_within_hours(client, account):
    for number in range(2):
        push(client, account, message("公积金", number), signed())
    newest = FollowerPush.objects.latest("pk")
    FollowerPush.objects.exclude(pk=newest.pk).update(
        received_at=timezone.now() - timedelta(hours=2)
    )
    forget_pushes()
    assert FollowerPush.objects.get() == newest


# --- within five seconds ---------------------------------------------------------------------


def test_a_search_that_takes_too_long_gives_the_portals_search_instead(
    client, account, settings, monkeypatch
):
    settings.SYNDICATION_ANSWERS = "tests.syndication.bad_answers.endless"
    monkeypatch.setattr(searching, "ENOUGH", 0.3)
    monkeypatch.setattr(answering, "searches", searching.Searches())

    content = send(client, account, message("公积金")).findtext("Content")

    assert '<a href="http://localhost:8000/' in content
    # The connection is as good as before.
    assert send(client, account, event("subscribe")).findtext("MsgType") == "text"
    assert FollowerPush.objects.count() == 1


def test_while_searches_are_slow_the_next_ones_get_less_time(db, settings):
    settings.SYNDICATION_ANSWERS = "tests.syndication.bad_answers.endless"
    searches, seconds = searching.Searches(), []
    for _ in range(3):
        begun = time.monotonic()
        with pytest.raises(searching.TooLate):
            searches.find("公积金", 1)
        seconds.append(time.monotonic() - begun)
    assert seconds[0] > searching.ENOUGH
    assert max(seconds[1:]) < searching.ENOUGH / 2


def test_a_search_that_fails_is_no_error_page_and_its_words_are_not_logged(
    client, account, settings, caplog
):
    settings.SYNDICATION_ANSWERS = "tests.syndication.bad_answers.broken"
    content = send(client, account, message("王小明")).findtext("Content")
    assert "<a href=" in content
    assert "ValueError" in caplog.text
    assert "王小明" not in caplog.text


def test_when_too_many_search_at_once_the_rest_is_sent_to_the_portals_search(client, account, fund):
    turns = answering.searches._turns
    taken = [turns.acquire(timeout=1) for _ in range(searching.AT_ONCE)]
    try:
        content = send(client, account, message("公积金")).findtext("Content")
    finally:
        for _ in taken:
            turns.release()
    assert '<a href="http://localhost:8000/' in content


# --- rules -----------------------------------------------------------------------------------


@given(st.text(max_size=300))
def test_words_are_one_short_line_without_control_characters(content):
    words = words_of(content)
    assert len(words) <= LONGEST
    assert words == words.strip()
    assert words.isprintable()


@given(st.text(max_size=1500), st.lists(st.text(max_size=300), max_size=9))
def test_a_text_keeps_within_its_bytes_and_its_lines_whole(opening, lines):
    content = with_lines(opening, lines).content
    assert len(content.encode()) <= 2048
    assert content.startswith(clipped(opening.strip(), 2048))


@given(
    st.one_of(
        st.text(max_size=3000).map(Text),
        st.lists(st.builds(Answer, *[st.text(max_size=200)] * 4), min_size=1, max_size=12).map(
            lambda answers: Cards(tuple(answers))
        ),
    ),
    st.text(max_size=30),
)
def test_every_reply_is_wellformed_and_within_the_platforms_limits(what, openid):
    root = ElementTree.fromstring(as_xml(what, to=openid, sender="gh_1", at=1))
    assert len((root.findtext("Content") or "").encode()) <= 2048
    assert len(root.findall("Articles/item")) <= 8
    assert [child.tag for child in root][:4] == [
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
    ]
