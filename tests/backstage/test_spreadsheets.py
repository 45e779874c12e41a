"""Tables for spreadsheets: what they cannot hold is left out, and nothing in them is worked out."""

import io

import openpyxl

from backstage.spreadsheets import workbook


def test_a_workbook_takes_what_its_format_cannot_hold():
    response = workbook(
        "影响分析：[水法]/" + "长" * 40, [["标题\x0b", "字" * 40_000], ["@SUM(A1)", ""]]
    )

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    [(title, words), (formula, _empty)] = sheet.values
    assert title == "标题"
    assert set(words) == {"字"}
    assert formula == "'@SUM(A1)"
