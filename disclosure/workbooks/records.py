"""From the rows below the headings to records of powers.

A power may stand over several rows: merged downwards, continued after a page break, divided into
sub-items, or exercised by several bodies. Every text that a reader of the sheet sees arrives in a
record, or is told of as a problem.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from disclosure.workbooks import cards, headers
from disclosure.workbooks.grid import Grid
from disclosure.workbooks.headers import Columns
from disclosure.workbooks.headings import VOCABULARIES, Vocabulary
from disclosure.workbooks.problems import Problem, Weight, letters
from disclosure.workbooks.sections import Section, section_of, sheet_kind
from disclosure.workbooks.wrapping import unwrapped

NATIONAL_DIGITS = 12
WORDS = ("kind", "name", "sub_name", "level", "body")
REMARK = re.compile(
    r"^\s*(备注|注|说明|附注|附|填表说明|填报说明|联系电话|联系人|填报人|填表人|审核人|填报单位|填报日期|制表人|制表|审核|日期)"
    r"\s*\d*\s*[:：]"
)
TOTAL = re.compile(
    r"^\s*(合\s*计|总\s*计|小\s*计|共\s*计|共\s*\d+\s*项|第\s*\d+\s*页.*|[-—－]*\s*\d+\s*[-—－]+)\s*$"
)
# Where one of several measures of an entry has nothing in a column.
NONE = "—"
YEAR = re.compile(r"(19|20)\d{2}")
# How a spreadsheet shows a number that is too wide for its cell, once it has become a text.
SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+\d+")


@dataclass(frozen=True)
class Record:
    """One power as a sheet tells it: `fields` by the names of `headings.POWERS`."""

    sheet: str
    row: int
    fields: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns whose heading says nothing to us."""
    columns: frozenset[str] = frozenset()
    """What its table has columns for: the fields by name, and others by their heading."""

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
    tables: tuple[Columns, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def fields(self) -> list[str]:
        """Return the fields that were found, in the order of their columns."""
        if not self.tables:
            return list(dict.fromkeys(name for record in self.records for name in record.fields))
        return list(dict.fromkeys(name for table in self.tables for name in table.fields))


def read_sheet(grid: Grid, kind: str = "powers") -> SheetRead:
    """Read one sheet of a kind of list; one without a list has no records and one problem."""
    sheet = _sheet(grid, kind)
    records = tuple(replace(each, fields=unwrapped(each.fields)) for each in sheet.records)
    return replace(sheet, records=records)


def _sheet(grid: Grid, kind: str) -> SheetRead:
    words = VOCABULARIES[kind]
    if grid.is_hidden:
        hidden = Problem(Weight.WARNING, "sheet_hidden", grid.name)
        return SheetRead(grid.name, "", (), (), (hidden,))
    tables, problems = headers.find(grid, words)
    if not tables:
        return _without_headings(grid, words)
    title = _title(grid, tables)
    default = sheet_kind(grid.name, title) if kind == "powers" else ""
    reading = _Reading(grid, words, default)
    for table in tables:
        reading.read(table)
    found = [*problems, *reading.problems, *_doubles(reading.records)]
    return SheetRead(grid.name, title, tuple(tables), tuple(reading.records), tuple(found))


def _without_headings(grid: Grid, words: Vocabulary) -> SheetRead:
    """Read a sheet whose headings stand at the left, or in a card for each power."""
    if told := cards.of(grid, words):
        records = [
            Record(grid.name, row, fields, extra, frozenset([*fields, *extra]))
            for row, fields, extra in told
        ]
        lost = [
            Problem(Weight.WARNING, "outside", grid.name, row, column, {"text": text[:60]})
            for row, column, text in cards.outside(grid, words)
        ]
        found = (*lost, *_doubles(records))
        return SheetRead(grid.name, "", (), tuple(records), found)
    turned = grid.turned() if 2 <= len(grid.cells) <= cards.MOST_ROWS else None
    tables = headers.find(turned, words)[0] if turned else []
    if turned and tables:
        reading = _Reading(turned, words, "")
        for table in tables:
            reading.read(table)
        records = [replace(record, row=tables[0].first_row) for record in reading.records]
        problems = [replace(each, row=each.column, column=each.row) for each in reading.problems]
        return SheetRead(grid.name, "", tuple(tables), tuple(records), tuple(problems))
    is_empty = not any(any(line) for line in grid.cells)
    weight = Weight.NOTE if is_empty else Weight.WARNING
    code = "sheet_empty" if is_empty else "sheet_without_list"
    title = _title(grid, [])
    return SheetRead(grid.name, title, (), (), (Problem(weight, code, grid.name),))


def _title(grid: Grid, tables: list[Columns]) -> str:
    end = tables[0].first_row if tables else min(3, len(grid.cells))
    lines = [next(filter(None, grid.cells[row]), "") for row in range(end)]
    return next((line for line in lines if "清单" in line or YEAR.search(line)), "")


class _Reading:
    """The tables of one sheet, read one after another."""

    def __init__(self, grid: Grid, words: Vocabulary, default_kind: str) -> None:
        self.grid, self.words, self.default_kind = grid, words, default_kind
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.sections: dict[str, str] = {}
        self.shape: object = None
        self.faults: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in grid.faults.items():
            self.faults.setdefault(row, []).append((column, text))

    def read(self, table: Columns) -> None:
        # A table with other columns does not go on where the one above it ended.
        self.begin = len(self.records) if table.shape != self.shape else 0
        self.table, self.shape = table, table.shape
        for row in range(table.last_row + 1, table.end):
            self._row(row)

    @property
    def above(self) -> Record | None:
        return self.records[-1] if len(self.records) > self.begin else None

    def _row(self, row: int) -> None:
        own = self._own_fields(row)
        self.problems += self._hidden(row)
        extra = self._extra(row)
        if not own and not extra:
            return
        filled = self._filled(row)
        if section := self._section(row, filled):
            self._enter(section, row)
            return
        if self._is_remark(row, filled):
            text = "　".join(dict.fromkeys(filled))
            self._tell(Weight.NOTE, "remark", row, 0, {"text": text})
            return
        self.problems += self._faults(row)
        above = self.above
        if own.keys() & self.words.telling:
            self.records.append(self._new(row, own, extra))
        elif above and self._is_pair(own):
            self.records[-1] = self._paired(above, row)
        elif above and own.keys() & self.words.bodies:
            fields = {**above.fields, **own}
            self.records.append(replace(above, row=row, fields=fields, extra=extra or above.extra))
            self._tell(Weight.NOTE, "same_power_other_body", row)
        elif above and own.keys() - {"serial"}:
            self.records[-1] = _continued(above, own, extra)
            self._tell(Weight.NOTE, "continued", row)
        elif above is None or extra:
            self._tell(Weight.ERROR, "name_missing", row)

    def _tell(
        self,
        weight: Weight,
        code: str,
        row: int,
        column: int | None = None,
        values: Mapping[str, str] | None = None,
    ) -> None:
        self.problems.append(Problem(weight, code, self.grid.name, row, column, values or {}))

    # --- lines across the sheet -------------------------------------------------------------

    def _filled(self, row: int) -> list[str]:
        return [text for text in self.grid.cells[row] if text]

    def _section(self, row: int, filled: list[str]) -> Section | None:
        if len({*filled}) != 1 or self._has_more(row):
            return None
        section = section_of(filled[0], self.words)
        if section and section.field != "kind" and not self._is_across(row, filled[0]):
            # A power of which nothing but the name is known yet.
            return None
        return section

    def _is_across(self, row: int, text: str) -> bool:
        """Whether a line stands across the sheet, or where no name of a power can stand."""
        column = self.grid.cells[row].index(text)
        telling = {self.table.fields.get(name) for name in self.words.telling}
        return (column == 0 and 0 not in telling) or (row, column + 1) in self.grid.anchors

    def _has_more(self, row: int) -> bool:
        """Whether more is seen in a row than what was typed in it: a merge reaches into it."""
        return any(
            self.grid.anchors.get((row, column), (row, 0))[0] < row
            for column in self.table.fields.values()
        )

    def _enter(self, section: Section, row: int) -> None:
        if section.level == 1:
            self.sections.clear()
        self.sections[section.field] = section.value
        self._tell(Weight.NOTE, "section", row, 0, {"text": section.text})

    def _is_remark(self, row: int, filled: list[str]) -> bool:
        if len({*filled}) == 1 and not self._has_more(row):
            text = filled[0]
            if REMARK.match(text) or TOTAL.match(text):
                return True
            first = self.grid.cells[row][0] == text
            return first and (self._is_across(row, text) or text.endswith("。") or text.isdigit())
        if TOTAL.match(filled[0]) and len(filled) <= 3:
            return True
        return sum(bool(REMARK.match(text)) for text in filled) * 2 >= len(filled) > 1

    # --- what a row says --------------------------------------------------------------------

    def _own_fields(self, row: int) -> dict[str, str]:
        """Return the fields that begin in this row: what is seen and not merged in from above."""
        own = {}
        grid, table = self.grid, self.table
        for name, column in table.fields.items():
            places = [column, *table.repeated.get(name, ())]
            seen = [grid.own(row, at) for at in places if not grid.is_covered(row, at)]
            if text := next(filter(None, seen), ""):
                own[name] = text
        return own

    def _extra(self, row: int) -> dict[str, str]:
        grid, table = self.grid, self.table
        extra = {
            heading or f"({letters(column)})": grid.own(row, column)
            for column, heading in table.unknown.items()
            if grid.own(row, column) and not grid.is_covered(row, column)
        }
        for name, places in table.repeated.items():
            first = grid.own(row, table.fields[name])
            for at in places:
                again = grid.own(row, at)
                if again and first and plain(again) != plain(first):
                    extra[f"{name} ({letters(at)})"] = again
        return extra

    def _new(self, row: int, own: dict[str, str], extra: dict[str, str]) -> Record:
        fields = {
            name: own.get(name) or self._seen(row, column)
            for name, column in self.table.fields.items()
        }
        fields = {name: text for name, text in fields.items() if text}
        above = self.above
        if "name" not in fields and above and "name" in self.table.fields:
            # A sub-item below another, without a merge.
            fields["name"] = above.fields.get("name", "")
        if not fields.get("name"):
            fields["name"] = fields.pop("sub_name")
        from_lines = {name: text for name, text in self.sections.items() if not fields.get(name)}
        if self.default_kind and "kind" not in from_lines and not fields.get("kind"):
            from_lines["kind"] = self.default_kind
        for name, text in from_lines.items():
            (extra if name == "" else fields)[name or "所属分类"] = text
        unknown = (head or f"({letters(at)})" for at, head in self.table.unknown.items())
        columns = {*self.table.fields, *unknown, *extra, *from_lines}
        return Record(self.grid.name, row, fields, extra, frozenset(columns))

    def _seen(self, row: int, column: int) -> str:
        """Return what is seen in a cell, unless it belongs to another column's field."""
        anchor = self.grid.anchors.get((row, column), (row, column))
        if anchor[1] != column and anchor[1] in self.table.fields.values():
            return ""
        return self.grid.text(row, column)

    def _is_pair(self, own: dict[str, str]) -> bool:
        return bool(self.words.paired) and own.keys() & {*self.words.paired} != set()

    def _paired(self, above: Record, row: int) -> Record:
        """Add a further measure with its authority: blank lines keep what belongs together."""
        fields = dict(above.fields)
        for name in self.words.paired:
            if name in self.table.fields:
                text = self._seen(row, self.table.fields[name])
                fields[name] = f"{fields.get(name) or NONE}\n\n{text or NONE}"
        return replace(above, fields=fields)

    def _hidden(self, row: int) -> Iterator[Problem]:
        """Tell of what stands in covered cells: nobody who opens the sheet can see it."""
        grid = self.grid
        texts = {
            column: text
            for column, text in enumerate(grid.cells[row])
            if text and grid.is_covered(row, column) and text != grid.text(row, column)
        }
        if texts:
            column, text = next(iter(texts.items()))
            values = {"text": text[:60]}
            yield Problem(Weight.WARNING, "hidden_text", grid.name, row, column, values)

    def _faults(self, row: int) -> Iterator[Problem]:
        grid = self.grid
        for column, text in self.faults.get(row, ()):
            code = "formula_fault" if text else "formula_not_worked_out"
            yield Problem(Weight.ERROR, code, grid.name, row, column, {"text": text})
        column = self.table.fields.get("code")
        if column is None:
            return
        text = grid.own(row, column)
        values = {"text": text}
        is_number = (row, column) in grid.numbers
        if (row, column) in grid.blurred or SCIENTIFIC.fullmatch(text):
            yield Problem(Weight.ERROR, "code_blurred", grid.name, row, column, values)
        elif is_number and len(text) < NATIONAL_DIGITS:
            yield Problem(Weight.WARNING, "code_is_a_number", grid.name, row, column, values)


def _continued(above: Record, own: dict[str, str], extra: dict[str, str]) -> Record:
    fields = dict(above.fields)
    for name, text in own.items():
        if name != "serial":
            fields[name] = f"{fields[name]}\n{text}" if fields.get(name) else text
    return replace(above, fields=fields, extra={**above.extra, **extra})


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
