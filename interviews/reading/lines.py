"""Lines, whatever they were taken from, and what plain text needs before they are looked at."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from unicodedata import east_asian_width

from interviews.reading.labels import Sureness, understood
from interviews.reading.reading import Picture

INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
END = re.compile(r"[。！？!?…；;：:”」』）)】\]]\s*$")
INDENTED = re.compile(r"^(?:\u3000|\xa0| {2}|\t)")
PAGE = re.compile(
    r"\s*(?:[-—–－·.\s]*(\d{1,4})[-—–－·.\s]*|第\s*(\d{1,4})\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?"
    r"|(\d{1,4})\s*[/／]\s*\d{1,4}|.{1,30}第\s*(\d{1,4})\s*页.{0,12}|page\s*(\d{1,4})(?:\s*of\s*\d{1,4})?)\s*",
    re.IGNORECASE,
)
LONGEST_FOOT = 80
# Fewer numbers in a row may be anything.
FEWEST_PAGES = 3
REPEATED = 3
# Columns: forty Chinese characters are eighty.
NARROWEST, WIDEST = 30, 110
# A broken line may lack a character with its punctuation, or a Latin word.
LOOSE, LOOSE_LATIN = 4, 12
NONE = -1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document or a cue.

    `bold` is the number of characters at the beginning that are bold. `joint` is None where a new
    paragraph begins, else what stands between this line and the one before it in one paragraph.
    `seconds` and `voice` are what a subtitle file says of a cue.
    """

    text: str
    number: int
    bold: int = 0
    pictures: tuple[Picture, ...] = ()
    joint: str | None = None
    seconds: float | None = None
    voice: str = ""


def of_text(text: str) -> tuple[list[Line], list[str]]:
    """Return the lines of plain text that are not empty, and the page headers and numbers.

    Lines that a program broke at a width know that they go on.
    """
    pages: set[int] = set()
    rows: list[str] = []
    for row in re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]", text):
        for at, piece in enumerate(row.split("\f")):
            if at:
                pages.add(len(rows))
            rows.append(piece)
    filled = [at for at, row in enumerate(rows) if row.strip()]
    left_out = _page_furniture(rows, filled, pages)
    width = _width_of_wrapping([row for at, row in enumerate(rows) if at not in left_out])
    lines: list[Line] = []
    before, is_apart = "", True
    for at, row in enumerate(rows):
        if at in left_out:
            is_apart = is_apart and bool(END.search(before))
            continue
        if not row.strip():
            # An empty line beside the foot of a page does not end a paragraph.
            is_apart = is_apart or not _is_beside(at, left_out, filled) or bool(END.search(before))
            continue
        joint = None
        if width and not is_apart and not INDENTED.match(row) and _is_full(before, width):
            joint = _joint(before, row)
        lines.append(Line(row, at + 1, joint=joint))
        before, is_apart = row.rstrip(), False
    return lines, [rows[at].strip() for at in sorted(left_out)]


def columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _joint(before: str, after: str) -> str:
    """Latin words are parted by a space, Chinese ones by nothing."""
    return " " if (before[-1:] + after[:1]).isascii() else ""


def _width_of_wrapping(rows: list[str]) -> int:
    """Return at how many columns lines were broken; 0 if they were not."""
    widths = [columns(row.rstrip()) for row in rows if row.strip()]
    if len(widths) < 4:
        return 0
    # Punctuation may hang over the edge.
    width = max(widths)
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [row for row in rows if _is_full(row.rstrip(), width)]
    unended = sum(1 for row in full if not END.search(row))
    return width if len(full) * 4 >= len(widths) and unended * 2 >= len(full) else 0


def _is_full(row: str, width: int) -> bool:
    is_latin = row[-1:].isascii() and row[-1:].isalnum()
    return columns(row) >= width - (LOOSE_LATIN if is_latin else LOOSE)


def _page_furniture(rows: list[str], filled: Sequence[int], pages: set[int]) -> set[int]:
    numbered = _page_numbers(rows)
    edges = _edges(filled, numbered, pages)
    # A header may hold the page's number; a speaker's name is none, wherever a page ends.
    texts = Counter(re.sub(r"\d+", "#", rows[at].strip()) for at in edges)
    repeated = {text for text, count in texts.items() if count >= REPEATED}
    return set(numbered) | {
        at
        for at in edges
        if re.sub(r"\d+", "#", rows[at].strip()) in repeated and not _is_label(rows[at])
    }


def _is_label(row: str) -> bool:
    label = understood(row.strip(" \t\u3000:：[]【】［］"))
    return label is not None and label.sureness >= Sureness.LIKELY


def _page_numbers(rows: list[str]) -> list[int]:
    """Return the lines that hold nothing but the number of a page, each one more than the last."""
    # By its last number, how long a chain is and where it ends; by a line, the one before it.
    chains: dict[int, tuple[int, int]] = {}
    before: dict[int, int] = {}
    for at, row in enumerate(rows):
        if match := PAGE.fullmatch(row.strip()[:LONGEST_FOOT]):
            number = int(next(group for group in match.groups() if group))
            length, before[at] = chains.get(number - 1, (0, -1))
            chains[number] = (length + 1, at)
    length, at = max(chains.values(), key=itemgetter(0), default=(0, -1))
    if length < FEWEST_PAGES:
        return []
    longest = []
    while at >= 0:
        longest.append(at)
        at = before[at]
    return longest[::-1]


def _edges(filled: Sequence[int], numbered: list[int], pages: set[int]) -> set[int]:
    """Return the first line after each break of a page and the last one before it."""
    edges: set[int] = set()
    for at in numbered:
        edges |= {_above(filled, at), _below(filled, at)}
    for at in pages:
        edges |= {_above(filled, at), _below(filled, at - 1)}
    if (numbered or pages) and filled:
        edges |= {filled[0], filled[-1]}
    return edges - {NONE, *numbered}


def _above(filled: Sequence[int], at: int) -> int:
    """Return the last line above one that is not empty."""
    found = bisect_left(filled, at)
    return filled[found - 1] if found else NONE


def _below(filled: Sequence[int], at: int) -> int:
    found = bisect_right(filled, at)
    return filled[found] if found < len(filled) else NONE


def _is_beside(at: int, left_out: set[int], filled: Sequence[int]) -> bool:
    return _below(filled, at) in left_out or _above(filled, at) in left_out
