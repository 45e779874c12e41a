"""Why something was not done, in words for the person who wanted it."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from interviews.models import Entry, Turn


class Refused(ValidationError):
    """A rule stands against it; `str` of the messages says which."""

    @property
    def reasons(self) -> str:
        return "".join(self.messages)


class Conflict(Refused):
    """Somebody else changed the turn meanwhile. `mine` is what was to be written, `turn` what
    stands there now: nothing is lost, and a person decides.
    """

    def __init__(self, turn: "Turn", mine: dict[str, Any]) -> None:
        super().__init__(
            _("Turn %(number)d was changed by somebody else meanwhile.") % {"number": turn.number},
            code="conflict",
        )
        self.turn, self.mine = turn, mine


class KeyReused(Refused):
    """The key of an earlier entry came with other content; `entry` is the earlier one."""

    def __init__(self, entry: "Entry", mine: dict[str, Any]) -> None:
        super().__init__(
            _("This was sent before with other words; entry %(number)d holds those.")
            % {"number": entry.number},
            code="key_reused",
        )
        self.entry, self.mine = entry, mine


class NotAllowed(PermissionDenied):
    """The person may not do this with this interview."""
