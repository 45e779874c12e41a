"""What WeChat's answers mean, in the words of those who have to act on them."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from syndication.channels.messages import COMMON

MESSAGES = {
    **COMMON,
    "title_empty": gettext_lazy("The title is empty."),
    "title_long": gettext_lazy(
        "The title has %(length)s characters; WeChat takes %(limit)s. Fill in the short title."
    ),
    "body_empty": gettext_lazy("The article has no text and no picture."),
    "body_long": gettext_lazy(
        "The text has %(length)s characters; WeChat takes fewer than %(limit)s. "
        "Shorten it, or leave this account out for this page."
    ),
    "body_bytes": gettext_lazy("The text is too large for WeChat once it is laid out."),
    "address_long": gettext_lazy("The page's address is too long for WeChat."),
    "45002": gettext_lazy("WeChat finds the text too long."),
    "45003": gettext_lazy(
        "WeChat finds the title too long (32 characters at most). Fill in the short title."
    ),
    "45004": gettext_lazy("WeChat finds the digest too long."),
    "45110": gettext_lazy("WeChat finds the author's name too long (16 characters at most)."),
    "45166": gettext_lazy("WeChat does not accept something in the text."),
    "41039": gettext_lazy("WeChat does not accept the page's address as the original."),
    "40005": gettext_lazy("WeChat does not accept the type of a picture."),
    "40009": gettext_lazy("A picture is too large for WeChat."),
    "40113": gettext_lazy("WeChat cannot read a picture."),
    "40137": gettext_lazy("WeChat cannot read a picture."),
    "40007": gettext_lazy("WeChat does not know the cover or draft any more."),
    "53503": gettext_lazy("The draft did not pass WeChat's check before publication."),
    "87014": gettext_lazy("WeChat finds the content unlawful."),
    "44003": gettext_lazy("The article is empty."),
    "40013": gettext_lazy("WeChat does not know the app id. An administrator must correct it."),
    "40125": gettext_lazy("The app secret is wrong. An administrator must enter it anew."),
    "40164": gettext_lazy(
        "This server's address is not on the account's IP whitelist. "
        "An administrator must add it in the WeChat console."
    ),
    "41004": gettext_lazy(
        "There is no app secret, or it cannot be read with the present encryption key. "
        "An administrator must enter it anew."
    ),
    "40243": gettext_lazy("The app secret is frozen. An administrator must thaw it."),
    "48001": gettext_lazy(
        "The account may not use this interface. Publishing needs a verified account."
    ),
    "48004": gettext_lazy("WeChat has banned the interface for violations."),
    "50002": gettext_lazy("The account is restricted by WeChat."),
    "50004": gettext_lazy("The account may not fetch tokens."),
    "50007": gettext_lazy("The account is frozen."),
    "45009": gettext_lazy("Today's quota of this call is used up; it goes on after midnight."),
    "45011": gettext_lazy("Too many calls in a minute; it goes on shortly."),
    "-1": gettext_lazy("WeChat is busy."),
    "publish_status_2": gettext_lazy("WeChat did not accept the declaration of originality."),
    "publish_status_3": gettext_lazy("WeChat could not publish the draft."),
    "publish_status_4": gettext_lazy("WeChat's review turned the article down."),
    "publish_status_5": gettext_lazy("The article was deleted on WeChat by a person."),
    "publish_status_6": gettext_lazy("The article was blocked by WeChat."),
}


def explain(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a code; empty if there is none."""
    message = MESSAGES.get(code)
    if message is None:
        return ""
    text = str(message)
    if "%(" in text:
        try:
            text %= values
        except KeyError:
            return re.sub(r"%\(\w+\)s", "…", text)
    if code == "40164":
        address = re.search(r"\d+\.\d+\.\d+\.\d+", str(values.get("text", "")))
        if address:
            text = _("%(sentence)s Address: %(address)s") % {
                "sentence": text,
                "address": address.group(),
            }
    return text
