"""A custom menu in the platform's form (自定义菜单, 创建接口), and what is the matter with it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page

from syndication.channels.base import Finding, Severity
from syndication.models import Account, CustomMenu
from syndication.models.custom_menu import KEY_BYTES, NAME_BYTES, SUB_NAME_BYTES, URL_BYTES

MOST_DOMAINS = 3
# The platform's own pages do not count (65316).
OWN_DOMAIN = "weixin.qq.com"

Button = dict[str, Any]

_REPLY = "reply:"
_MEANT = ("name", "type", "key", "url")


def as_platform(menu: CustomMenu) -> dict[str, list[Button]]:
    """Return the body for menu/create. Buttons to pages that are not public have no address."""
    urls = _page_urls(menu)
    buttons = []
    for block in menu.buttons:
        name = block.value["name"]
        if block.block_type == "sub_menu":
            below = [
                {"name": sub["name"], **_deed(sub["does"], urls)} for sub in block.value["buttons"]
            ]
            buttons.append({"name": name, "sub_button": below})
        else:
            buttons.append({"name": name, **_deed(block.value["does"], urls)})
    return {"button": buttons}


def findings(body: dict[str, list[Button]]) -> list[Finding]:
    """Say what the platform will refuse."""
    found = []
    for button in body["button"]:
        found += _button_findings(button, NAME_BYTES)
        for sub in button.get("sub_button", []):
            found += _button_findings(sub, SUB_NAME_BYTES)
    domains = sorted(_domains(body))
    if len(domains) > MOST_DOMAINS:
        values = {"domains": ", ".join(domains), "limit": MOST_DOMAINS}
        found.append(Finding(Severity.REFUSED, "menu_domains", values))
    return found


def same(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    """Whether two menus show and do the same, whatever else the platform says about them."""
    return _meant(one) == _meant(other)


def deed_of(button: Button) -> str:
    """Return what a button in the platform's form does, for people."""
    key = button.get("key", "")
    if key.startswith(_REPLY):
        return _("answers with a text")
    return button.get("url", "").split("://")[-1] or key or button.get("type", "")


def reply_for(account: Account, key: str) -> str | None:
    """Return the text a click on a button is answered with; None if the key stands for words.

    Empty if the button is not on the menu any more: phones show an old menu for minutes.
    """
    if not key.startswith(_REPLY):
        return None
    menu = CustomMenu.objects.filter(account=account).first()
    for deed in _deeds(menu) if menu else ():
        if deed.block_type == "reply" and key == _key_of(deed):
            return deed.value
    return ""


def _deed(does: Any, urls: dict[int, str]) -> Button:
    deed = does[0]
    match deed.block_type:
        case "page":
            return {"type": "view", "url": urls.get(deed.value.pk, "") if deed.value else ""}
        case "address":
            return {"type": "view", "url": deed.value}
        case "words":
            return {"type": "click", "key": deed.value}
        case _:
            return {"type": "click", "key": _key_of(deed)}


def _key_of(deed: Any) -> str:
    # The block's own id: it stays the same when the text is edited.
    return f"{_REPLY}{deed.id}"


def _deeds(menu: CustomMenu) -> Iterator[Any]:
    for block in menu.buttons:
        if block.block_type == "sub_menu":
            yield from (sub["does"][0] for sub in block.value["buttons"])
        else:
            yield block.value["does"][0]


def _page_urls(menu: CustomMenu) -> dict[int, str]:
    chosen = [deed.value.pk for deed in _deeds(menu) if deed.block_type == "page" and deed.value]
    public = Page.objects.filter(pk__in=chosen).live().public()
    return {page.pk: page.full_url or "" for page in public}


def _button_findings(button: Button, name_bytes: int) -> Iterator[Finding]:
    name = button["name"]
    for text, limit, code in (
        (name, name_bytes, "menu_name"),
        (button.get("key", ""), KEY_BYTES, "menu_key"),
        (button.get("url", ""), URL_BYTES, "menu_url"),
    ):
        size = len(text.encode())
        if size > limit:
            values = {"name": name, "length": size, "limit": limit}
            yield Finding(Severity.REFUSED, code, values)
    if button.get("type") == "view" and not button["url"]:
        yield Finding(Severity.REFUSED, "menu_page", {"name": name})


def _domains(body: dict[str, list[Button]]) -> set[str]:
    every = [b for top in body["button"] for b in (top, *top.get("sub_button", []))]
    hosts = {urlsplit(button["url"]).hostname or "" for button in every if button.get("url")}
    return {host for host in hosts if host != OWN_DOMAIN and not host.endswith(f".{OWN_DOMAIN}")}


def _meant(menu: dict[str, Any] | None) -> list[Button]:
    return [
        {name: button[name] for name in _MEANT if button.get(name)}
        | {"below": _meant({"button": button.get("sub_button") or []})}
        for button in (menu or {}).get("button", [])
    ]
