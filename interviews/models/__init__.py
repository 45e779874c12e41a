from interviews.models.interview import InterviewPage
from interviews.models.interview_index import InterviewIndexPage
from interviews.models.parts import Participant, RelatedPage
from interviews.models.question import Question, Ruling, Vote
from interviews.models.record import Entry, Turn, TurnPicture
from interviews.models.sitting import Sitting, Step
from interviews.models.speaker import Speaker

__all__ = [
    "Entry",
    "InterviewIndexPage",
    "InterviewPage",
    "Participant",
    "Question",
    "RelatedPage",
    "Ruling",
    "Sitting",
    "Speaker",
    "Step",
    "Turn",
    "TurnPicture",
    "Vote",
]
