"""What is left to do until an account is bound well, in the order one would do it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from syndication.channels.base import Authorisable
from syndication.channels.capabilities import Right
from syndication.channels.registry import channel_class
from syndication.models import Account, Route


def steps_left(account: Account) -> Iterator[str]:
    """Yield each step as a sentence that says what to do and where."""
    channel = channel_class(account.kind)
    rights = account.capabilities.get("rights", {})
    if account.blocked_code == "40164":
        yield _("Put this server's public address on the account's IP whitelist, then save again.")
    if issubclass(channel, Authorisable) and not account.access_token:
        yield _("Connect the account: its owner authorises it in the browser.")
    if channel.called_at:
        yield from _of_being_called(account)
    if rights.get(Right.PUBLISH.value) is False:
        yield _(
            "The platform does not let this account publish: have it verified, or choose that "
            "copies only go into the draft box."
        )
    if not Route.objects.filter(account=account, is_active=True).exists():
        yield _("Lead at least one column to the account under Routes.")
    if not (account.sponsor and account.owner):
        yield _("Say who answers for the account: sponsor, person in charge, filing number.")


def _of_being_called(account: Account) -> Iterator[str]:
    if not account.callback_token:
        yield _("Choose a callback token and key, enter them here and in WeChat's console.")
    elif account.called_back_at is None:
        yield _(
            "Enter the address for WeChat's calls in its console and turn it on; until the first "
            "call comes, results are asked for, which costs calls."
        )
    if account.verified_until is None:
        yield _("Enter until when the account is verified, so that people are reminded in time.")
