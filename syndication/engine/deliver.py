"""Doing something about it: one worker, one account, one write at a time."""

import json
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from syndication.channels.base import (
    Body,
    Channel,
    Done,
    Drafted,
    Finding,
    Outcome,
    Refused,
    Severity,
    Sighting,
    Unknown,
)
from syndication.channels.ledger import Ledger
from syndication.channels.meters import Urgency
from syndication.channels.registry import channel_for
from syndication.channels.remedies import Remedy
from syndication.engine import attempts, declare, gates, lost, mass, progress, settle
from syndication.engine import tasks_for_people as people
from syndication.engine.decide import Move, next_move
from syndication.engine.lease import Lease, LeaseLost
from syndication.engine.wait import Wait
from syndication.models import Account, Attempt, ChannelCopy, MassSend, Payload
from syndication.models.copy import Position
from syndication.timing import timing

log = logging.getLogger(__name__)

LOOK, POLL, RETRACT, AMEND = "look", "poll", "retract", "amend"
# They change nothing that could not be done again.
HARMLESS = frozenset({LOOK, POLL, RETRACT, AMEND})

Settle = Callable[[ChannelCopy, Any], None]


def work(account_id: int) -> bool:
    """Work on the due copies of an account until none is left or the turn is over.

    Returns whether something is due still. Does nothing, and returns False, if another
    worker is at it or the account cannot be used now.
    """
    lease = Lease.take(account_id)
    if lease is None:
        return False
    end = time.monotonic() + timing().turn
    with lease:
        _settle_interrupted(account_id)
        worker = Worker(lease)
        sender = mass.Sender(lease, worker.account, worker.channel)
        try:
            while time.monotonic() < end and _advance(sender, worker):
                pass
        except LeaseLost:
            log.warning("Lost the lease on account %s", account_id)
    # Asked again after the lease is given back: whoever declared something while it was held
    # found the account taken and relies on us to see it.
    return _is_usable(account_id) and (
        ChannelCopy.objects.due().filter(account=account_id).exists()
        or MassSend.objects.due().filter(account=account_id).exists()
    )


def _advance(sender: mass.Sender, worker: "Worker") -> bool:
    """Take one step; return whether to go on. Mass sends are few, and people wait for them."""
    is_fine = sender.advance_next()
    return worker.advance_next() if is_fine is None else is_fine


def next_due(account_id: int) -> datetime | None:
    """Return when the next copy or mass send of an account falls due."""
    copies = ChannelCopy.objects.filter(held=False)
    moments = [
        rows.filter(account=account_id, next_at__isnull=False)
        .order_by("next_at")
        .values_list("next_at", flat=True)
        .first()
        for rows in (copies, MassSend.objects.all())
    ]
    return min(filter(None, moments), default=None)


def _is_usable(account_id: int) -> bool:
    account = Account.objects.usable().filter(pk=account_id).first()
    return bool(account) and not (account.hold_until and account.hold_until > timezone.now())


def _settle_interrupted(account_id: int) -> None:
    """Whoever holds the lease is the only writer, so an open attempt is a dead worker's."""
    for attempt in Attempt.objects.filter(account=account_id, finished_at=None).order_by("pk"):
        if attempt.mass_send_id:
            mass.interrupted(attempt)
            continue
        with transaction.atomic():
            copy = ChannelCopy.objects.select_for_update().get(pk=attempt.copy_id)
            channel = channel_for(copy.account)
            outcome = Unknown("interrupted")
            if attempt.step not in HARMLESS:
                copy.sent_payload_id = attempt.payload_id
                settle.created(copy, outcome, repeatable=attempt.step in channel.repeatable)
                copy.save()
            attempts.finish(attempt, outcome)


class Worker:
    """Holds an account's lease and its channel, and takes one copy one step further at a time."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease
        self.account = Account.objects.get(pk=lease.account_id)
        self.channel: Channel = channel_for(self.account)
        self.ledger = Ledger(self.account, self.channel.meters)
        # What the channel says of a payload does not change while we have the account.
        self.fatal: dict[int, Finding | None] = {}

    def advance_next(self) -> bool:
        """Take the next due copy one step further; return whether to go on with this account."""
        copy = (
            ChannelCopy.objects.due()
            .filter(account=self.account)
            .select_related("payload", "sent_payload", "release", "correcting")
            .first()
        )
        if copy is None:
            return False
        copy.account = self.account
        self.lease.keep()
        to_send = _to_send(copy)
        move = next_move(
            copy,
            to_send and to_send.pk,
            as_draft=self.account.as_draft,
            in_place=self._may_change_in_place(copy),
        )
        match move:
            case Move.LOOK:
                return self._look(copy)
            case Move.POLL:
                return self._poll(copy)
            case Move.RETRACT:
                return self._retract(copy)
            case Move.SEND:
                return self._send(copy, to_send)
            case Move.AMEND:
                return self._amend(copy, to_send)
        self._rest(copy)
        return True

    def _may_change_in_place(self, copy: ChannelCopy) -> bool:
        """Whether a published copy is to follow its page: nobody decided, or decides, otherwise."""
        if not self.channel.amends_published or not copy.remote:
            return False
        if copy.payload_id == copy.settled_payload_id:
            return False
        if copy.correcting_id:
            return copy.correcting.remedy == Remedy.AMEND
        return not declare.is_asked_about(copy.page_ref)

    # --- The moves ---------------------------------------------------------------------------

    def _send(self, copy: ChannelCopy, payload: Payload) -> bool:
        body = payload.body
        fatal = self._fatal_of(payload, body)
        if fatal:
            return self._refuse(copy, fatal)
        step = self.channel.next_step(body, copy.remote, as_draft=self.account.as_draft)
        if not step:
            return self._leave_in_the_draft_box(copy)
        repeatable = step in self.channel.repeatable
        wait = self._gate(copy, payload, step)
        if wait is None and not repeatable:
            passive = [LOOK, POLL, RETRACT, *self.channel.repeatable]
            wait = lost.wait_until_found(copy, body, self.channel, passive)
        if wait:
            return self._put_off(copy, wait)

        def settled(row: ChannelCopy, answer: Outcome) -> None:
            row.sent_payload = payload
            settle.created(row, answer, repeatable=repeatable)
            declare.overrule(row)

        return self._converse(
            copy,
            step,
            lambda: self.channel.create(body, copy.remote, as_draft=self.account.as_draft),
            settled,
            payload,
        )

    def _fatal_of(self, payload: Payload, body: Body) -> Finding | None:
        """Return what the platform would refuse a payload for; looked at once, not at each step."""
        if payload.pk not in self.fatal:
            found = self.channel.check(body)
            refused = (each for each in found if each.severity == Severity.REFUSED)
            self.fatal[payload.pk] = next(refused, None)
        return self.fatal[payload.pk]

    def _leave_in_the_draft_box(self, copy: ChannelCopy) -> bool:
        with transaction.atomic():
            row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
            row.account = self.account
            settle.created(row, Drafted({}), repeatable=True)
            row.save()
            progress.review(row)
        return True

    def _gate(self, copy: ChannelCopy, payload: Payload, step: str) -> Wait | None:
        begins = not copy.remote
        wait = gates.before_sending(copy, payload) if begins else None
        if wait is None and (begins or step in self.channel.visible):
            visible = self.channel.visible if step in self.channel.visible else frozenset()
            wait = gates.before_the_public_sees(self.account, copy, visible)
        return wait or self._allowance(
            self.channel.calls(step, payload.body, copy.remote), _urgency(copy)
        )

    def _allowance(self, calls: tuple[str, ...], urgency: Urgency) -> Wait | None:
        seconds = self.ledger.wait_for(calls, urgency)
        if not seconds:
            return None
        return Wait("waits_for_quota", timezone.now() + timedelta(seconds=seconds))

    def _amend(self, copy: ChannelCopy, payload: Payload) -> bool:
        body = payload.body
        wait = gates.before_changing(copy, payload) or self._allowance(
            self.channel.calls(AMEND, body, copy.remote), _urgency(copy)
        )
        if wait:
            return self._put_off(copy, wait)

        def settled(row: ChannelCopy, answer: Outcome) -> None:
            settle.amended(row, answer, payload)
            if row.payload_id != payload.pk:
                declare.overrule(row)

        return self._converse(
            copy, AMEND, lambda: self.channel.amend(body, copy.remote), settled, payload
        )

    def _retract(self, copy: ChannelCopy) -> bool:
        wait = self._allowance(self._calls(RETRACT, copy), Urgency.URGENT)
        if wait:
            return self._put_off(copy, wait, also=settle.deletion_has_to_wait)
        return self._converse(
            copy, RETRACT, lambda: self.channel.retract(copy.remote), settle.retracted
        )

    def _poll(self, copy: ChannelCopy) -> bool:
        wait = self._allowance(self._calls(POLL, copy), _urgency(copy))
        if wait:
            return self._put_off(copy, wait)
        return self._converse(
            copy,
            POLL,
            lambda: self.channel.poll(copy.remote, copy.looks),
            _if_still(Position.SUBMITTED, settle.polled),
        )

    def _look(self, copy: ChannelCopy) -> bool:
        wait = self._allowance(self._calls(LOOK, copy), Urgency.URGENT)
        if wait:
            return self._put_off(copy, wait)
        attempt = copy.attempts.exclude(step__in=[*HARMLESS, *self.channel.repeatable]).first()
        others = lost.not_these(copy, attempt)
        body = (copy.sent_payload or copy.payload).body

        return self._converse(
            copy,
            LOOK,
            lambda: self.channel.look(attempt.step, body, copy.remote, attempt.started_at, others),
            _if_still(Position.UNKNOWN, settle.looked),
        )

    def _calls(self, step: str, copy: ChannelCopy) -> tuple[str, ...]:
        payload = copy.sent_payload or copy.payload
        return self.channel.calls(step, payload.body if payload else {}, copy.remote)

    # --- Writing down ------------------------------------------------------------------------
    # Whatever was declared or pushed since a copy was read leaves it due.

    def _rest(self, copy: ChannelCopy) -> None:
        with transaction.atomic():
            row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
            if _is_as_read(row, copy):
                row.next_at = None
                row.urgent = False
                row.save(update_fields=["next_at", "urgent", "updated_at"])
                progress.review(row)

    def _put_off(
        self, copy: ChannelCopy, wait: Wait, also: Callable[[ChannelCopy], None] | None = None
    ) -> bool:
        """Note what a copy waits for. Nothing has been sent, so there is no attempt."""
        with transaction.atomic():
            row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
            if _is_as_read(row, copy):
                row.code, row.text, row.fault = wait.code, wait.text, wait.fault
                row.next_at = wait.until
                row.save()
                if also:
                    row.account = self.account
                    also(row)
                if wait.all_sends:
                    self._put_off_all_sends(wait)
        return True

    def _put_off_all_sends(self, wait: Wait) -> None:
        """Spare a long queue being asked one by one for the same reason."""
        ChannelCopy.objects.filter(
            account=self.account, wanted=True, position=Position.ABSENT, next_at__lt=wait.until
        ).update(code=wait.code, text=wait.text, next_at=wait.until, updated_at=timezone.now())

    def _converse(
        self,
        copy: ChannelCopy,
        step: str,
        call: Callable[[], Outcome | Sighting],
        settled: Settle,
        payload: Payload | None = None,
    ) -> bool:
        """Write the attempt, make the call, write the outcome. Returns whether to go on."""
        with transaction.atomic():
            self.lease.hold()
            attempt = Attempt.objects.create(
                copy=copy, account=self.account, payload=payload or copy.sent_payload, step=step
            )
        answer = attempts.answer_to(call, attempt)
        with transaction.atomic():
            row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
            row.account = self.account
            settled(row, answer)
            row.save()
            progress.review(row)
            if isinstance(answer, Done | Unknown) and answer.rest:
                people.ask_to_finish(row, answer.rest)
            attempts.finish(attempt, answer)
        return attempts.account_is_fine_after(self.account, answer)

    def _refuse(self, copy: ChannelCopy, finding: Finding) -> bool:
        """Do what the platform would do, without bothering it."""
        with transaction.atomic():
            row = ChannelCopy.objects.select_for_update().get(pk=copy.pk)
            if _is_as_read(row, copy):
                refusal = Refused(finding.blame, finding.code, json.dumps(dict(finding.values)))
                settle.created(row, refusal, repeatable=True)
                row.save()
        return True


def _if_still(position: Position, settled: Settle) -> Settle:
    """Apply an answer only if nobody, such as a callback, has told us more in the meantime."""

    def unless_settled(row: ChannelCopy, answer: Any) -> None:
        if row.position == position:
            settled(row, answer)

    return unless_settled


def _is_as_read(row: ChannelCopy, copy: ChannelCopy) -> bool:
    return (row.updated_at, row.next_at) == (copy.updated_at, copy.next_at)


def _urgency(copy: ChannelCopy) -> Urgency:
    return Urgency.URGENT if copy.urgent else Urgency.NORMAL


def _to_send(copy: ChannelCopy) -> Payload | None:
    # What is sent a second time must be the same to the letter, so that the platform's own
    # check for repeated content protects us.
    return copy.sent_payload if copy.resends and copy.sent_payload else copy.payload
