"""What can befall a call to any platform, in the words of those who have to act on it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

COMMON = {
    "unreachable": _("The platform cannot be reached. It is tried again by itself."),
    "no_answer": _("No answer came; it may have been done. It is being checked."),
    "bad_answer": _("The answer could not be read; it may have been done. It is being checked."),
    "interrupted": _("The delivery was interrupted. It is being checked."),
    "internal": _("A mistake of this system's own. Please tell its operator."),
    "picture_unusable": _("A picture cannot be read: %(text)s. Replace it and publish again."),
    "token_busy": _("The access token is being fetched."),
    "not_approved": _("A reviewer has to approve exactly what will be sent."),
    "payload_altered": _(
        "What was approved has been altered in the database; nothing is sent. "
        "Please tell the operator."
    ),
    "waits_for_release": _("It waits for the release “%(text)s”."),
    "waits_for_moment": _("It waits for the moment that an editor chose."),
    "quiet_hours": _("The account is in its quiet hours; it goes out when they are over."),
    "gap": _("It keeps its distance to the post before; it goes out shortly."),
    "waits_for_lost": _("It waits until it is known what became of another one."),
    "page_not_there": _("The page does not answer yet as it was published (%(text)s)."),
    "waits_for_quota": _("Today's quota of calls is used up; it goes on by itself."),
    "draft_waits": _("The draft is in the draft box: publish it in the platform's console."),
    "draft_gone": _("The draft was taken out of the draft box by a person."),
    "withdraw_by_hand": _("The page was withdrawn: delete the copy in the platform's console."),
    "replace_by_hand": _(
        "The page was changed: delete the copy in the platform's console; it is published again "
        "by itself."
    ),
    "change_by_hand": _("The page was corrected: change the copy in the platform's console."),
    "drift_deleted": _("It was deleted on the platform by a person."),
    "drift_blocked": _("The platform has blocked it."),
    "drift_edited": _("It was changed on the platform by a person."),
    **dict.fromkeys(["expires_7", "expires_3", "expires_1"], "%(text)s"),
    "mass_withdrawn": _(
        "%(text)s: withdrawn since it was chosen. Take it out and show the message to reviewers "
        "again."
    ),
    "mass_changed": _(
        "%(text)s: the page has been changed since it was chosen. Keep the order again to take in "
        "what is published now, and show the message to reviewers again."
    ),
    "mass_correcting": _("%(text)s: a correction is under way, or it was changed on the platform."),
    "mass_not_live": _("%(text)s: not published on this account at present."),
    "mass_draft_edited": _(
        "Somebody changed the draft on the platform after it was shown to reviewers, so it was not "
        "sent. Show it to them again."
    ),
    "mass_draft_gone": _(
        "The draft was taken out of the draft box, so nothing was sent. Show it to reviewers again."
    ),
    "mass_signature_old": _(
        "It could not be sent for so long that the signature does not hold any more. Sign it again "
        "if it is still to go out."
    ),
    "mass_no_calls": _(
        "The account's calls for mass sends are used up for now, and nothing goes out at midnight "
        "by itself. Sign it again when there are new ones."
    ),
    "mass_confirming": _(
        "The account's administrator has to agree on the phone to a message to all followers."
    ),
    "mass_lost": _(
        "Nobody knows whether a message to all followers was sent. Find out on the platform."
    ),
    "mass_not_sent": _("A person found that it was not sent."),
    "removed_by_hand": _("It was removed on the platform by a person."),
}


def filled(message: str, values: Mapping[str, Any]) -> str:
    """Return a sentence with its values; a value that is not known leaves an ellipsis."""
    if "%(" not in message:
        return message
    try:
        return message % {name: _worded(value) for name, value in values.items()}
    except KeyError:
        return re.sub(r"%\(\w+\)s", "…", message)


def _worded(value: Any) -> Any:
    """Enumerate a list. What it quotes is Chinese mostly, whatever the interface."""
    if isinstance(value, list | tuple):
        return "、".join(f"“{item}”" for item in value) or "…"
    return value
