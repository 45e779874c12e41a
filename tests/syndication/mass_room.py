"""Mass sends at the sandbox: an account with followers, items to choose, the worker's rounds."""

import time
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from home.models import ArticlePage, ColumnPage
from syndication import mass_sends
from syndication.engine import deliver
from syndication.models import Account, InboundEvent, MassSend
from syndication.models.mass_send import State
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import growing_pauses, published, settle_down, wechat_account

FOLLOWERS = ("wang", "li")
SENDALL = "/cgi-bin/message/mass/sendall"
PREVIEW = "/cgi-bin/message/mass/preview"
# The sandbox pushes nothing to an account without an address, so outcomes are asked for.
AT_ONCE = {"mass_delay": 0, "mass_retry_pause": 0}
MOVING = frozenset({State.PREVIEWING, State.SIGNED, State.CONFIRMING, State.SENDING})


def mass_account(sandbox: SandboxProcess, **at_sandbox: Any) -> Account:
    """Return an official account with two followers, who are shown previews."""
    account = wechat_account(sandbox, **{**AT_ONCE, **at_sandbox})
    for name in FOLLOWERS:
        sandbox.control("wechat/followers", app_id=account.app_id, openid=f"o-{name}", wxid=name)
    account.options = {**account.options, "preview_to": " ".join(FOLLOWERS)}
    account.save()
    return account


def items(column: ColumnPage, *titles: str) -> list[ArticlePage]:
    """Publish articles and have them live everywhere."""
    pages = [published(column, title=title) for title in titles]
    settle_down(30)
    return pages


def chief() -> Any:
    """Return the person who answers for what is sent."""
    return get_user_model().objects.get_or_create(username="总编")[0]


def assembled(account: Account, pages: Sequence[ArticlePage]) -> MassSend:
    return mass_sends.assemble(account, [page.pk for page in pages], chief())


def previewed(account: Account, pages: Sequence[ArticlePage]) -> MassSend:
    send = assembled(account, pages)
    mass_sends.preview(send, FOLLOWERS)
    return worked(send)


def signed(send: MassSend) -> MassSend:
    send.refresh_from_db()
    mass_sends.sign(send, chief(), seen=mass_sends.fingerprint(send), ignore_reprint=False)
    send.refresh_from_db()
    return send


def worked(send: MassSend, seconds: float = 20) -> MassSend:
    """Do what workers do until the mass send needs a person, the platform, or nobody."""
    end = time.monotonic() + seconds
    pauses = growing_pauses()
    while True:
        deliver.work(send.account_id)
        send.refresh_from_db()
        if send.next_at is None or _waits_long(send):
            return send
        assert time.monotonic() < end, f"still {send.state} {send.code} {send.text}"
        time.sleep(next(pauses))


def _waits_long(send: MassSend) -> bool:
    return (send.next_at - timezone.now()).total_seconds() > 5


def sent_at(sandbox: SandboxProcess) -> list[dict[str, Any]]:
    """Return what the platform took for sending, whatever came of it."""
    return sandbox.state()["wechat"]["mass_sends"]


def drafts_at(sandbox: SandboxProcess) -> list[dict[str, Any]]:
    return sandbox.state()["wechat"]["drafts"]


def hurry(send: MassSend) -> MassSend:
    """Let the moment be there that the worker waits for."""
    MassSend.objects.filter(pk=send.pk).update(next_at=timezone.now())
    return worked(send)


def protected(sandbox: SandboxProcess, account: Account, code: int = 89503) -> None:
    """Have the account's administrator asked about what goes to all followers."""
    sandbox.control(
        "wechat/accounts", app_id=account.app_id, mass_protection=True, mass_protection_code=code
    )


def decide(sandbox: SandboxProcess, decision: str) -> None:
    """Let the administrator confirm or refuse."""
    sandbox.control(f"wechat/mass/{sent_at(sandbox)[0]['msg_id']}", decision=decision)


def push_of(send: MassSend, msg_id: str, status: str, **more: Any) -> InboundEvent:
    """Store what the platform pushes when a message is through."""
    body = {"msg_id": msg_id, "status": status, "counts": {}, "urls": {}, **more}
    return InboundEvent.objects.create(
        account=send.account, key=f"mass:{msg_id}", kind="MASSSENDJOBFINISH", body=body
    )
