"""What is wrong or unsure about a workbook, and where."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Weight(enum.StrEnum):
    ERROR = "error"
    """The row, or the file, cannot be taken."""
    WARNING = "warning"
    """It is taken as told; a person should look."""
    NOTE = "note"
    """What was understood in a way that is not obvious."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` and `column` count from 0, as in the sheet; None for what concerns more than that."""

    weight: Weight
    code: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return where it is in a spreadsheet's own words, such as 附表1!E12."""
        cell = f"{letters(self.column)}" if self.column is not None else ""
        cell += str(self.row + 1) if self.row is not None else ""
        return f"{self.sheet}!{cell}" if cell else self.sheet


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def letters(column: int) -> str:
    """Return a column's name in a spreadsheet: A, B, … Z, AA …"""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
