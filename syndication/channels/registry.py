"""From an account to its channel."""

from django.conf import settings
from django.utils.module_loading import import_string

from syndication.channels.base import Channel
from syndication.models import Account


def kinds() -> list[str]:
    return list(settings.SYNDICATION_CHANNELS)


def channel_class(kind: str) -> type[Channel]:
    """Return the class for a kind of account. Raises LookupError for a kind nobody registered."""
    try:
        return import_string(settings.SYNDICATION_CHANNELS[kind])
    except KeyError as error:
        raise LookupError(f"No channel of kind {kind!r} in SYNDICATION_CHANNELS") from error


def channel_for(account: Account) -> Channel:
    return channel_class(account.kind)(account)
