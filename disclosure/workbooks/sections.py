"""Lines across a sheet that say what the rows below them are: 一、行政许可（共12项）."""

import re
from dataclasses import dataclass

from disclosure.workbooks.headings import (
    SECTION_COUNT,
    SECTION_NUMBER,
    Vocabulary,
    power_kind,
)

LONGEST = 40
ORGAN = re.compile(r"^[^，。：:；\s]{2,24}(局|委员会|委|办公室|厅|中心|支队|大队|总队)$")


@dataclass(frozen=True)
class Section:
    """`field` is empty for a line whose meaning is not known: it is kept as it is."""

    field: str
    value: str
    text: str
    level: int
    """1 for 一、 and what has no number, 2 for （一）."""


def section_of(text: str, words: Vocabulary) -> Section | None:
    """Return what a line means for the rows below it; None if it is no such line."""
    if len(text) > LONGEST or text.rstrip().endswith(("。", "：", ":", "；")):
        return None
    number = SECTION_NUMBER.match(text)
    level = 2 if number and number[0].strip().startswith(("(", "（")) else 1
    value = SECTION_COUNT.sub("", text[number.end() :] if number else text).strip()
    if words.sections:
        field = words.sections.get("(一)" if level == 2 else "一")
        return Section(field, value, text, level) if field and number and value else None
    if kind := power_kind(text):
        return Section("kind", kind, text, level)
    if ORGAN.match(value):
        return Section("body", value, text, level)
    return Section("", value, text, level) if number and value else None


def sheet_kind(name: str, title: str) -> str:
    """Return the kind of power that a whole sheet is about by its name or title."""
    return power_kind(name) or power_kind(title.rpartition("局")[2])
