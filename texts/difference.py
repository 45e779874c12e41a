"""What differs between two texts, marked by character."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A number or a word of letters is read as one: 15 that becomes 10 is not 1 and another digit.
UNIT = re.compile(r"[0-9０-９]+|[A-Za-z]+|.", re.DOTALL)
# Laws change by sentence: they are compared first, and letters only where a sentence changed.
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
# Beyond so many characters letters are not compared: it takes long and says little.
MOST_CHARACTERS = 4000


class Kind(enum.StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    kind: Kind
    text: str


def difference(old: str, new: str) -> list[Part]:
    """Return the parts of both texts in order; same and gone ones are the old text."""
    parts: list[Part] = []
    for kind, text in _by_sentence(old, new):
        if text and parts and parts[-1].kind == kind:
            parts[-1] = Part(kind, parts[-1].text + text)
        elif text:
            parts.append(Part(kind, text))
    return parts


def applied(parts: Sequence[Part]) -> str:
    """Return the new text."""
    return "".join(part.text for part in parts if part.kind != Kind.GONE)


def undone(parts: Sequence[Part]) -> str:
    """Return the old text."""
    return "".join(part.text for part in parts if part.kind != Kind.NEW)


def _by_sentence(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    for name, b0, b1, a0, a1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[b0:b1]), "".join(after[a0:a1])
        if name == "equal":
            yield Kind.SAME, gone
        elif gone and came:
            yield from _by_character(gone, came)
        else:
            yield Kind.GONE, gone
            yield Kind.NEW, came


def _by_character(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    before, after = UNIT.findall(old), UNIT.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(old) + len(new) > MOST_CHARACTERS or matcher.quick_ratio() < 0.3:
        # Single letters that two texts happen to share say nothing to a reader.
        yield Kind.GONE, old
        yield Kind.NEW, new
        return
    for name, o0, o1, n0, n1 in matcher.get_opcodes():
        if name == "equal":
            yield Kind.SAME, "".join(before[o0:o1])
        else:
            yield Kind.GONE, "".join(before[o0:o1])
            yield Kind.NEW, "".join(after[n0:n1])
