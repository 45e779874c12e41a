from interviews.models.interview import InterviewPage
from interviews.models.interview_index import InterviewIndexPage
from interviews.models.parts import CandidateTopic, Participant, RelatedPage
from interviews.models.question import Question, Ruling
from interviews.models.record import Entry, Turn, TurnPicture
from interviews.models.sitting import Sitting, Step
from interviews.models.speaker import Speaker
from interviews.models.votes import TopicVote, Vote

__all__ = [
    "CandidateTopic",
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
    "TopicVote",
    "Turn",
    "TurnPicture",
    "Vote",
]
