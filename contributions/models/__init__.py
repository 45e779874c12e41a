from contributions.models.adoption import Adoption, Ending, Way
from contributions.models.contribution import Contribution, Reason, State
from contributions.models.event import Event, What
from contributions.models.prints import Mark, TextPrint

__all__ = [
    "Adoption",
    "Contribution",
    "Ending",
    "Event",
    "Mark",
    "Reason",
    "State",
    "TextPrint",
    "Way",
    "What",
]
