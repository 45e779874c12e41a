"""Bringing a custom menu to the platform, and looking what is there."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from syndication.channels.base import Later, Refused, Stopped, Unknown
from syndication.channels.wechat.channel import WeChatChannel
from syndication.channels.wechat.client import OfficialAccountClient
from syndication.channels.wechat.followers.menu import as_platform, findings, same
from syndication.models import CustomMenu
from syndication.timing import timing

# 全局返回码: there is no menu.
NO_MENU = "46003"
EMPTY = {"button": []}
# How often somebody's change in the console is looked for.
LOOK_EVERY = timedelta(hours=6)
# A page that a button opens may become public without anybody thinking of the menu.
CHECK_AGAIN = timedelta(hours=1)
# Whoever keeps changing a menu while it is being published is caught up with by the next task.
ROUNDS = 3


def to_tend() -> QuerySet[CustomMenu]:
    """Return the menus a worker should see to: due, or not looked at for hours."""
    now = timezone.now()
    unseen = Q(seen_at__lt=now - LOOK_EVERY, next_at=None, published__isnull=False)
    return CustomMenu.objects.filter(
        Q(next_at__lte=now) | unseen, account__is_paused=False, account__blocked_code=""
    )


def tend(menu_id: int) -> None:
    """Publish the menu if it is not what the platform last took, and look what is there.

    May run twice, and twice at once: creating a menu replaces it, and whoever finds at the end
    that the menu was changed meanwhile publishes it again.
    """
    menu = CustomMenu.objects.select_related("account").filter(pk=menu_id).first()
    if menu is None or menu.account.is_paused or menu.account.is_blocked:
        return
    client = WeChatChannel(menu.account).client
    try:
        for _round in range(ROUNDS):
            body = as_platform(menu)
            if same(body, menu.published):
                break
            if not _publish(menu, body, client):
                return
            menu.refresh_from_db(fields=["buttons"])
        seen = _seen(client)
    except Stopped as stopped:
        _put_off(menu, stopped.outcome)
    else:
        menu.note(seen=seen, seen_at=timezone.now(), next_at=None, failures=0, code="", values={})


def _publish(menu: CustomMenu, body: dict, client: OfficialAccountClient) -> bool:
    refused = next(iter(findings(body)), None)
    if refused is not None:
        again = timezone.now() + CHECK_AGAIN
        menu.note(code=refused.code, values=dict(refused.values), next_at=again)
        return False
    if body["button"]:
        client.call(client.menu.create, body, repeatable=True)
    else:
        client.call(client.menu.delete, repeatable=True)
    menu.note(published=body, published_at=timezone.now())
    return True


def _seen(client: OfficialAccountClient) -> dict:
    try:
        answer = client.call(client.menu.get, repeatable=True)
    except Stopped as stopped:
        if stopped.outcome.code == NO_MENU:
            return EMPTY
        raise
    return {"button": (answer.get("menu") or {}).get("button") or []}


def _put_off(menu: CustomMenu, outcome: Refused | Later | Unknown) -> None:
    """Note why it stopped. What a person must mend waits for them, all else is tried again."""
    failures = menu.failures + 1
    seconds = getattr(outcome, "seconds", None) or timing().backoff_after(failures)
    again = None if isinstance(outcome, Refused) else timezone.now() + timedelta(seconds=seconds)
    menu.note(code=outcome.code, values={"text": outcome.text}, next_at=again, failures=failures)
