"""What people decide about mass sends (群发): which items, shown to whom, signed, called off."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When
from django.utils import timezone

from syndication.channels.massing import Ended, Ending, MassCapable, MassSending
from syndication.channels.registry import channel_class, channel_for, kinds
from syndication.engine import mass_checks
from syndication.engine import mass_settle as settle
from syndication.engine import tasks_for_people as people
from syndication.hints import work_soon
from syndication.models import Account, ChannelCopy, Correction, MassSend, MassSendItem
from syndication.models.account import Target
from syndication.models.copy import MASS, Drift, Position
from syndication.models.mass_send import (
    IN_FLIGHT,
    OPEN_TO_CANCELLING,
    OPEN_TO_CHANGE,
    OVER,
    REACHED_FOLLOWERS,
    State,
)

# As many as a person looks through.
MOST_CANDIDATES = 60


class Refusal(Exception):
    """It cannot be done as things stand; the text is a code for people's words.

    `titles`: of the articles it is about.
    """

    def __init__(self, code: str, titles: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.titles = tuple(titles)


def accounts() -> QuerySet[Account]:
    """Return the accounts that can reach all their followers; those that propose come first."""
    able = [kind for kind in kinds() if issubclass(channel_class(kind), MassCapable)]
    proposing = Case(When(target=Target.PROPOSE, then=0), default=1)
    return Account.objects.filter(kind__in=able).order_by(proposing, "name")


def mass_of(account: Account) -> MassSending:
    channel = channel_for(account)
    if not isinstance(channel, MassCapable):
        raise Refusal("not_able")
    return channel.mass()


# --- What can be chosen ------------------------------------------------------------------------


def candidates(account: Account) -> QuerySet[ChannelCopy]:
    """Return the copies that may be sent to all followers, newest first.

    They are live on this account as their page has it. `sent_at` is when one went to all
    followers before.
    """
    deciding = Correction.objects.unsigned().filter(page_ref=OuterRef("page_ref"))
    before = ChannelCopy.objects.filter(
        page_ref=OuterRef("page_ref"), account=account, part__startswith=MASS
    )
    return (
        ChannelCopy.objects.filter(
            account=account,
            part="",
            wanted=True,
            position=Position.LIVE,
            drift=Drift.NONE,
            correcting=None,
            payload__isnull=False,
            payload=F("sent_payload"),
        )
        .exclude(Exists(deciding))
        .annotate(sent_at=Subquery(before.order_by("-live_at").values("live_at")[:1]))
        .order_by(F("live_at").desc(nulls_last=True), "-pk")
    )


def proposed(account: Account) -> list[ChannelCopy]:
    """Return what the account's policy proposes: out since the last one was begun, never sent."""
    if account.target != Target.PROPOSE:
        return []
    last = (
        MassSend.objects.filter(account=account, state__in=REACHED_FOLLOWERS)
        .order_by("-created_at")
        .values_list("created_at", flat=True)
        .first()
    )
    fresh = candidates(account).filter(sent_at=None)
    if last:
        fresh = fresh.filter(live_at__gt=last)
    return list(fresh[: mass_of(account).most])


# --- Assembling --------------------------------------------------------------------------------


@transaction.atomic
def assemble(
    account: Account,
    page_refs: Sequence[int],
    user: AbstractBaseUser,
    send: MassSend | None = None,
) -> MassSend:
    """Take these pages' items, in this order, into a new mass send or one that is open to change.

    Raises Refusal. The bytes are those that are published on the account now.
    """
    if send is not None:
        send = MassSend.objects.select_for_update().get(pk=send.pk)
        if send.state not in OPEN_TO_CHANGE:
            raise Refusal("not_open")
    if not page_refs:
        raise Refusal("none_chosen")
    if len(page_refs) > mass_of(account).most:
        raise Refusal("too_many")
    copies = {copy.page_ref: copy for copy in candidates(account).filter(page_ref__in=page_refs)}
    if len(copies) != len(page_refs):
        raise Refusal("not_candidates", _titles_without(account, page_refs, copies))
    if send is None:
        send = MassSend(account=account)
    settle.to_be_assembled_anew(send, "")
    send.assembled_by = user
    send.save()
    send.items.all().delete()
    MassSendItem.objects.bulk_create(
        MassSendItem(
            mass_send=send,
            position=number,
            page_ref=ref,
            title=copies[ref].sent_payload.body["title"][:255],
            payload=copies[ref].sent_payload,
        )
        for number, ref in enumerate(page_refs, start=1)
    )
    return send


def _titles_without(
    account: Account, page_refs: Iterable[int], copies: dict[int, ChannelCopy]
) -> list[str]:
    left = [ref for ref in page_refs if ref not in copies]
    rows = ChannelCopy.objects.filter(account=account, part="", page_ref__in=left)
    return list(rows.values_list("title", flat=True))


# --- Preview, signature, calling off -----------------------------------------------------------


@transaction.atomic
def preview(send: MassSend, names: Sequence[str]) -> None:
    """Have the draft made, and shown to these people. Raises Refusal."""
    row = _locked(send)
    if row.state not in OPEN_TO_CHANGE:
        raise Refusal("not_open")
    known = mass_of(row.account).reviewers()
    chosen = [name for name in known if name in names]
    if not chosen:
        raise Refusal("no_reviewer")
    _check(row)
    row.previews = [
        *(one for one in row.previews if one["to"] not in chosen),
        *({"to": name, "state": "waiting", "code": "", "text": ""} for name in chosen),
    ]
    row.state, row.code, row.text, row.next_at = State.PREVIEWING, "", "", timezone.now()
    row.failures = 0
    row.save()
    work_soon(row.account_id)


@transaction.atomic
def sign(send: MassSend, user: AbstractBaseUser, *, seen: str, ignore_reprint: bool) -> None:
    """Sign what was previewed; from here on it goes out by itself. Raises Refusal.

    `seen` is the fingerprint of what the person was shown.
    """
    row = _locked(send)
    if row.state != State.PREVIEWED or not row.was_previewed:
        raise Refusal("not_previewed")
    if seen != fingerprint(row):
        raise Refusal("not_what_was_seen")
    others = MassSend.objects.filter(account=row.account_id, state__in=IN_FLIGHT)
    if others.exclude(pk=row.pk).exists():
        raise Refusal("another_in_flight")
    if mass_of(row.account).allowance().used_up:
        raise Refusal("none_left")
    _check(row)
    row.ignore_reprint = ignore_reprint
    row.signed_by, row.signed_name = user, str(user.get_username())
    row.signed_at = row.next_at = timezone.now()
    # Whatever was asked for under an earlier signature was not sent.
    row.asked_at = None
    row.state, row.code, row.text, row.failures = State.SIGNED, "", "", 0
    row.save()
    work_soon(row.account_id)


def fingerprint(send: MassSend) -> str:
    """Return what names the articles of a mass send in their order, to the byte."""
    hashes = send.items.order_by("position").values_list("payload__sha256", flat=True)
    return "-".join(sha256[:16] for sha256 in hashes)


@transaction.atomic
def cancel(send: MassSend) -> None:
    """Call a mass send off while the platform has not been asked for it. Raises Refusal."""
    row = _locked(send)
    if row.state not in OPEN_TO_CANCELLING or row.lost_step == settle.SEND:
        raise Refusal("too_late")
    if row.attempts.filter(step=settle.SEND, finished_at=None).exists():
        raise Refusal("too_late")
    row.state, row.code, row.text = State.CANCELLED, "", ""
    row.next_at = row.next_at if row.lost_step else timezone.now()
    row.save()
    work_soon(row.account_id)


@transaction.atomic
def found_out(send: MassSend, *, was_sent: bool, proof: str) -> None:
    """Believe a person, with proof, about a mass send whose outcome nobody knew. Raises Refusal."""
    row = _locked(send)
    if row.state != State.LOST:
        raise Refusal("not_lost")
    if not proof.strip():
        raise Refusal("no_proof")
    row.proof = proof.strip()
    ending = Ending.SENT if was_sent else Ending.FAILED
    settle.ended(row, Ended(ending, "" if was_sent else "mass_not_sent"))
    people.close_about_mass_send(row.account)
    row.save()
    work_soon(row.account_id)


def again(send: MassSend, user: AbstractBaseUser) -> MassSend:
    """Assemble what was not sent anew: the platform would take it for the one that failed.

    Raises Refusal.
    """
    if send.state not in (OVER | {State.CANCELLED}) - REACHED_FOLLOWERS:
        raise Refusal("not_over")
    refs = list(send.items.order_by("position").values_list("page_ref", flat=True))
    there = set(
        candidates(send.account).filter(page_ref__in=refs).values_list("page_ref", flat=True)
    )
    return assemble(send.account, [ref for ref in refs if ref in there], user)


def _locked(send: MassSend) -> MassSend:
    return (
        MassSend.objects.select_for_update(of=("self",)).select_related("account").get(pk=send.pk)
    )


def _check(send: MassSend) -> None:
    troubles = mass_checks.troubles_of(send)
    if troubles:
        code = troubles[0].code
        raise Refusal(code, [one.item.title for one in troubles if one.code == code])
