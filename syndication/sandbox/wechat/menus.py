"""自定义菜单: one to three entries with up to five below each. No conditional menus."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from syndication.sandbox.models import Material, Publication, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.gate import Call, business

MOST_TOP, MOST_BELOW = 3, 5
NAME_TOP, NAME_BELOW, KEY, URL = 16, 60, 128, 1024
MOST_HOSTS = 3
WITH_KEY = frozenset(
    {
        "click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album",
        "pic_weixin", "location_select",
    }
)  # fmt: skip
WITH_MEDIA = frozenset({"media_id", "view_limited"})
WITH_ARTICLE = frozenset({"article_id", "article_view_limited"})
# What is wrong, with an entry at the top and with one below.
TYPE, NAME, KEY_SIZE, URL_SIZE = (40017, 40024), (40018, 40025), (40019, 40026), (40020, 40027)


@business("POST")
def create(call: Call) -> dict[str, Any]:
    if call.literal != call.body:
        raise Refusal(40033)
    buttons = call.body.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= MOST_TOP:
        raise Refusal(40016)
    menu = [_top(call.account, button) for button in buttons]
    hosts = {urlsplit(entry["url"]).hostname for entry in entries(menu) if entry.get("url")}
    if len(hosts) > MOST_HOSTS:
        raise Refusal(65316)
    with exclusive():
        call.account.menu = {"button": menu}
        call.account.save(update_fields=["menu"])
    return OK


@business("GET")
def get(call: Call) -> dict[str, Any]:
    if call.account.menu is None:
        raise Refusal(46003)
    return {"menu": call.account.menu}


@business("GET")
def delete(call: Call) -> dict[str, Any]:
    with exclusive():
        call.account.menu = None
        call.account.save(update_fields=["menu"])
    return OK


@business("GET")
def current(call: Call) -> dict[str, Any]:
    """The same menu, with its lower entries in a `list`."""
    if call.account.menu is None:
        return {"is_menu_open": 0}
    buttons = []
    for button in call.account.menu["button"]:
        below = button.get("sub_button")
        buttons.append({"name": button["name"], "sub_button": {"list": below}} if below else button)
    return {"is_menu_open": 1, "selfmenu_info": {"button": buttons}}


def entries(menu: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield every entry that does something."""
    for button in menu:
        yield from button.get("sub_button") or [button]


def uses_material(account: WeChatAccount, media_id: str) -> bool:
    menu = (account.menu or {}).get("button", [])
    return any(entry.get("media_id") == media_id for entry in entries(menu))


def _top(account: WeChatAccount, button: Any) -> dict[str, Any]:
    below = button.get("sub_button") if isinstance(button, dict) else None
    if not below:
        return _entry(account, button, level=0)
    if not isinstance(below, list) or len(below) > MOST_BELOW:
        raise Refusal(40023)
    return {
        "name": _sized(button, "name", NAME_TOP, NAME[0]),
        "sub_button": [_entry(account, entry, level=1) for entry in below],
    }


def _entry(account: WeChatAccount, button: Any, level: int) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise Refusal(TYPE[level])
    name = _sized(button, "name", (NAME_TOP, NAME_BELOW)[level], NAME[level])
    kind = button.get("type")
    entry = {"type": kind, "name": name}
    if kind in WITH_KEY:
        return entry | {"key": _sized(button, "key", KEY, KEY_SIZE[level])}
    if kind == "view":
        return entry | {"url": _address(button, level)}
    if kind == "miniprogram":
        entry |= {"appid": str(button.get("appid", "")), "pagepath": str(button.get("pagepath"))}
        return entry | {"url": _address(button, level)}
    if kind in WITH_MEDIA:
        media_id = str(button.get("media_id", ""))
        if not Material.objects.filter(account=account, media_id=media_id or None).exists():
            raise Refusal(40007)
        return entry | {"media_id": media_id}
    if kind in WITH_ARTICLE:
        article_id = str(button.get("article_id", ""))
        there = Publication.objects.filter(account=account, mass=False, status="live")
        if not there.filter(article_id=article_id).exists():
            raise Refusal(53600)
        return entry | {"article_id": article_id}
    raise Refusal(TYPE[level])


def _sized(button: dict[str, Any], field: str, most: int, code: int) -> str:
    value = button.get(field)
    if not isinstance(value, str) or not value or len(value.encode()) > most:
        raise Refusal(code)
    return value


def _address(button: dict[str, Any], level: int) -> str:
    url = _sized(button, "url", URL, URL_SIZE[level])
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refusal(URL_SIZE[level]) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refusal(URL_SIZE[level])
    return url
