"""What holds for whatever a follower sends: answered once, sealed, in time, without a trace."""

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

from syndication.answers import Answer
from syndication.channels.wechat.followers import answering, searching
from syndication.channels.wechat.followers.replies import Cards, Text, as_xml, clipped, with_lines
from syndication.channels.wechat.followers.tasks import forget_pushes
from syndication.channels.wechat.followers.words import LONGEST, words_of
from syndication.models import Account, FollowerPush
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.search.town import put_page
from tests.syndication.engine_room import AES_KEY, wechat_account
from tests.syndication.follower_room import answering_account, card, fund_guide, send
from tests.syndication.pushes import (
    OPENID,
    TOKEN,
    address,
    event,
    message,
    opened,
    push,
    sealed,
    signed,
)


@pytest.fixture
def account(home) -> Account:
    return answering_account(home)


@pytest.fixture
def fund(column):
    return fund_guide(column)


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
    page = ArticlePageFactory(parent=column, title="住房公积金提取办理指南", summary="看这里。")
    put_page(page)
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
