"""A sheet as a grid of text, with the merged cells that shape it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

Range = tuple[tuple[int, int], tuple[int, int]]
# The largest whole number that a spreadsheet keeps to the last digit.
EXACT = 10**15


@dataclass(frozen=True)
class Grid:
    """`cells[row][column]` as text; `merges` as ((top, left), (bottom, right)), both inclusive."""

    name: str
    cells: Sequence[Sequence[str]]
    merges: Sequence[Range] = ()
    numbers: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Cells that hold a number, not a text: leading zeros are lost in them."""
    blurred: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Numbers too long for a spreadsheet; their last digits are not what was typed."""
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Formulas that gave an error, such as #REF!, or an empty text if nobody worked them out."""
    is_hidden: bool = False
    """A sheet that nobody sees who opens the workbook; its cells are not read."""

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Map each covered cell to the cell at the top left of its merge."""
        covered = {}
        for (top, left), (bottom, right) in self.merges:
            for row in range(top, min(bottom, len(self.cells) - 1) + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        covered[row, column] = (top, left)
        return covered

    def as_json(self) -> dict[str, Any]:
        """Return a form that JSON can carry; `from_json` reads it."""
        marks: dict[str, Any] = {"numbers": list(self.numbers), "blurred": list(self.blurred)}
        marks["faults"] = [[row, column, text] for (row, column), text in self.faults.items()]
        about = {"name": self.name, "is_hidden": self.is_hidden}
        return {**about, "cells": self.cells, "merges": self.merges, **marks}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        merges = [(tuple(start), tuple(end)) for start, end in told["merges"]]
        marks = [frozenset(map(tuple, told[name])) for name in ("numbers", "blurred")]
        faults = {(row, column): text for row, column, text in told["faults"]}
        return cls(told["name"], told["cells"], merges, *marks, faults, told["is_hidden"])

    def turned(self) -> Self:
        """Return the sheet with its rows as columns."""
        width = max(map(len, self.cells), default=0)
        cells = [
            [line[column] if column < len(line) else "" for line in self.cells]
            for column in range(width)
        ]
        merges = [((left, top), (right, bottom)) for (top, left), (bottom, right) in self.merges]
        marks = [frozenset((b, a) for a, b in each) for each in (self.numbers, self.blurred)]
        faults = {(column, row): text for (row, column), text in self.faults.items()}
        return type(self)(self.name, cells, merges, *marks, faults)

    def text(self, row: int, column: int) -> str:
        """Return what a reader sees in a cell: a covered one shows what its merge shows."""
        return self.own(*self.anchors.get((row, column), (row, column)))

    def own(self, row: int, column: int) -> str:
        """Return what is stored in a cell, seen or not."""
        line = self.cells[row] if row < len(self.cells) else ()
        return line[column] if column < len(line) else ""

    def is_covered(self, row: int, column: int) -> bool:
        return (row, column) in self.anchors


def grid_of(
    name: str,
    rows: Iterable[Sequence[Any]],
    merges: Sequence[Range],
    faults: Mapping[tuple[int, int], str],
) -> Grid:
    """Turn typed cells into text and remember where that lost something."""
    cells, numbers, blurred = [], set(), set()
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if isinstance(value, float | int) and not isinstance(value, bool):
                numbers.add((row, column))
                if abs(value) >= EXACT:
                    blurred.add((row, column))
        cells.append([as_text(value) for value in line])
    return Grid(name, cells, merges, frozenset(numbers), frozenset(blurred), faults)


def as_text(value: Any) -> str:
    """Return a cell's value as a person would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
