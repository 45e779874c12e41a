"""One access token per account, shared by all workers through the database."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from syndication.channels.base import Later, Stopped
from syndication.models import Account

# The platform hands out a new stable token five minutes before the old one ends
# (获取稳定版接口调用凭据); asking earlier returns the same one.
SPARE = timedelta(seconds=300)
FETCHING = timedelta(seconds=15)

Fetch = Callable[[], tuple[str, float]]
"""Asks the platform; returns (token, seconds of life)."""


class TokenShelf:
    """Where an account's token is kept, encrypted. One fetches, the others wait for it."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id

    def get(self, fetch: Fetch) -> str:
        """Return a token good for some minutes more, fetching one if there is none."""
        end = time.monotonic() + FETCHING.total_seconds()
        while True:
            token = self._fresh()
            if token:
                return token
            if self._reserve():
                return self._store(fetch)
            if time.monotonic() > end:
                raise Stopped(Later("token_busy", "Another worker is fetching the token"))
            time.sleep(0.05)

    def discard(self, token: str) -> None:
        """Forget a token the platform rejected, unless somebody has replaced it already."""
        account = self._account().get()
        if account.access_token == token:
            # The expiry is compared too: it tells our token from one stored in between.
            self._account().filter(token_expires_at=account.token_expires_at).update(
                token_expires_at=None
            )

    def _account(self):
        return Account.objects.filter(pk=self.account_id)

    def _fresh(self) -> str:
        account = self._account().only("access_token", "token_expires_at").get()
        expires_at = account.token_expires_at
        if expires_at and expires_at > timezone.now():
            return account.access_token
        return ""

    def _reserve(self) -> bool:
        now = timezone.now()
        return bool(
            self._account()
            .filter(Q(token_lease_until=None) | Q(token_lease_until__lt=now))
            # Somebody may have fetched one since we looked.
            .filter(Q(token_expires_at=None) | Q(token_expires_at__lte=now))
            .update(token_lease_until=now + FETCHING)
        )

    def _store(self, fetch: Fetch) -> str:
        try:
            token, seconds = fetch()
        except BaseException:
            self._account().update(token_lease_until=None)
            raise
        life = timedelta(seconds=seconds)
        self._account().update(
            access_token=token,
            token_expires_at=timezone.now() + max(life - SPARE, life / 2),
            token_lease_until=None,
        )
        return token
