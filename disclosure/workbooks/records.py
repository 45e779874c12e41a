"""From the rows below the headings to records of powers.

A power may stand over several rows: merged downwards, continued after a page break, divided into
sub-items, or exercised by several bodies. Every text that a reader of the sheet sees arrives in a
record, or is told of as a problem.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from disclosure.workbooks import headers
from disclosure.workbooks.grid import Grid
from disclosure.workbooks.headers import Columns
from disclosure.workbooks.problems import Problem, Weight, letters

# What makes a row another exercise of the power above it, and not the rest of its text.
OF_A_BODY = frozenset({"body", "office", "level", "remit"})
NATIONAL_DIGITS = 12
WORDS = ("kind", "name", "sub_name", "level", "body")
REMARK = re.compile(r"^\s*(备注|注|说明|附注|填表说明|联系电话|填报人|审核人)\s*[:：]?")
YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True)
class Record:
    """One power as a sheet tells it: `fields` by the names of `headers.FIELDS`."""

    sheet: str
    row: int
    fields: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns whose heading says nothing to us."""

    @property
    def code(self) -> str:
        return plain(self.fields.get("code", ""))

    @property
    def words(self) -> tuple[str, ...]:
        """Return what a power without a code is known by."""
        return tuple(plain(self.fields.get(part, "")) for part in WORDS)


@dataclass(frozen=True)
class SheetRead:
    name: str
    title: str
    columns: Columns | None
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


def read_sheet(grid: Grid) -> SheetRead:
    """Read one sheet; one without a list in it has no records and one problem."""
    columns, problems = headers.find(grid)
    title = _title(grid, columns)
    if columns is None:
        is_empty = not any(any(line) for line in grid.cells)
        weight = Weight.NOTE if is_empty else Weight.WARNING
        code = "sheet_empty" if is_empty else "sheet_without_list"
        return SheetRead(grid.name, title, None, (), (Problem(weight, code, grid.name),))
    records, found = _records(grid, columns)
    problems = [*problems, *found, *_doubles(records)]
    return SheetRead(grid.name, title, columns, tuple(records), tuple(problems))


def _title(grid: Grid, columns: Columns | None) -> str:
    end = columns.last_row if columns else min(3, len(grid.cells))
    lines = [next(filter(None, grid.cells[row]), "") for row in range(end)]
    return next((line for line in lines if "清单" in line or YEAR.search(line)), "")


def _records(grid: Grid, columns: Columns) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    for row in range(columns.last_row + 1, len(grid.cells)):
        own = _own_fields(grid, columns, row)
        problems += _hidden(grid, row)
        extra = _extra(grid, columns, row)
        if not own and not extra:
            continue
        if _is_remark(grid, row):
            text = next(filter(None, grid.cells[row]))
            problems.append(Problem(Weight.NOTE, "remark", grid.name, row, 0, {"text": text}))
            continue
        faults = list(_faults(grid, columns, row))
        problems += faults
        above = records[-1] if records else None
        if own.keys() & headers.TELLING:
            records.append(_new(grid, columns, row, own, extra, above))
        elif above and own.keys() & OF_A_BODY:
            fields = {**above.fields, **own}
            records.append(Record(grid.name, row, fields, extra or above.extra))
            problems.append(Problem(Weight.NOTE, "same_power_other_body", grid.name, row))
        elif above and own.keys() - {"serial"}:
            records[-1] = _continued(above, own, extra)
            problems.append(Problem(Weight.NOTE, "continued", grid.name, row))
        elif above is None or extra:
            problems.append(Problem(Weight.ERROR, "name_missing", grid.name, row))
    return records, problems


def _own_fields(grid: Grid, columns: Columns, row: int) -> dict[str, str]:
    """Return the fields that begin in this row: what is seen and not merged in from above."""
    own = {}
    for name, column in columns.fields.items():
        places = [column, *columns.repeated.get(name, ())]
        seen = [grid.own(row, at) for at in places if not grid.is_covered(row, at)]
        if text := next(filter(None, seen), ""):
            own[name] = text
    return own


def _extra(grid: Grid, columns: Columns, row: int) -> dict[str, str]:
    extra = {
        heading or f"({letters(column)})": grid.own(row, column)
        for column, heading in columns.unknown.items()
        if grid.own(row, column) and not grid.is_covered(row, column)
    }
    for name, places in columns.repeated.items():
        first = grid.own(row, columns.fields[name])
        for at in places:
            again = grid.own(row, at)
            if again and first and plain(again) != plain(first):
                extra[f"{name} ({letters(at)})"] = again
    return extra


def _new(
    grid: Grid,
    columns: Columns,
    row: int,
    own: dict[str, str],
    extra: dict[str, str],
    above: Record | None,
) -> Record:
    fields = {
        name: own.get(name) or grid.text(row, column) for name, column in columns.fields.items()
    }
    fields = {name: text for name, text in fields.items() if text}
    if "name" not in fields and above:
        # A sub-item below another, without a merge.
        fields["name"] = above.fields.get("name", "")
    return Record(grid.name, row, fields, extra)


def _continued(above: Record, own: dict[str, str], extra: dict[str, str]) -> Record:
    fields = dict(above.fields)
    for name, text in own.items():
        if name != "serial":
            fields[name] = f"{fields[name]}\n{text}" if fields.get(name) else text
    return Record(above.sheet, above.row, fields, {**above.extra, **extra})


def _hidden(grid: Grid, row: int) -> Iterator[Problem]:
    """Tell of what stands in covered cells: nobody who opens the sheet can see it."""
    texts = {
        column: text
        for column, text in enumerate(grid.cells[row])
        if text and grid.is_covered(row, column) and text != grid.text(row, column)
    }
    if texts:
        column, text = next(iter(texts.items()))
        yield Problem(Weight.WARNING, "hidden_text", grid.name, row, column, {"text": text[:60]})


def _is_remark(grid: Grid, row: int) -> bool:
    filled = [text for text in grid.cells[row] if text]
    return len(filled) == 1 and bool(REMARK.match(filled[0]) or grid.cells[row][0] == filled[0])


def _faults(grid: Grid, columns: Columns, row: int) -> Iterator[Problem]:
    for (at, column), text in grid.faults.items():
        if at == row:
            code = "formula_fault" if text else "formula_not_worked_out"
            yield Problem(Weight.ERROR, code, grid.name, row, column, {"text": text})
    column = columns.fields.get("code")
    if column is None or (row, column) not in grid.numbers:
        return
    values = {"text": grid.own(row, column)}
    if (row, column) in grid.blurred:
        yield Problem(Weight.ERROR, "code_blurred", grid.name, row, column, values)
    elif len(grid.own(row, column)) < NATIONAL_DIGITS:
        yield Problem(Weight.WARNING, "code_is_a_number", grid.name, row, column, values)


def _doubles(records: list[Record]) -> Iterator[Problem]:
    """Tell of rows that look like one power. They stay apart: lists do give many one code."""
    for code, of in (("power_twice", _identity), ("code_twice", lambda record: record.code)):
        first: dict[object, Record] = {}
        for record in records:
            earlier = first.setdefault(of(record), record)
            if earlier is record or not of(record):
                continue
            if code == "power_twice" or record.words != earlier.words:
                values = {"row": str(earlier.row + 1), "text": record.fields.get("name", "")[:40]}
                yield Problem(Weight.WARNING, code, record.sheet, record.row, None, values)


def _identity(record: Record) -> tuple[object, ...]:
    return (record.code, record.words)


def plain(text: str) -> str:
    """Return a text as it is compared: without blanks, and wide forms as narrow ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
