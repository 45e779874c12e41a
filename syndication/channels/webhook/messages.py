"""What a partner's answers mean, in the words of those who have to act on them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from syndication.channels.messages import COMMON, filled

_NOT_US = _(
    "The partner does not accept our signature. Compare the key's name and the secret on both "
    "sides, and the clocks."
)

MESSAGES = {
    **COMMON,
    "no_secret": _("There is no secret to sign with, or it cannot be read. Enter it anew."),
    "bad_key_name": _("The name of the key may have Latin letters, digits and signs only."),
    "bad_address": _("The partner's address is not one that can be used."),
    "not_https": _("The partner's address must begin with https://."),
    "address_private": _(
        "The partner's address leads into an internal network: %(text)s. If that is meant, the "
        "operator names the host in SYNDICATION_WEBHOOK_HOSTS."
    ),
    "redirected": _("The partner sends us on to another address. Enter the right one."),
    "taken": _("The partner has another item under this one's id. Ask its operator."),
    "title_empty": _("The title is empty. Fill it in."),
    "http_400": _("The partner does not understand us: %(text)s"),
    "http_401": _NOT_US,
    "http_403": _NOT_US,
    "http_404": _("There is nothing at the partner's address. Enter the right one."),
    "http_413": _("The partner finds the item too large."),
    "http_422": _("The partner does not accept the content: %(text)s"),
    "http_451": _("The partner may not show the content: %(text)s"),
    "http_429": _("The partner asks for a pause; it goes on by itself."),
    "http_503": _("The partner is not available; it goes on by itself."),
}


def explain(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a code; empty if there is none."""
    message = MESSAGES.get(code)
    if message is None:
        return ""
    return filled(str(message), values)
