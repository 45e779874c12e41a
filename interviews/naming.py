"""How people are called in a transcript, on whatever it is shown."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interviews.record.kinds import Part
from interviews.roles import Role

if TYPE_CHECKING:
    from interviews.models import Turn


def name_in(turn: "Turn") -> str:
    """Return the speaker's name; of a citizen's question that is read out, whose it is."""
    if turn.part == Part.ASKS and turn.question and turn.speaker.role == Role.CITIZEN:
        return asker_of(turn.question)
    return turn.speaker.name


def asker_of(question) -> str:
    return question.nickname or _("a citizen")


def label_of(turn: "Turn") -> str:
    """Return role and name as they stand before a turn: 嘉宾 周明."""
    name, role = name_in(turn), str(turn.speaker.get_role_display())
    return role if name == role else f"{role} {name}"
