"""The menu and the welcome of an official account: edited here, and what a click does."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from syndication.channels.wechat.followers import menu_keeping
from syndication.channels.wechat.followers.menu import as_platform
from syndication.models import Account, AutoReply, CustomMenu
from syndication.models.byte_limits import MostBytes
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.search.town import put_page
from tests.syndication.menu_room import a_menu, followed_account
from tests.syndication.pushes import event, push, reply, signed

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(home, sandbox) -> Account:
    return followed_account(sandbox)


@pytest.fixture
def menu(account, column) -> CustomMenu:
    return a_menu(account, column)


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
        put_page(ArticlePageFactory(parent=column, title=f"公积金提取指南{number}"))
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
