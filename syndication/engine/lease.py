"""One writer per account."""

import time
import uuid
from datetime import timedelta
from typing import Self

from django.db.models import Q
from django.utils import timezone

from syndication.models import Account
from syndication.timing import timing


class LeaseLost(Exception):
    """Another worker writes to the account now, or an administrator paused it."""


class Lease:
    """The right to write to an account, taken in the database and good for a limited time.

    A worker that dies keeps others out until the time is over; one that merely slept too
    long finds out before its next request. Hosts must agree on the time (NTP) to within
    a few seconds.
    """

    def __init__(self, account_id: int, owner: str) -> None:
        self.account_id = account_id
        self.owner = owner
        self.seconds = timing().lease
        self._renewed = time.monotonic()

    @classmethod
    def take(cls, account_id: int) -> Self | None:
        """Return a lease, or None if the account is taken, paused, blocked or on hold."""
        lease = cls(account_id, uuid.uuid4().hex)
        now = timezone.now()
        taken = (
            Account.objects.usable()
            .filter(pk=account_id)
            .filter(Q(lease_until=None) | Q(lease_until__lt=now))
            .filter(Q(hold_until=None) | Q(hold_until__lte=now))
            .update(lease_owner=lease.owner, lease_until=now + timedelta(seconds=lease.seconds))
        )
        return lease if taken else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._mine().update(lease_owner="", lease_until=None)

    def keep(self) -> None:
        """Renew the lease if a part of it is over. Raises LeaseLost."""
        if time.monotonic() - self._renewed >= min(5, self.seconds / 4):
            self.hold()

    def hold(self) -> None:
        """Renew the lease and make sure that it is still ours. Raises LeaseLost.

        In one transaction with the row that announces a call: whoever takes the lease when it
        is over sees that row, and whoever slept too long before it writes none.
        """
        until = timezone.now() + timedelta(seconds=self.seconds)
        if not self._mine().filter(is_paused=False).update(lease_until=until):
            raise LeaseLost
        self._renewed = time.monotonic()

    def _mine(self):
        return Account.objects.filter(pk=self.account_id, lease_owner=self.owner)
