"""The menu of an official account: published by a worker, watched on the platform."""

import pytest
from django.urls import reverse
from django.utils import timezone

from syndication.admin.custom_menus import state_of
from syndication.channels.wechat.followers import menu_keeping
from syndication.channels.wechat.followers.menu import as_platform
from syndication.models import Account, CustomMenu
from tests.syndication.menu_room import a_menu, call, followed_account, tended

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(home, sandbox) -> Account:
    return followed_account(sandbox)


@pytest.fixture
def menu(account, column) -> CustomMenu:
    return a_menu(account, column)


# --- publishing ------------------------------------------------------------------------------


def test_a_menu_is_published_as_the_platform_wants_it_and_read_back(menu, account):
    state = state_of(tended(menu))

    assert state.tone == "good"
    assert state.here == state.there
    reply_key = as_platform(menu)["button"][2]["key"]
    assert call(account, "get")["menu"]["button"] == [
        {
            "name": "看政务",
            "sub_button": [
                {"type": "view", "name": "要闻动态", "url": "http://localhost:8000/news/"},
                {"type": "view", "name": "预约", "url": "https://h.example/book?a=1&b=2"},
            ],
        },
        {"type": "click", "name": "公积金", "key": "公积金 提取"},
        {"type": "click", "name": "值班电话", "key": reply_key},
    ]
    assert len(reply_key.encode()) <= 128


def test_seeing_to_it_again_publishes_nothing_again(menu, sandbox):
    for _ in range(3):
        menu = tended(menu)
    assert sandbox.state()["counters"]["/cgi-bin/menu/create"] == 1
    assert menu.next_at is None


def test_without_buttons_the_menu_is_taken_off_the_platform(menu, account):
    menu = tended(menu)
    menu.buttons = []
    menu.save()

    state = state_of(tended(menu))

    assert state.tone == "good"
    assert call(account, "get")["errcode"] == 46003


def test_a_page_that_moves_takes_its_button_along(menu, account, column):
    menu = tended(menu)
    column.slug = "yaowen"
    column.save()
    assert state_of(menu).tone == "busy"

    menu = tended(menu)

    first = call(account, "get")["menu"]["button"][0]["sub_button"][0]
    assert first["url"] == "http://localhost:8000/yaowen/"
    assert state_of(menu).tone == "good"


def test_a_button_to_a_page_that_was_taken_down_is_told_and_not_published(menu, column, sandbox):
    column.unpublish()
    state = state_of(tended(menu))
    assert "“要闻动态”打开的页面没有公开" in state.sentence
    assert "/cgi-bin/menu/create" not in sandbox.state()["counters"]


def test_a_paused_account_keeps_its_menu_waiting(menu, account, sandbox):
    Account.objects.update(is_paused=True)
    menu = tended(menu)
    assert menu.next_at is not None
    assert menu not in menu_keeping.to_tend()
    assert "暂停" in state_of(menu).sentence
    assert "/cgi-bin/menu/create" not in sandbox.state()["counters"]


# --- what the platform says ------------------------------------------------------------------


def test_an_account_without_the_right_is_told_in_plain_chinese(menu, account, sandbox):
    sandbox.control("wechat/accounts", app_id=account.app_id, rights={"menu": False})
    menu = tended(menu)
    state = state_of(menu)
    assert (state.tone, menu.next_at) == ("bad", None)
    assert "没有通过接口设置菜单的权限" in state.sentence
    account.refresh_from_db()
    assert not account.is_blocked


def test_a_wrong_secret_is_told_in_plain_chinese(menu, account, sandbox):
    Account.objects.update(app_secret="wrong")
    assert "密钥" in state_of(tended(menu)).sentence


@pytest.mark.parametrize("kind", ["drop", "empty", "html502", "silent"])
def test_a_platform_that_does_not_answer_is_tried_again_by_itself(menu, sandbox, kind):
    sandbox.control("faults", match="/cgi-bin/menu/create", kind=kind, times=1)
    menu = tended(menu)
    assert menu.next_at is not None
    assert menu.code

    menu = tended(menu)

    assert state_of(menu).tone == "good"
    assert (menu.next_at, menu.failures) == (None, 0)


def test_a_busy_platform_is_tried_again_by_itself(menu, sandbox):
    sandbox.control("faults", match="/cgi-bin/menu/create", kind="refuse", params={"errcode": -1})
    menu = tended(menu)
    assert menu.next_at is not None
    assert state_of(tended(menu)).tone == "good"


# --- drift -----------------------------------------------------------------------------------


def test_a_menu_that_somebody_changed_on_the_platform_is_shown_beside_ours(menu, account):
    menu = tended(menu)
    other = {"button": [{"type": "click", "name": "别的", "key": "别的"}]}
    assert call(account, "create", other)["errcode"] == 0

    state = state_of(tended(menu))

    assert state.is_drift
    assert [shown.name for shown in state.here] == ["看政务", "公积金", "值班电话"]
    assert state.there != state.here


def test_ours_is_published_again_when_somebody_says_so(menu, account, admin_client):
    menu = tended(menu)
    call(account, "delete")
    menu = tended(menu)
    assert state_of(menu).is_drift

    answer = admin_client.post(reverse("custommenu:publish", args=[menu.pk]))

    assert 'data-moving="yes"' in answer.content.decode()
    assert state_of(tended(menu)).tone == "good"
    assert len(call(account, "get")["menu"]["button"]) == 3


def test_menus_are_looked_at_every_few_hours(menu):
    menu = tended(menu)
    assert menu not in menu_keeping.to_tend()
    menu.note(seen_at=timezone.now() - menu_keeping.LOOK_EVERY * 2)
    assert menu in menu_keeping.to_tend()
