"""Orders about official accounts: how they behave, what the platform pushes to them."""

import base64
import binascii
import hashlib
from typing import Any

from django.http import HttpRequest

from syndication.sandbox import background
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told_wechat import SECRET_SETTINGS, SETTINGS, account_told
from syndication.sandbox.models import CallbackPush, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import events, push

KINDS = ("SUB", "SVC")
PROTECTION_CODES = (0, 89503, 89504, 89505)


@control("POST")
def accounts(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Create an account, or change what is named of one."""
    only(body, "app_id", *SETTINGS, *SECRET_SETTINGS)
    app_id = wanted(body, "app_id")
    with exclusive():
        account = WeChatAccount.objects.filter(app_id=app_id).first() or WeChatAccount(
            app_id=app_id,
            secret=wanted(body, "secret"),
            name=wanted(body, "name"),
            original_id=f"gh_{hashlib.sha256(app_id.encode()).hexdigest()[:12]}",
        )
        for name in (*SETTINGS, *SECRET_SETTINGS):
            if name in body:
                setattr(account, name, body[name])
        _check(account)
        account.save()
    return account_told(account)


@control("POST")
def verify(request: HttpRequest, body: dict[str, Any], app_id: str) -> dict[str, Any]:
    """Do what the console does when a callback address is entered: GET it with an echostr."""
    account = find(app_id)
    if not account.callback_url:
        raise Wrong("the account has no callback address", 404)
    return push.verify_address(account)


@control("POST")
def verdicts(request: HttpRequest, body: dict[str, Any], app_id: str) -> dict[str, Any]:
    """Decide the next publications: a list of publish_status (0, 2, 3, 4)."""
    only(body, "verdicts")
    with exclusive():
        account = find(app_id)
        account.verdicts = [int(verdict) for verdict in body.get("verdicts", [])]
        account.save()
    return account_told(account)


@control("POST")
def replay(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Push the last outcome once more (of `app_id`, if given), as the platform sometimes does."""
    only(body, "app_id")
    with exclusive():
        pushes = CallbackPush.objects.order_by("-pk")
        if "app_id" in body:
            pushes = pushes.filter(account__app_id=body["app_id"])
        last = pushes.first()
        if last is None:
            raise Wrong("nothing has been pushed yet", 404)
        again = CallbackPush.objects.create(account=last.account, body=last.body, line=last.line)
    background.wake()
    return {"id": again.pk}


@control("POST")
def announce(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Push an event of the platform's own, such as verify_expired with its fields."""
    only(body, "app_id", "event", "fields")
    with exclusive():
        account = find(str(wanted(body, "app_id")))
        if not account.callback_url:
            raise Wrong("the account has no callback address")
        fields = body.get("fields", {})
        push.enqueue(account, events.of_the_platform(account, wanted(body, "event"), fields))
    return {"ok": True}


def find(app_id: str) -> WeChatAccount:
    account = WeChatAccount.objects.filter(app_id=app_id).first()
    if account is None:
        raise Wrong("no such account", 404)
    return account


def _check(account: WeChatAccount) -> None:
    if account.kind not in KINDS:
        raise Wrong("kind must be SUB or SVC")
    if account.mass_protection_code not in PROTECTION_CODES:
        raise Wrong(f"mass_protection_code must be one of {PROTECTION_CODES}")
    if account.callback_mode not in {"plain", "aes"}:
        raise Wrong("callback_mode must be plain or aes")
    if account.callback_url and not account.callback_token:
        raise Wrong("callback_token is missing")
    if account.callback_url and account.callback_mode == "aes":
        try:
            key = base64.b64decode(f"{account.callback_aes_key}=", validate=True)
        except (binascii.Error, ValueError) as error:
            raise Wrong("callback_aes_key is not base64") from error
        if len(key) != 32:
            raise Wrong("callback_aes_key must have 43 characters")
