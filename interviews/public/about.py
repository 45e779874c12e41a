"""What stands beside an interview, such as its questions: a part of the column that it is in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from home.frame import Frame
from home.meta_tags import Tags

if TYPE_CHECKING:
    from interviews.models import InterviewPage


@dataclass(frozen=True, slots=True)
class BesideInterview:
    interview: "InterviewPage"

    def meta_tags(self, frame: Frame) -> Tags:
        column = self.interview.column
        return column.meta_tags(frame) if column else {}
