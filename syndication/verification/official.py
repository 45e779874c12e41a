"""What is official: our accounts, and the copies of a page that can be read there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from syndication.channels.registry import channel_class
from syndication.models import Account, ChannelCopy, PublishedAddress
from syndication.models.address import PORTAL
from syndication.models.copy import Position
from syndication.verification.answers import OfficialAccount, OfficialCopy, Verdict
from syndication.verification.standing import standings


def described(account: Account) -> OfficialAccount:
    """Return what the public may know of an account."""
    try:
        channel = str(channel_class(account.kind).label)
    except LookupError:
        # A channel that was taken out of the settings; what it published is still ours.
        channel = account.kind
    return OfficialAccount(
        account.kind, channel, account.name, account.sponsor, account.filing_number
    )


def listed(accounts: Iterable[Account]) -> tuple[OfficialAccount, ...]:
    """Return the accounts in use, as they are shown to the public."""
    return tuple(described(account) for account in accounts if not account.is_paused)


def with_sent_payload(copies: QuerySet) -> QuerySet:
    """Have copies come with all that a standing needs, but not with the bytes themselves."""
    return copies.select_related("account", "sent_payload").defer(
        "sent_payload__text", "first_seen", "last_seen"
    )


def rows_of_page(page: Any) -> QuerySet:
    return ChannelCopy.objects.filter(page_ref=page.pk, wanted=True, position=Position.LIVE)


def copies_of(changed_at: Mapping[int, datetime | None]) -> dict[int, tuple[OfficialCopy, ...]]:
    """Return the official copies of pages by the pages' keys, in three queries.

    `changed_at` tells when each page was last published. What is listed is what a pasted link
    to it would be called, too: a copy that nobody could recognise is left out.
    """
    recognisable = PublishedAddress.objects.filter(copy=OuterRef("pk"), until=None)
    copies = list(
        with_sent_payload(ChannelCopy.objects.of_the_page())
        .filter(
            Exists(recognisable.exclude(kind=PORTAL)),
            page_ref__in=list(changed_at),
            wanted=True,
            position=Position.LIVE,
        )
        .exclude(url="")
        .order_by("account__kind", "account__name", "part")
    )
    if not copies:
        return {}
    known = standings(copies, changed_at)
    found: dict[int, list[OfficialCopy]] = {}
    for copy in copies:
        found.setdefault(copy.page_ref, []).append(
            OfficialCopy(
                described(copy.account),
                copy.url,
                copy.live_at,
                copy.seen_at,
                known[copy.pk].verdict()[0] == Verdict.CORRECTED,
                copy.was_mass_sent,
                copy.moment,
                str(copy.get_moment_display()),
            )
        )
    return {page_ref: tuple(some) for page_ref, some in found.items()}
