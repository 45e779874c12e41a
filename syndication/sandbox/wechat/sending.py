"""What a 群发 goes through: accepted, confirmed by an administrator, sent or stopped."""

from typing import Any

from django.db import transaction

from syndication.sandbox import background, clock
from syndication.sandbox.models import Draft, Follower, MassSend, Material, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import events, numbers, push
from syndication.sandbox.wechat.answers import Refusal
from syndication.sandbox.wechat.publishing import bring_out

PATIENCE = 1800.0
A_MONTH = 4
SUCCESS = "send success"
REFUSED, UNANSWERED = "err(40001)", "err(40002)"
OBSTACLE = 48021
MAY_BE_REPRINTED, MAY_NOT = 2, 3


def find_draft(account: WeChatAccount, media_id: str) -> Draft:
    """Return a draft that may be sent. Raises Refusal."""
    draft = Draft.objects.filter(account=account, media_id=media_id).first()
    if draft is None:
        # So it is reported of media of another kind.
        other = Material.objects.filter(account=account, media_id=media_id)
        raise Refusal(-1, "system error") if media_id and other.exists() else Refusal(40007)
    if draft.obstacle == OBSTACLE:
        raise Refusal(OBSTACLE)
    return draft


def accept(
    draft: Draft,
    *,
    clientmsgid: str = "",
    tag_id: str = "",
    ignore_reprint: bool = False,
    by_hand: bool = False,
    host: str,
) -> MassSend:
    """Take an order to send a draft to a tag, or without one to all. Raises Refusal 45028."""
    account, now = draft.account, clock.now()
    everyone = not tag_id
    _check_quota(account, everyone=everyone)
    # A person in the console is an administrator.
    waits = account.mass_protection and everyone and not by_hand
    number = numbers.fresh()
    return MassSend.objects.create(
        account=account,
        msg_id=number,
        msg_data_id=str(numbers.msg_data_id(number)),
        media_id=draft.media_id,
        clientmsgid=clientmsgid,
        everyone=everyone,
        tag_id=tag_id,
        ignore_reprint=ignore_reprint,
        by_hand=by_hand,
        articles=draft.articles,
        host=host,
        state="waiting" if waits else "sending",
        created_at=now,
        asked_at=now,
        due_at=now + (PATIENCE if waits else account.mass_delay),
    )


def decide(account: WeChatAccount, msg_id: int, *, agrees: bool) -> MassSend | None:
    """Do as an administrator decides; None if no such send is waiting."""
    with exclusive():
        waiting = MassSend.objects.filter(account=account, msg_id=msg_id, state="waiting")
        send = waiting.first()
        if send is None:
            return None
        if agrees:
            due_at = clock.now() + account.mass_delay
            waiting.update(state="sending", due_at=due_at)
        else:
            finish(send.pk, REFUSED)
        transaction.on_commit(background.wake)
    send.refresh_from_db()
    return send


def finish(send_id: int, status: str = "") -> None:
    """Decide a send that is due, or stop it with a status, and push the outcome."""
    with exclusive():
        send = MassSend.objects.select_related("account").filter(pk=send_id).first()
        if send is None or send.state not in {"waiting", "sending"}:
            return
        if send.state == "waiting":
            send.status = status or UNANSWERED
        else:
            send.status, send.copyright_state = _verdict(send)
        if send.status == SUCCESS:
            _carry_out(send)
        send.state = "done" if send.status == SUCCESS else "failed"
        send.save()
        push.enqueue(send.account, events.mass_send_ended(send))


def _check_quota(account: WeChatAccount, *, everyone: bool) -> None:
    """公众号: one a day. 服务号: four a month to all; to a tag, each follower counts."""
    now = clock.now()
    before = MassSend.objects.filter(account=account).order_by("-pk")
    if account.kind == "SUB":
        used = [row for row in before[:1] if clock.day(row.created_at) == clock.day(now)]
        most = 1
    elif everyone:
        used = [row for row in before.filter(everyone=True)[:A_MONTH] if _this_month(row)]
        most = A_MONTH
    else:
        return
    if len(used) >= most:
        raise Refusal(45028)


def _this_month(send: MassSend) -> bool:
    return clock.month(send.created_at) == clock.month(clock.now())


def _verdict(send: MassSend) -> tuple[str, int]:
    """Return Status and CheckState as ordered: `reprint`, `forbidden` or a Status itself."""
    account = send.account
    if not account.mass_verdicts:
        return SUCCESS, 1
    verdict, *account.mass_verdicts = account.mass_verdicts
    account.save(update_fields=["mass_verdicts"])
    match verdict:
        case "reprint":
            return SUCCESS if send.ignore_reprint else "err(30003)", MAY_BE_REPRINTED
        case "forbidden":
            return "err(30002)", MAY_NOT
    return str(verdict), 1


def _carry_out(send: MassSend) -> None:
    account = send.account
    followers = [
        follower
        for follower in Follower.objects.filter(account=account, subscribed=True).order_by("pk")
        if send.everyone or send.tag_id in map(str, follower.tags)
    ]
    used = _received(account) if account.kind == "SVC" else {}
    send.total = len(followers)
    send.reached = [each.openid for each in followers if used.get(each.openid, 0) < A_MONTH]
    shared = _shared(send)
    send.publication = shared or bring_out(account, send.articles, send.msg_data_id, mass=True)
    if send.everyone:
        Draft.objects.filter(account=account, media_id=send.media_id).delete()


def _shared(send: MassSend) -> Any:
    """Return the articles of an earlier send of the same draft, unless it was edited since."""
    earlier = (
        MassSend.objects.filter(account=send.account, media_id=send.media_id, state="done")
        .select_related("publication")
        .first()
    )
    if earlier is None or earlier.articles != send.articles:
        return None
    return earlier.publication


def _received(account: WeChatAccount) -> dict[str, int]:
    """Return how many sends each follower has received this month."""
    counts: dict[str, int] = {}
    for send in MassSend.objects.filter(account=account, publication__isnull=False):
        if _this_month(send):
            for openid in send.reached:
                counts[openid] = counts.get(openid, 0) + 1
    return counts
