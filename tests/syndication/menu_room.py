"""An official account with a menu, and what happens to a menu past its editor."""

import json
from typing import Any

import requests
from django.utils import timezone

from home.models import ColumnPage
from syndication.channels.wechat.followers import menu_keeping
from syndication.models import Account, CustomMenu
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import wechat_account
from tests.syndication.pushes import TOKEN


def followed_account(sandbox: SandboxProcess) -> Account:
    """Return an account of the sandbox whose followers' messages arrive."""
    account = wechat_account(sandbox)
    account.callback_token = TOKEN
    account.save()
    return account


def a_menu(account: Account, column: ColumnPage) -> CustomMenu:
    """Return a menu with a button of every kind that is due."""
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
