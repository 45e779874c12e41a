"""Times beside what is said: of the day, or in the video."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

_DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
PLAIN = (
    rf"(?P<date>{_DATE})?(?P<first>\d{{1,2}})[:：](?P<second>[0-5]\d)"
    r"(?:[:：](?P<third>[0-5]\d)(?:[.,]\d{1,3})?)?(?![:：]?\d)"
)
BRACKETED = rf"[\[［【(（〔<＜]\s*{PLAIN}\s*[\]］】)）〕>＞]"
STARTING = re.compile(rf"\s*(?:{BRACKETED})\s*")
STARTING_BARE = re.compile(rf"\s*{PLAIN}\s*")
# Only square brackets: （14:05） is as likely a part of the sentence that it ends.
ENDING = re.compile(rf"\s*[\[［【]\s*{PLAIN}\s*[\]］】]\s*$")

# Interviews begin in office hours; videos do not run for so long.
EARLIEST_HOUR = 6
HOURS = 24


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it is written."""

    text: str
    numbers: tuple[int, ...]
    is_dated: bool

    @classmethod
    def of(cls, match: re.Match[str]) -> "Stamp":
        numbers = [int(match[name]) for name in ("first", "second", "third") if match[name]]
        return cls(match[0].strip(), tuple(numbers), bool(match["date"]))


Moment = tuple[float | None, time | None]
"""(seconds in the video, time of the day)"""


def understood(stamps: Sequence[Stamp | None]) -> list[Moment]:
    """Tell what the times of one transcript mean; one that is missing means neither.

    All of them are of one kind: of the day if they are dated or if the first is in office hours and
    none is beyond 24 hours. Two numbers are then hours and minutes, else minutes and seconds.
    """
    written = [stamp for stamp in stamps if stamp]
    is_clock = any(stamp.is_dated for stamp in written) or (
        bool(written) and written[0].numbers[0] >= EARLIEST_HOUR
    )
    is_clock &= all(stamp.numbers[0] < HOURS for stamp in written)
    return [_moment(stamp, is_clock) if stamp else (None, None) for stamp in stamps]


def _moment(stamp: Stamp, is_clock: bool) -> Moment:
    if is_clock:
        return None, time(*stamp.numbers)
    seconds = 0
    for number in stamp.numbers:
        seconds = seconds * 60 + number
    return float(seconds), None
