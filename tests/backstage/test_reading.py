"""Tables that people upload: read as they were meant, or refused with the reason."""

import pytest

from backstage.reading import MOST_BYTES, Unreadable, rows_of
from backstage.spreadsheets import safe

TABLE = "词,级别\n按装,确认\n"
READ = [(1, ["词", "级别"]), (2, ["按装", "确认"])]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gb18030"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        " 词 , 级别\n按装,确认\n\n,\n".encode(),
    ],
)
def test_a_table_is_read_however_it_was_written(data):
    assert list(rows_of(data)) == READ


def test_a_cell_may_hold_lines_and_the_row_is_told_by_its_first():
    assert list(rows_of('甲,"一\n二"\n乙,丙\n'.encode())) == [
        (1, ["甲", "一\n二"]),
        (3, ["乙", "丙"]),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "'quoted", "plain", "＝甲"])
def test_what_was_written_for_spreadsheets_is_read_back(cell):
    assert list(rows_of(f"{safe(cell)},x".encode())) == [(1, [cell, "x"])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        (b"a,\x00b", "not_text"),
        (b"\xff\xff\xff", "not_text"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
        (b'a,"' + b"x" * 200_000 + b'"', "broken"),
    ],
)
def test_what_is_no_table_is_refused(data, code):
    with pytest.raises(Unreadable) as caught:
        list(rows_of(data))
    assert caught.value.code == code


def test_nothing_is_an_empty_table():
    assert list(rows_of(b"")) == []
