"""What may be written in which state, and by whom."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from interviews.access import CONDUCT, REVIEW, require
from interviews.models import Sitting
from interviews.refusals import Refused
from interviews.states import State

OPEN = frozenset({State.LIVE, State.DRAFT})


def allow_turns(sitting: Sitting, by: AbstractBaseUser | None) -> None:
    """Let turns be written while the interview runs and while its transcript is prepared.

    In the archive a reviewer may still correct. Raises Refused or NotAllowed.
    """
    if sitting.stands in OPEN:
        require(by, CONDUCT, sitting)
        return
    if sitting.stands == State.ARCHIVED:
        require(by, REVIEW, sitting)
        return
    require(by, CONDUCT, sitting)
    if sitting.stands == State.REVIEWED:
        raise Refused(
            _("The transcript has been reviewed. Send it back before changing it."),
            code="reviewed",
        )
    raise Refused(_("The interview has not begun: nothing can be recorded yet."), code="not_begun")


def allow_speakers(sitting: Sitting, by: AbstractBaseUser | None) -> None:
    """Let speakers be entered before an interview, too."""
    if sitting.stands.is_before_live:
        require(by, CONDUCT, sitting)
    else:
        allow_turns(sitting, by)
