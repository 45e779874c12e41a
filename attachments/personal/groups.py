"""Digits as people write them: in groups, with spaces or hyphens between, in full width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# One letter for one, so that places in the text stay what they are.
NARROW = str.maketrans(
    "０１２３４５６７８９Ｘｘ－＋（）\u3000\u00a0\u2002\u2003\u2009\u202f‐‑‒–—―﹣−",
    "0123456789Xx-+()      --------",
)
HYPHEN, SPACE, BREAK, NOTHING = "-", " ", "\n", ""
# At most two spaces, or one hyphen with or without, or one line break.
BETWEEN = r"(?: {1,2}| ?- ?| ?\r?\n ?)"
RUN = re.compile(rf"\d+(?:{BETWEEN}\d+)*")
GROUP = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between: `start` and `end` in the text, what comes before it."""

    digits: str
    start: int
    end: int
    before: str = NOTHING


def runs(text: str) -> Iterator[list[Group]]:
    """Yield the runs of groups in a text that `narrow` has been applied to."""
    for run in RUN.finditer(text):
        found = [
            Group(match[0], run.start() + match.start(), run.start() + match.end())
            for match in GROUP.finditer(run[0])
        ]
        yield [
            found[0],
            *(
                Group(after.digits, after.start, after.end, _kind(text[left.end : after.start]))
                for left, after in pairwise(found)
            ),
        ]


def narrow(text: str) -> str:
    return text.translate(NARROW)


def _kind(between: str) -> str:
    if HYPHEN in between:
        return HYPHEN
    return BREAK if BREAK in between else SPACE
