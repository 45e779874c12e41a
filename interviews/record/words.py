"""The words of a turn: plain text, a line a paragraph; no markup means anything in it."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from interviews.record.projection import Picture
from interviews.refusals import Refused

LONGEST = 20_000
MOST_PICTURES = 20
LONGEST_ALT = 200
# What prints nothing, but for the line feed; marks that turn a line around; halves of letters.
CONTROLS = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    r"\ud800-\udfff]"
)
BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


def tidied(text: str) -> str:
    """Return text with one line feed between paragraphs, no empty ones, nothing invisible."""
    lines = BREAKS.sub("\n", text).replace("\t", " ")
    paragraphs = (CONTROLS.sub("", line).strip() for line in lines.split("\n"))
    return "\n".join(filter(None, paragraphs))


def checked(text: str, pictures: Sequence[Picture]) -> str:
    """Return the words of a turn as they are kept. Raises Refused for nothing and for too much."""
    text = tidied(text)
    if not text and not pictures:
        raise Refused(_("There is nothing in this turn: no words, no picture."), code="empty")
    if len(text) > LONGEST:
        raise Refused(
            _("The turn has %(length)d characters; at most %(most)d fit into one. Divide it.")
            % {"length": len(text), "most": LONGEST},
            code="too_long",
        )
    if len(pictures) > MOST_PICTURES:
        raise Refused(
            _("At most %(most)d pictures fit into one turn.") % {"most": MOST_PICTURES},
            code="too_many_pictures",
        )
    return text
