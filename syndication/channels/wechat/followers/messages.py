"""What WeChat's answers to a menu mean, in the words of those who have to act on them."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from syndication.channels.wechat import messages

MESSAGES = {
    "menu_name": _("The name “%(name)s” has %(length)s bytes; WeChat takes %(limit)s."),
    "menu_key": _("The words of “%(name)s” have %(length)s bytes; WeChat takes %(limit)s."),
    "menu_url": _("The address of “%(name)s” has %(length)s bytes; WeChat takes %(limit)s."),
    "menu_page": _("The page that “%(name)s” opens is not public. Choose another or publish it."),
    "menu_domains": _(
        "The buttons lead to more than %(limit)s domains outside WeChat: %(domains)s."
    ),
    "40016": _("WeChat finds too many buttons, or none."),
    "40017": _("WeChat does not take a button of this kind from this account."),
    "40018": _("WeChat finds the name of a button too long, or empty."),
    "40019": _("WeChat finds the words of a button too long, or empty."),
    "40020": _("WeChat finds the address of a button too long, or empty."),
    "40023": _("WeChat finds too many sub-buttons, or none."),
    "40024": _("WeChat does not take a sub-button of this kind from this account."),
    "40025": _("WeChat finds the name of a sub-button too long, or empty."),
    "40026": _("WeChat finds the words of a sub-button too long, or empty."),
    "40027": _("WeChat finds the address of a sub-button too long, or empty."),
    "40054": _("WeChat does not accept the domain of a sub-button's address."),
    "40055": _("WeChat does not accept the domain of a button's address."),
    "40119": _("WeChat does not take a button of this kind from this account."),
    "40120": _("WeChat does not take a sub-button of this kind from this account."),
    "65316": _("WeChat allows buttons to lead to three domains outside WeChat at most."),
    "48001": _("The account may not have a menu by this way. WeChat asks for a verified account."),
}


def explain(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a code; what is known of codes in general where it has none."""
    message = MESSAGES.get(code)
    if message is None:
        return messages.explain(code, values)
    text = str(message)
    if "%(" not in text:
        return text
    try:
        return text % values
    except KeyError:
        return re.sub(r"%\(\w+\)s", "…", text)
