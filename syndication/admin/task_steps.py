"""How a person does what only a person can do, step by step."""

from django.utils.translation import gettext as _

from syndication.channels.registry import channel_class
from syndication.models import HumanTask
from syndication.models.task import TaskKind


def steps_of(task: HumanTask) -> list[str]:
    """Return the steps in order; the last says how the task ends."""
    steps = [*channel_class(task.account.kind).steps_by_hand.get(task.kind, ()), *_here(task)]
    return [*map(str, steps), _end(task)]


def _here(task: HumanTask) -> list[str]:
    """What is done on our own screens, the same for every channel."""
    match TaskKind(task.kind):
        case TaskKind.DRIFT:
            return [
                _("Open “Compare”: it shows what was published beside what is there now."),
                _("Ask whoever changed it, if it is not plain why."),
            ]
        case TaskKind.ACCOUNT:
            return [
                _("Open the account's form; it says under “to do” what is missing, step by step."),
                _("Put it right on the platform or in the form, then have it asked again."),
            ]
        case TaskKind.RENEW:
            return [
                _("Renew it on the platform before the day; its owner is named in the form."),
                _("Enter the new date in the account's form."),
            ]
        case TaskKind.MASS:
            return [_("Open the mass sends; the one concerned says what it waits for.")]
    return []


def _end(task: HumanTask) -> str:
    match TaskKind(task.kind):
        case TaskKind.ACCOUNT | TaskKind.RENEW | TaskKind.MASS:
            return _("The task closes by itself once the system sees that it is done.")
        case TaskKind.DRIFT:
            return _("Decide here or on the screen that compares.")
    return _("Say below what you did and how others can see it; what can be watched is watched.")
