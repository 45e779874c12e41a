"""依申请公开: the time in which a request is answered, and an example that is worked out.

政府信息公开条例 art. 33: at once, else within 20 working days; with the consent of whoever answers
for disclosure another 20 at most.
"""

from dataclasses import dataclass
from datetime import date

from workdays.calendar import Calendar
from workdays.explaining import explain, in_words

WORKING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Example:
    received_on: str
    answered_by: str
    extended_to: str
    explanation: str


def example(calendar: Calendar, received_on: date) -> Example:
    """Return what becomes of a request that is received on a day."""
    first = calendar.add(received_on, WORKING_DAYS)
    second = calendar.add(first.end, WORKING_DAYS)
    return Example(in_words(received_on), in_words(first.end), in_words(second.end), explain(first))
