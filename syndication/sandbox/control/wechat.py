"""Orders about WeChat: accounts, verdicts, what people do in the console."""

import base64
import binascii
import hashlib
from typing import Any

from django.http import HttpRequest

from syndication.sandbox import background, clock
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told import account_told, draft_told, publication_told
from syndication.sandbox.models import CallbackPush, Draft, Publication, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import push
from syndication.sandbox.wechat.publishing import take_down

FIELDS = (
    "secret", "name", "verified", "callback_url", "callback_token", "callback_aes_key",
    "callback_mode", "callback_copies", "ip_whitelist", "publish_delay", "replication_delay",
    "strict_content", "rights", "quotas", "limits", "verdicts",
)  # fmt: skip


@control("POST")
def accounts(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Create an account, or change what is named of one."""
    only(body, "app_id", *FIELDS)
    app_id = wanted(body, "app_id")
    with exclusive():
        account = WeChatAccount.objects.filter(app_id=app_id).first() or WeChatAccount(
            app_id=app_id,
            secret=wanted(body, "secret"),
            name=wanted(body, "name"),
            original_id=f"gh_{hashlib.sha256(app_id.encode()).hexdigest()[:12]}",
        )
        for name in FIELDS:
            if name in body:
                setattr(account, name, body[name])
        _check_callback(account)
        account.save()
    return account_told(account)


@control("POST")
def verify(request: HttpRequest, body: dict[str, Any], app_id: str) -> dict[str, Any]:
    """Do what the console does when a callback address is entered: GET it with an echostr."""
    account = WeChatAccount.objects.filter(app_id=app_id).first()
    if account is None or not account.callback_url:
        raise Wrong("no such account, or it has no callback address", 404)
    return push.verify_address(account)


@control("POST")
def verdicts(request: HttpRequest, body: dict[str, Any], app_id: str) -> dict[str, Any]:
    """Decide the next publications: a list of publish_status (0, 2, 3, 4)."""
    only(body, "verdicts")
    with exclusive():
        account = WeChatAccount.objects.filter(app_id=app_id).first()
        if account is None:
            raise Wrong("no such account", 404)
        account.verdicts = [int(verdict) for verdict in body.get("verdicts", [])]
        account.save()
    return account_told(account)


@control("POST", "DELETE")
def draft(request: HttpRequest, body: dict[str, Any], media_id: str) -> dict[str, Any]:
    """Do what a person does in the console: edit a draft, spoil it (53503…), delete it."""
    only(body, "obstacle", "article", "index")
    with exclusive():
        row = Draft.objects.select_related("account").filter(media_id=media_id).first()
        if row is None:
            raise Wrong("no such draft", 404)
        if request.method == "DELETE":
            row.delete()
            return {"ok": True}
        row.obstacle = int(body.get("obstacle", row.obstacle))
        if "article" in body:
            row.articles[int(body.get("index", 0))].update(body["article"])
            row.updated_at = clock.now()
        row.save()
    return draft_told(row)


@control("POST")
def article_status(request: HttpRequest, body: dict[str, Any], article_id: str) -> dict[str, Any]:
    """`deleted` by a person in the console, `blocked` by the platform, or `live` again."""
    status = wanted(only(body, "status"), "status")
    with exclusive():
        row = Publication.objects.select_related("account").filter(article_id=article_id).first()
        if row is None:
            raise Wrong("no such article", 404)
        match status:
            case "deleted":
                take_down(row)
            case "blocked" | "live":
                row.articles = [article | {"is_deleted": False} for article in row.articles]
                row.status = status
                row.save()
            case _:
                raise Wrong("status must be live, deleted or blocked")
    return publication_told(request, row)


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
        again = CallbackPush.objects.create(account=last.account, body=last.body)
    background.wake()
    return {"id": again.pk}


def _check_callback(account: WeChatAccount) -> None:
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
