"""The menu of an official account: edited here, published by a worker, watched on the platform."""

import json
from typing import Any

import pytest
import requests
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from syndication.admin.custom_menus import state_of
from syndication.channels.wechat.followers import menu_keeping
from syndication.channels.wechat.followers.menu import as_platform
from syndication.models import Account, AutoReply, CustomMenu
from syndication.models.byte_limits import MostBytes
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.syndication.engine_room import wechat_account
from tests.syndication.pushes import TOKEN, event, push, reply, signed

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(home, sandbox) -> Account:
    account = wechat_account(sandbox)
    account.callback_token = TOKEN
    account.save()
    return account


@pytest.fixture
def menu(account, column) -> CustomMenu:
    return CustomMenu.objects.create(
        account=account,
        buttons=[
            (
                "sub_menu",
                {
                    "name": "看政务",
                    "buttons": [
                        {"name": "要闻动态", "does": [("page", column)]},
                        {"name": "预约", "does": [("address", "https://h.example/book?a=1&b=2")]},
                    ],
                },
            ),
            ("button", {"name": "公积金", "does": [("words", "公积金 提取")]}),
            ("button", {"name": "值班电话", "does": [("reply", "请拨12345。")]}),
        ],
        next_at=timezone.now(),
    )


def tended(menu: CustomMenu) -> CustomMenu:
    """Do what a worker does."""
    menu_keeping.tend(menu.pk)
    return CustomMenu.objects.select_related("account").get(pk=menu.pk)


def call(account: Account, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Do something to the menu past us, as somebody in the console would."""
    account.refresh_from_db()
    address = f"{account.base_url}/cgi-bin/menu/{path}?access_token={account.access_token}"
    if body is None:
        return requests.get(address, timeout=5).json()
    raw = json.dumps(body, ensure_ascii=False).encode()
    return requests.post(address, data=raw, timeout=5).json()


def deed(**block: Any) -> list[dict[str, Any]]:
    return streamfield(list(block.items()))


def form(account: Account, *buttons: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return nested_form_data({"account": account.pk, "buttons": streamfield(list(buttons))})


def refusals(answer: Any) -> str:
    """Return what the editor is told, in one text."""
    told = answer.context["form"].errors.as_data()["buttons"]
    return json.dumps(
        [
            error.as_json_data() if hasattr(error, "as_json_data") else error.messages
            for error in told
        ],
        ensure_ascii=False,
    )


def button(name: str, **does: Any) -> tuple[str, dict[str, Any]]:
    return "button", {"name": name, "does": deed(**does)}


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


# --- the editor ------------------------------------------------------------------------------


def test_saving_in_the_admin_makes_the_menu_due(account, admin_client):
    answer = admin_client.post(
        reverse("custommenu:add"), form(account, button("搜一搜", reply="发来几个字就行。"))
    )

    menu = CustomMenu.objects.get()
    assert answer.url == reverse("custommenu:edit", args=[menu.pk])
    assert menu in menu_keeping.to_tend()
    shown = admin_client.get(answer.url).content.decode()
    assert "正在把菜单发布到微信" in shown
    assert "搜一搜" in shown


@pytest.mark.parametrize(
    ("buttons", "said"),
    [
        ([button("一二三四五六", words="x")], "共18字节，微信最多接受16字节"),
        ([button("名", words="字" * 43)], "共129字节，微信最多接受128字节"),
        ([button("名", address=f"https://h.example/{'a' * 1010}")], "微信最多接受1024字节"),
        ([button("名", reply="字" * 700)], "微信最多接受2048字节"),
        ([button(f"{n}", words="x") for n in range(4)], "条目的最大数是3"),
        ([("button", {"name": "名", "does": deed()})], "条目的最小数是1"),
        (
            [
                (
                    "sub_menu",
                    {
                        "name": "多",
                        "buttons": streamfield(
                            [
                                (
                                    "item",
                                    {
                                        "name": f"{n}",
                                        "does": deed(address=f"https://h{n}.example/"),
                                    },
                                )
                                for n in range(4)
                            ]
                        ),
                    },
                )
            ],
            "微信以外的域名超过3个：h0.example, h1.example, h2.example, h3.example",
        ),
    ],
)
def test_what_the_platform_would_refuse_is_refused_while_editing(
    account, admin_client, buttons, said
):
    answer = admin_client.post(reverse("custommenu:add"), form(account, *buttons))
    assert answer.status_code == 200
    assert said in refusals(answer)
    assert not CustomMenu.objects.exists()


def test_a_menu_is_not_deleted_here_and_left_there(menu, admin_client):
    answer = admin_client.post(reverse("custommenu:delete", args=[menu.pk]))
    assert CustomMenu.objects.exists()
    assert answer.status_code == 302


def test_only_who_may_change_menus_sees_and_does_anything(menu, client, django_user_model):
    editor = django_user_model.objects.create_user("editor", password="x")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    names = ("state", "look", "publish")
    for name in names:
        method = client.get if name == "state" else client.post
        assert method(reverse(f"custommenu:{name}", args=[menu.pk])).status_code == 302

    editor.user_permissions.add(Permission.objects.get(codename="change_custommenu"))
    for name in names:
        method = client.get if name == "state" else client.post
        assert method(reverse(f"custommenu:{name}", args=[menu.pk])).status_code == 200


@pytest.mark.parametrize("name", ["custommenu", "autoreply"])
def test_lists_ask_as_little_for_ten_as_for_one(
    home, column, admin_client, django_assert_max_num_queries, name
):
    def add(number: int) -> None:
        account = Account.objects.create(kind="wechat", name=f"号{number}", app_id=f"wx{number}")
        CustomMenu.objects.create(
            account=account, buttons=[("button", {"name": "新闻", "does": [("page", column)]})]
        )
        AutoReply.objects.create(
            account=account,
            welcome="您好",
            entries=[("page", {"page": column, "title": "", "picture": None})],
        )

    add(0)
    address = reverse(f"{name}:index")
    admin_client.get(address)
    with CaptureQueriesContext(connection) as one:
        admin_client.get(address)
    for number in range(1, 10):
        add(number)
    with django_assert_max_num_queries(len(one)):
        admin_client.get(address)


# --- the welcome's editor --------------------------------------------------------------------


def reply_form(account: Account, **values: Any) -> dict[str, Any]:
    entries = values.pop("entries", [])
    return nested_form_data(
        {
            "account": account.pk,
            "welcome": "您好。",
            "layout": "text",
            "nothing_found": "",
            "entries": streamfield(entries),
            **values,
        }
    )


def test_the_welcome_is_edited_and_shown_as_followers_get_it(account, column, admin_client):
    entry = ("page", {"page": column.pk, "title": "", "picture": ""})
    answer = admin_client.post(reverse("autoreply:add"), reply_form(account, entries=[entry]))

    shown = admin_client.get(answer.url).content.decode()
    assert '<a href="http://localhost:8000/news/"' in shown
    assert AutoReply.objects.get().welcome == "您好。"


def test_a_welcome_too_long_with_its_entries_is_refused(account, column, admin_client):
    entries = [
        ("address", {"title": "入口" * 15, "url": f"https://h.example/{'a' * 200}", "picture": ""})
    ] * 8
    answer = admin_client.post(
        reverse("autoreply:add"), reply_form(account, welcome="字" * 300, entries=entries)
    )
    assert answer.status_code == 200
    assert "连同主要入口共" in answer.content.decode()
    assert not AutoReply.objects.exists()


# --- clicks ----------------------------------------------------------------------------------


def test_a_click_is_answered_with_its_text_or_as_if_its_words_had_been_sent(
    menu, account, column, client
):
    for number in range(10):
        ArticlePageFactory(parent=column, title=f"公积金提取指南{number}")
    keys = [item.get("key") for item in as_platform(menu)["button"]]

    cards = reply(push(client, account, event("CLICK", keys[1]), signed()))
    text = reply(push(client, account, event("CLICK", keys[2]), signed()))

    assert len(cards.findall("Articles/item")) == 8
    assert text.findtext("Content") == "请拨12345。"


def test_a_click_on_a_button_that_is_gone_gets_the_welcome(menu, account, client, home):
    ColumnPageFactory(parent=home, title="政务公开", slug="open")
    key = as_platform(menu)["button"][2]["key"]
    menu.buttons = []
    menu.save()
    content = reply(push(client, account, event("CLICK", key), signed())).findtext("Content")
    assert "政务公开" in content
    assert "reply:" not in content


def test_bytes_are_counted_not_characters():
    assert MostBytes(6)("汉字") is None
    with pytest.raises(ValidationError, match="共7字节"):
        MostBytes(6)("汉字a")
