"""Nine workbooks of one city: every power that is typed in them arrives."""

import re

import pytest

from disclosure.workbooks.reading import read
from disclosure.workbooks.records import plain, read_sheet
from tests.real_data import power_lists, with_power_lists

# Counted by hand: the powers that each sheet numbers or names.
POWERS = {
    "统计局": 3,
    "消防": 75,
    "人力资源": 108,
    "医疗保障": 17,
    "商务局": 21,
    "文化体育": 301,
    "档案局": 12,
    "财政局": 19,
}

pytestmark = [
    with_power_lists,
    pytest.mark.parametrize("path", power_lists(), ids=lambda path: path.name),
]


def test_every_power_arrives_with_its_name_kind_basis_and_body(path):
    sheets = [read_sheet(grid) for grid in read(path.read_bytes())]

    records = [record for sheet in sheets for record in sheet.records]
    [expected] = [count for name, count in POWERS.items() if name in path.name]
    assert len(records) == expected
    for record in records:
        assert record.fields["name"]
        assert re.match("行政|其他|公共", record.fields["kind"])
        assert {"basis", "body"} <= record.fields.keys()
        for name in ("name", "kind", "body"):
            assert "\n" not in record.fields[name]


def test_every_text_that_can_be_seen_below_the_headings_is_in_a_record(path):
    for grid in read(path.read_bytes()):
        sheet = read_sheet(grid)
        if not sheet.tables:
            continue
        told = {
            plain(text)
            for record in sheet.records
            for text in [*record.fields.values(), *record.extra.values()]
        }
        remarks = {problem.values.get("text") for problem in sheet.problems}
        for row in range(sheet.tables[0].last_row + 1, len(grid.cells)):
            for column, text in enumerate(grid.cells[row]):
                if text and not grid.is_covered(row, column) and text not in remarks:
                    assert plain(text) in told, f"{grid.name} {row + 1} {column}: {text[:40]}"


def test_nothing_in_them_is_an_error(path):
    problems = [p for grid in read(path.read_bytes()) for p in read_sheet(grid).problems]

    assert [problem for problem in problems if problem.weight == "error"] == []
