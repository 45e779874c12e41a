"""群发: bringing a draft to an account, showing it to reviewers, sending it to all, once.

Whatever the worker does to a mass send has a row in front of it, and the row is written only if
nobody has decided otherwise since the mass send was read. A preview, a signature and a calling
off are people's; everything in between is done here.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from syndication.channels.base import Event, Stopped, Unknown
from syndication.channels.ledger import Ledger
from syndication.channels.massing import MassCapable, MassSending, NoneLeft
from syndication.channels.meters import Urgency
from syndication.engine import attempts, gates, lost, mass_checks, plan
from syndication.engine import mass_settle as settle
from syndication.engine.lease import Lease
from syndication.engine.mass_settle import DRAFT, PREVIEW, SEND
from syndication.models import Account, Attempt, MassSend
from syndication.models.mass_send import State
from syndication.timing import timing

LOOK, POLL, DISCARD = "look", "poll", "retract"
CALLS = {
    DRAFT: ("draft/add",),
    PREVIEW: ("message/mass/preview",),
    SEND: ("message/mass/sendall",),
}

Settle = Callable[[MassSend, Any], None]


class Sender:
    """Holds an account's lease, and takes its due mass send one step further at a time."""

    def __init__(self, lease: Lease, account: Account, channel: Any) -> None:
        self.lease = lease
        self.account = account
        self.channel = channel
        self.ledger = Ledger(account, channel.meters)
        self.mass: MassSending | None = channel.mass() if isinstance(channel, MassCapable) else None

    def advance_next(self) -> bool | None:
        """Take one step; return whether to go on with the account, None if nothing is due."""
        if self.mass is None:
            return None
        send = MassSend.objects.due().filter(account=self.account).first()
        if send is None:
            return None
        send.account = self.account
        self.lease.keep()
        if send.lost_step == DRAFT:
            return self._look(send)
        match State(send.state):
            case State.PREVIEWING:
                return self._prepare(send)
            case State.SIGNED if send.lost_step == SEND:
                return self._ask_again(send)
            case State.SIGNED:
                return self._send(send)
            case State.CONFIRMING:
                return self._ask_again(send)
            case State.SENDING:
                return self._poll(send)
        return self._tidy_up(send)

    # --- Before the signature ----------------------------------------------------------------

    def _prepare(self, send: MassSend) -> bool:
        """Bring the draft to the platform, then show it to one reviewer after the other."""
        if send.stale_drafts:
            return self._discard(send, send.stale_drafts[0])
        troubles = mass_checks.troubles_of(send)
        if troubles:
            return self._stop(send, troubles)
        bodies = _bodies(send)
        step = self.mass.next_step(bodies, send.remote)
        if step:
            return self._make_draft(send, bodies, step)
        if not send.first_seen:
            return self._having_read(
                send, lambda seen: self._note(send, partial(settle.draft_read, seen=seen))
            )
        waiting = [one["to"] for one in send.previews if one["state"] == "waiting"]
        if waiting:
            return self._preview(send, waiting[0])
        return self._note(send, partial(settle.to_be_signed_anew, code=""))

    def _make_draft(self, send: MassSend, bodies: list[dict[str, Any]], step: str) -> bool:
        until = lost.until_copies_are_found(self.account) if step == DRAFT else None
        if until:
            return self._wait(send, "waits_for_lost", (until - timezone.now()).total_seconds())
        return self._metered(send, step) or self._converse(
            send,
            step,
            lambda: self.mass.prepare(bodies, send.remote),
            partial(settle.prepared, step=step),
        )

    def _preview(self, send: MassSend, to: str) -> bool:
        return self._metered(send, PREVIEW) or self._converse(
            send,
            PREVIEW,
            lambda: self.mass.preview(send.remote, to),
            partial(settle.previewed, to=to),
        )

    def _look(self, send: MassSend) -> bool:
        attempt = send.attempts.filter(step=DRAFT).first()
        others = lost.drafts_of_others(send, attempt)
        return self._converse(
            send,
            LOOK,
            lambda: self.mass.look(_bodies(send), attempt.started_at, others),
            settle.looked,
        )

    # --- After the signature -----------------------------------------------------------------

    def _send(self, send: MassSend) -> bool:
        """Send to all followers, if it is still what was signed."""
        now = timezone.now()
        if now > send.signed_at + timedelta(seconds=timing().mass_signature):
            return self._note(send, partial(settle.to_be_signed_anew, code="mass_signature_old"))
        quiet = gates.quiet_until(self.account, now)
        if quiet:
            return self._wait(send, "quiet_hours", (quiet - now).total_seconds())
        for item in send.items.all():
            # Whatever was published or taken down is known before it is asked about.
            plan.plan_page(item.page_ref)
        troubles = mass_checks.troubles_of(send)
        if troubles:
            return self._stop(send, troubles)
        silent = mass_checks.not_answering(send)
        if silent:
            return self._wait(send, silent[0].code, timing().backoff_after(3), text=silent[1])
        if self.ledger.wait_for(CALLS[SEND], Urgency.NORMAL):
            return self._note(send, partial(settle.to_be_signed_anew, code="mass_no_calls"))
        return self._having_read(send, partial(self._send_what_was_shown, send))

    def _send_what_was_shown(self, send: MassSend, seen: list[dict[str, str]]) -> bool:
        if seen != send.first_seen:
            code = "mass_draft_edited" if seen else "mass_draft_gone"
            return self._note(send, partial(settle.to_be_assembled_anew, code=code))
        return self._ask_to_send(send)

    def _ask_again(self, send: MassSend) -> bool:
        """Ask with the same key what became of it. What was withdrawn is not sent by asking."""
        if not settle.is_remembered(send):
            return self._note(send, partial(settle.give_up, code="mass_lost", text=""))
        draft_id = send.remote.get("draft_id")
        if draft_id and send.lost_step == SEND and self._is_stale(send):
            # Without its draft the message cannot be sent, only be told of.
            return self._converse(
                send,
                DISCARD,
                lambda: self.mass.discard(draft_id),
                settle.taken_away,
            )
        return self._ask_to_send(send)

    def _is_stale(self, send: MassSend) -> bool:
        """Whether its draft is still there and must not be sent any more."""
        if settle.TAKEN_AWAY in send.remote:
            return False
        for item in send.items.all():
            plan.plan_page(item.page_ref)
        return bool(mass_checks.troubles_of(send))

    def _ask_to_send(self, send: MassSend) -> bool:
        def settled(row: MassSend, answer: Any) -> None:
            was_taken = row.state not in {State.SIGNED}
            settle.sent(row, answer)
            if not was_taken and row.state in {State.SENDING, State.CONFIRMING}:
                self.mass.count()
            if isinstance(answer, NoneLeft):
                self.mass.exhaust()

        return self._converse(
            send,
            SEND,
            lambda: self.mass.send(
                send.remote, send.clientmsgid, ignore_reprint=send.ignore_reprint
            ),
            settled,
        )

    def _poll(self, send: MassSend) -> bool:
        return self._converse(
            send, POLL, lambda: self.mass.poll(send.remote, send.looks), _if_sending
        )

    # --- Afterwards --------------------------------------------------------------------------

    def _tidy_up(self, send: MassSend) -> bool:
        """Throw away the drafts of what will not be sent."""
        drafts = [*send.stale_drafts, *filter(None, [send.remote.get("draft_id")])]
        if not drafts:
            return self._note(send, _rest)
        return self._discard(send, drafts[0])

    def _discard(self, send: MassSend, draft_id: str) -> bool:
        return self._converse(
            send,
            DISCARD,
            lambda: self.mass.discard(draft_id),
            partial(settle.discarded, draft_id=draft_id),
        )

    # --- Writing down ------------------------------------------------------------------------

    def _metered(self, send: MassSend, step: str) -> bool:
        """Wait for the allowance of calls if there is none; return whether that is so."""
        seconds = self.ledger.wait_for(CALLS.get(step, ()), Urgency.NORMAL)
        return bool(seconds) and self._wait(send, "waits_for_quota", seconds)

    def _having_read(self, send: MassSend, go_on: Callable[[list[dict[str, str]]], bool]) -> bool:
        """Go on with what the draft says now, which is nothing if it is gone."""
        try:
            seen = [dict(one) for one in self.mass.read(send.remote) or []]
        except Stopped as stopped:
            outcome = stopped.outcome
            self._note(send, lambda row: settle.put_off(row, outcome))
            return attempts.account_is_fine_after(self.account, outcome)
        return go_on(seen)

    def _stop(self, send: MassSend, troubles: list[mass_checks.Trouble]) -> bool:
        code = troubles[0].code
        titles = "、".join(f"“{one.item.title}”" for one in troubles if one.code == code)
        return self._note(send, partial(settle.to_be_assembled_anew, code=code, text=titles))

    def _wait(self, send: MassSend, code: str, seconds: float, text: str = "") -> bool:
        def note(row: MassSend) -> None:
            row.code, row.text = code, text
            settle.again(row, max(seconds, 0.05))

        return self._note(send, note)

    def _note(self, send: MassSend, change: Callable[[MassSend], None]) -> bool:
        """Change a row without having asked the platform anything."""
        with transaction.atomic():
            row = _locked(send)
            if _is_as_read(row, send):
                row.account = self.account
                change(row)
                row.save()
        return True

    def _converse(
        self, send: MassSend, step: str, call: Callable[[], Any], settled: Settle
    ) -> bool:
        """Write the attempt, make the call, write the outcome. Returns whether to go on."""
        with transaction.atomic():
            self.lease.hold()
            row = _locked(send)
            if not _is_as_read(row, send):
                return True
            if step == SEND and not row.may_be_out and mass_checks.troubles_of(row):
                # Withdrawn in the last moment: the next step says so.
                return True
            if step == SEND and row.asked_at is None:
                row.asked_at = timezone.now()
                row.save()
            attempt = Attempt.objects.create(mass_send=send, account=self.account, step=step)
        answer = attempts.answer_to(call, attempt)
        with transaction.atomic():
            row = _locked(send)
            row.account = self.account
            settled(row, answer)
            if row.state == State.CANCELLED != send.state:
                # Called off while the platform was being asked.
                settle.again(row)
            row.save()
            attempts.finish(attempt, answer)
        return attempts.account_is_fine_after(self.account, answer)


def interrupted(attempt: Attempt) -> None:
    """Settle what a dead worker left open: what it asked for may have been done."""
    unknown = Unknown("interrupted")
    with transaction.atomic():
        row = MassSend.objects.select_for_update().get(pk=attempt.mass_send_id)
        match attempt.step:
            case "draft":
                settle.prepared(row, unknown, DRAFT)
            case "preview":
                to = next(one["to"] for one in row.previews if one["state"] == "waiting")
                settle.previewed(row, unknown, to)
            case "send" if row.state in {State.SIGNED, State.CONFIRMING}:
                settle.sent(row, unknown)
            case _:
                settle.again(row)
        row.save()
        attempts.finish(attempt, unknown)


def told(account_id: int, event: Event) -> bool:
    """Apply what the platform pushed about a message; return whether it was one of ours.

    It may be of one whose number is not known yet: then the platform is asked for the number.
    """
    sends = MassSend.objects.select_for_update(of=("self",)).select_related("account")
    number = event.ids["msg_id"]
    row = sends.filter(account=account_id, remote__msg_id=number).first()
    if row is not None:
        settle.ended(row, event.outcome)
        row.save()
        return True
    return False


def ask_for_number(account_id: int, pushed_at: datetime) -> bool:
    """Have the platform asked, once for each push, for the number of a message it may be about.

    Returns whether there is something to ask now. The platform wants a pause between questions.
    """
    row = MassSend.objects.filter(
        account=account_id, state=State.CONFIRMING, next_at__isnull=False
    ).first()
    asked = row and row.attempts.filter(step=SEND).first()
    if asked is None or asked.started_at > pushed_at:
        return False
    now = timezone.now()
    at = max(now, asked.started_at + timedelta(seconds=timing().mass_again))
    MassSend.objects.filter(pk=row.pk, next_at__gt=at).update(next_at=at)
    return at <= now


def _bodies(send: MassSend) -> list[dict[str, Any]]:
    return [item.payload.body for item in send.items.select_related("payload")]


def _locked(send: MassSend) -> MassSend:
    return MassSend.objects.select_for_update().get(pk=send.pk)


def _is_as_read(row: MassSend, send: MassSend) -> bool:
    return (row.updated_at, row.next_at) == (send.updated_at, send.next_at)


def _if_sending(row: MassSend, answer: Any) -> None:
    """Apply an answer only if no push has told us more in the meantime."""
    if row.state == State.SENDING:
        settle.polled(row, answer)


def _rest(row: MassSend) -> None:
    row.next_at = None
