"""Line breaks that only made a text fit its column, taken out; breaks that mean something kept.

Lists made out of PDFs or Word tables have a hard break wherever the column ended, in the middle of
words: 行政⏎处罚. Nobody would find such an entry again.
"""

import re
from collections.abc import Mapping
from unicodedata import east_asian_width

# What is said in one line, however narrow the column.
ONE_LINE = frozenset(
    {
        *("name", "sub_name", "kind", "level", "code", "item_number", "change"),
        *("state", "is_public", "publicity"),
    }
)
# Names of organs; a cell may hold several, one in a line.
ORGANS = frozenset({"body", "office", "parent_body", "superior_body"})
ORGAN = re.compile(r"(?:[科处局室厅委办队站所院股部会]|中心|政府|机构|部门|公司|大队)[)）]?$")
ITEM = re.compile(
    r"(?:[(（]?\s*(?:\d+|[一二三四五六七八九十]+)\s*[.、．)）:：]|[①-⑳]|第[\d一二三四五六七八九十百]+[条款项章]"
    r"|[【《\[·●■◆*—-])"
)
ENDS = tuple("。；;：:！!？?…")
# Without any of these it is a list of words rather than a sentence.
SENTENCE = re.compile("[，。；：、,;:]")
FEWEST_LINES = 3
# In columns of 1/2 em. In a narrow column the last word of a line falls less short of its edge.
NARROW, SLACK_IN_NARROW, SLACK = 16, 2, 4


def unwrapped(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields without any breaks but those that mean something."""
    return {name: _field(name, text) for name, text in fields.items()}


def _field(name: str, text: str) -> str:
    # A blank line was typed; what stands around it is not one text.
    return "\n\n".join(_block(name, block) for block in text.split("\n\n"))


def _block(name: str, text: str) -> str:
    lines = text.split("\n")
    if len(lines) == 1:
        return text
    if name in ONE_LINE:
        return _glued(lines, [not _begins_item(line) for line in lines[1:]])
    if name in ORGANS:
        is_list = all(ORGAN.search(line.strip()) for line in lines)
        return _glued(lines, [not is_list] * (len(lines) - 1))
    return _glued(lines, _wraps(lines))


def _begins_item(line: str) -> bool:
    return ITEM.match(line.strip()) is not None


def _wraps(lines: list[str]) -> list[bool]:
    """Tell for each break whether it is one of a column's edge.

    Such lines are about as wide as the widest, and stop in the middle of a sentence.
    """
    widths = [_width(line.strip()) for line in lines]
    edge = max(widths)
    if len(lines) < FEWEST_LINES or not SENTENCE.search("".join(lines)):
        return [False] * (len(lines) - 1)
    slack = SLACK if edge > NARROW else SLACK_IN_NARROW
    return [
        edge - width <= slack and not line.rstrip().endswith(ENDS) and not _begins_item(after)
        for line, after, width in zip(lines, lines[1:], widths, strict=False)
    ]


def _glued(lines: list[str], at: list[bool]) -> str:
    text = lines[0]
    for line, is_wrap in zip(lines[1:], at, strict=True):
        if is_wrap:
            text, line = text.rstrip(), line.lstrip()
        text += f"{_between(text, line) if is_wrap else chr(10)}{line}"
    return text


def _between(before: str, after: str) -> str:
    """Words in Latin letters are told apart by a space; Chinese ones are not."""
    is_latin = before[-1:].isascii() and after[:1].isascii()
    return " " if is_latin and before[-1:].isalpha() and after[:1].isalpha() else ""


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
