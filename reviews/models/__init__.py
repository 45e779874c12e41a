from reviews.models.emergency import Emergency, Outcome
from reviews.models.signoff import Passage, SignOff, Verdict
from reviews.models.stage import RefusalReason, ReviewStage
from reviews.models.standing import Assignment, Authorship, Deputy

__all__ = [
    "Assignment",
    "Authorship",
    "Deputy",
    "Emergency",
    "Outcome",
    "Passage",
    "RefusalReason",
    "ReviewStage",
    "SignOff",
    "Verdict",
]
