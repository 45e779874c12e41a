"""Finding the rows of headings, and which column below them holds which field.

A sheet may have its headings again on every printed page, several tables one below another, or
two beside each other. Each is a table of its own here; what looks alike is read alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.workbooks.grid import Grid
from disclosure.workbooks.headings import Vocabulary
from disclosure.workbooks.problems import Problem, Weight

FEWEST = 3


@dataclass(frozen=True)
class Columns:
    """One table: its rows of headings, where it ends, and which column holds which field."""

    first_row: int
    last_row: int
    """The last row of headings."""
    end: int
    """The row below the table's last."""
    fields: Mapping[str, int]
    repeated: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what two tables that belong together have in common."""
        return tuple(self.fields.items()), tuple(self.repeated.items())

    @property
    def all_columns(self) -> frozenset[int]:
        again = (at for places in self.repeated.values() for at in places)
        return frozenset([*self.fields.values(), *again, *self.unknown])


def find(grid: Grid, words: Vocabulary) -> tuple[list[Columns], list[Problem]]:
    """Find the tables of a sheet, from top to bottom; none if it holds no list."""
    tables: list[Columns] = []
    problems: list[Problem] = []
    blocks = list(_blocks(grid, words))
    for at, (top, bottom) in enumerate(blocks):
        end = blocks[at + 1][0] if at + 1 < len(blocks) else len(grid.cells)
        for table in _tables(grid, words, top, bottom, end):
            if not words.telling & table.fields.keys():
                continue
            if table.shape not in [earlier.shape for earlier in tables]:
                problems += _problems(grid, table)
            elif table.first_row != tables[-1].first_row:
                problems.append(Problem(Weight.NOTE, "headings_again", grid.name, top))
            tables.append(table)
    return tables, problems


def _blocks(grid: Grid, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each block of headings."""
    row = 0
    while row < len(grid.cells):
        if not _are_headings(grid, words, row):
            row += 1
            continue
        top, bottom = _top(grid, words, row), _bottom(grid, words, row)
        yield top, bottom
        row = bottom + 1


def _are_headings(grid: Grid, words: Vocabulary, row: int) -> bool:
    filled = [text for text in grid.cells[row] if text]
    if len(filled) < 2:
        return False
    meanings = [words.meaning_of(text) for text in filled]
    known = {*meanings} - {""}
    # Most of a row of headings are headings: a row of a list may say 其他 or 备注 in three cells.
    if len(known) >= FEWEST:
        return 2 * len([each for each in meanings if each]) >= len(filled) or len(known) >= 5
    return len(known) == 2 and bool(known & words.telling) and all(meanings)


def _top(grid: Grid, words: Vocabulary, row: int) -> int:
    """Return the first row of headings: those of a group may stand above."""
    anchors = [
        grid.anchors[row, column][0]
        for column in range(len(grid.cells[row]))
        if (row, column) in grid.anchors and words.meaning_of(grid.text(row, column))
    ]
    top = min([row, *anchors])
    above = top - 1
    if top == row and above >= 0:
        free = {
            words.meaning_of(text)
            for column, text in enumerate(grid.cells[above])
            if not grid.own(row, column)
        }
        if len(free - {""}) >= 2:
            return above
    return top


def _bottom(grid: Grid, words: Vocabulary, row: int) -> int:
    """Return the last row of headings: one may be merged downwards, or divided below."""
    merged = (
        end[0]
        for start, end in grid.merges
        if start[0] == row and end[0] <= row + 3 and words.meaning_of(grid.own(*start))
    )
    bottom = max(merged, default=row)
    below = row + 1
    if bottom > row or below >= len(grid.cells):
        return bottom
    known = {words.meaning_of(text) for text in grid.cells[below]} - {""}
    if len(known) >= 2 and not _is_serial(grid, below) and not _are_same(grid, row, below):
        return below
    return row


def _are_same(grid: Grid, row: int, other: int) -> bool:
    return list(grid.cells[row]) == list(grid.cells[other])


def _is_serial(grid: Grid, row: int) -> bool:
    return any(text.isdigit() for text in grid.cells[row][:2])


def _tables(grid: Grid, words: Vocabulary, top: int, bottom: int, end: int) -> Iterator[Columns]:
    width = max(map(len, grid.cells[top : bottom + 1]))
    named = [(column, *_heading(grid, words, top, bottom, column)) for column in range(width)]
    for group in _beside(named, words):
        yield _columns(grid, group, (top, bottom, end))


def _beside(
    named: list[tuple[int, str, str]], words: Vocabulary
) -> list[list[tuple[int, str, str]]]:
    """Divide headings into tables that stand beside each other and begin with the same one."""
    known = [(at, field) for at, (_, _, field) in enumerate(named) if field]
    starts = [at for at, field in known if field == known[0][1]] if known else []
    groups = [
        named[start:stop] for start, stop in zip(starts, [*starts[1:], len(named)], strict=True)
    ]
    fields = [{field for _, _, field in group} - {""} for group in groups]
    alike = all(len(each) >= 2 and each & words.telling for each in fields)
    if len(groups) < 2 or not alike or len(fields[0] & fields[1]) < 2:
        return [named]
    return [named[: starts[0]] + groups[0], *groups[1:]]


def _columns(grid: Grid, named: list[tuple[int, str, str]], rows: tuple[int, int, int]) -> Columns:
    top, bottom, end = rows
    fields: dict[str, int] = {}
    repeated: dict[str, list[int]] = {}
    unknown: dict[int, str] = {}
    for column, heading, field in named:
        if field == "level" and "level" in fields and grid.is_covered(top, column):
            # 实施层级及权限 stands over two columns: the level, and what may be done at it.
            field = "remit"
        if field and field not in fields:
            fields[field] = column
        elif field:
            repeated.setdefault(field, []).append(column)
        elif heading or any(grid.own(below, column) for below in range(bottom + 1, end)):
            unknown[column] = heading
    again = {name: tuple(at) for name, at in repeated.items()}
    return Columns(top, bottom, end, fields, again, unknown)


def _heading(grid: Grid, words: Vocabulary, top: int, bottom: int, column: int) -> tuple[str, str]:
    """Return a column's heading and meaning, from the lowest row that has one."""
    texts = filter(None, (grid.text(at, column) for at in range(top, bottom + 1)))
    seen = list(dict.fromkeys(texts))
    for text in [*reversed(seen), "".join(seen)]:
        if field := words.meaning_of(text):
            # 责任事项 | 依据: the group says whose basis it is.
            return text, words.meaning_of("".join(seen)) or field
    return "".join(seen), ""


def _problems(grid: Grid, table: Columns) -> list[Problem]:
    problems = [
        Problem(
            Weight.WARNING, "heading_unknown" if heading else "heading_missing",
            grid.name, table.first_row, column, {"heading": heading},
        )
        for column, heading in table.unknown.items()
    ]  # fmt: skip
    problems += [
        Problem(
            Weight.NOTE, "heading_repeated", grid.name, table.first_row, column, {"heading": field}
        )
        for field, at in table.repeated.items()
        for column in at
    ]
    return problems
