"""Whatever is handed over as a list, in the admin and on the command line: told where and why, in
Chinese and in English, and nothing of it half imported.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from disclosure.admin.words import PROBLEMS, UNREADABLE, told
from disclosure.management.commands.import_power_list import REASONS
from disclosure.models import ImportBatch, PowerItem, Proposal
from tests.disclosure.workbook import HEADS, ROW, with_empty_rows, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


@dataclass(frozen=True)
class Bad:
    """`place` where a cell is to blame."""

    data: bytes
    chinese: str
    english: str
    place: str = ""


CODED = [*HEADS, "职权编码"]
REFUSED = {
    "no workbook": Bad(b"%PDF-1.7", "不是工作簿", "neither an .xls nor an .xlsx"),
    "csv": Bad("序号,事项名称\n1,取水许可\n".encode(), "CSV", "a text file"),
    "web page": Bad(b"<html><table></table></html>", "网页", "a web page"),
    "password": Bad(OLE + "EncryptedPackage".encode("utf-16-le"), "密码", "a password"),
    "macros": Bad(zipped("xl/workbook.xml", "xl/vbaProject.bin"), "宏", "macros"),
    "half a file": Bad(workbook([HEADS, ROW])[:900], "已损坏或不完整", "damaged or only half"),
}
FAULTY = {
    "formula with an error": Bad(
        workbook([HEADS, ROW, [2, "采砂许可", "行政许可", "#REF!", "局"]]),
        "公式出错", "formula_fault", "表1!D3",
    ),
    "formula without a result": Bad(
        workbook([HEADS, [*ROW[:1], "=A1&B9", *ROW[2:]]]),
        "公式", "formula_not_worked_out", "表1!B2",
    ),
    "code that became a number": Bad(
        workbook([CODED, [*ROW, 650200207016001234]]), "编码", "code_blurred", "表1!F2"
    ),
    "code that became a text of digits": Bad(
        workbook([CODED, [*ROW, "6.5E+17"]]), "编码", "code_blurred", "表1!F2"
    ),
    "no name in the first row": Bad(
        workbook([HEADS, [1, None, "行政许可", "《水法》", "局"], ROW]),
        "没有事项名称", "name_missing", "表1!2",
    ),
    "no list in it": Bad(workbook([["说明"], ["正文"]]), "没有找到清单", "no_list"),
}  # fmt: skip


def uploaded(client, power_list, data: bytes) -> str:
    form = {
        "power_list": power_list.pk,
        "file": SimpleUploadedFile("坏.xlsx", data),
        "reason": "机构改革",
        "effective_on": date(2025, 3, 1),
        "also_gone": "on",
    }
    return client.post(reverse("disclosure:new_import"), form, follow=True).content.decode()


def commanded(tmp_path, data: bytes, *more: str) -> str:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(data)
    out = io.StringIO()
    try:
        call_command(
            "import_power_list", str(path), "--list", "water", "--approve", *more,
            stdout=out, stderr=out,
        )  # fmt: skip
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def approved(client, reviewer) -> None:
    """Let a reviewer press the button for whatever lies there."""
    client.force_login(reviewer)
    for batch in ImportBatch.objects.all():
        client.post(reverse("disclosure:approve", args=[batch.pk]))


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_none_is_refused_beside_the_field(client, power_list, editor, bad):
    client.force_login(editor)

    assert bad.chinese in uploaded(client, power_list, bad.data)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_none_is_refused_by_the_command(power_list, tmp_path, bad):
    assert bad.english in commanded(tmp_path, bad.data)
    assert not PowerItem.objects.exists()


@pytest.mark.parametrize("bad", FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_is_shown_with_sheet_row_and_column_and_nothing_counts(
    client, power_list, editor, reviewer, bad
):
    client.force_login(editor)

    html = uploaded(client, power_list, bad.data)

    assert bad.chinese in html
    assert f"<code>{bad.place}</code>" in html
    approved(client, reviewer)
    assert not PowerItem.objects.exists()


@pytest.mark.parametrize("bad", FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_is_told_by_the_command_and_nothing_is_written(power_list, tmp_path, bad):
    said = commanded(tmp_path, bad.data)

    assert f"{bad.place} {bad.english}".strip() in said
    assert "not imported" in said
    assert not PowerItem.objects.exists()
    assert not Proposal.objects.exists()


TWICE = workbook([CODED, [*ROW, "0001"], [2, "采砂许可", *ROW[2:], "0001"]])


def test_two_powers_with_one_code_are_told_of_and_both_taken(client, power_list, editor, reviewer):
    client.force_login(editor)

    html = uploaded(client, power_list, TWICE)

    assert "<code>表1!3</code>" in html
    assert "第 2 行" in html or "第2行" in html
    approved(client, reviewer)
    assert list(PowerItem.objects.values_list("address", flat=True)) == ["0001", "0001-2"]


def test_two_powers_with_one_code_by_the_command(power_list, tmp_path):
    assert "表1!3 code_twice row 2" in commanded(tmp_path, TWICE)
    assert PowerItem.objects.count() == 2


def test_a_department_that_does_not_exist(power_list, tmp_path):
    path = tmp_path / "一.xlsx"
    path.write_bytes(workbook([HEADS, ROW]))

    with pytest.raises(CommandError, match="There is no department '市海洋局'"):
        call_command("import_power_list", str(path), "--department", "市海洋局")


def test_a_list_that_does_not_exist_cannot_be_chosen(client, power_list, editor):
    client.force_login(editor)
    power_list.pk = 999_999

    html = uploaded(client, power_list, workbook([HEADS, ROW]))

    assert "errorlist" in html or "error-message" in html
    assert not ImportBatch.objects.exists()


def test_two_hundred_thousand_empty_rows_are_nothing(client, power_list, editor):
    client.force_login(editor)
    data = with_empty_rows(workbook([HEADS, ROW, [2, "采砂许可", *ROW[2:]]]), 200_000)

    uploaded(client, power_list, data)

    assert ImportBatch.objects.get().report["new"] == 2


def test_a_date_in_an_odd_cell_is_read_as_one_would_type_it(power_list, tmp_path):
    commanded(tmp_path, workbook([[*HEADS, "法定期限"], [*ROW, date(2025, 3, 1)]]))

    assert PowerItem.objects.get().newest.fields["legal_days"] == "2025-03-01"


def test_every_problem_and_every_refusal_has_its_words():
    assert UNREADABLE.keys() == REASONS.keys()
    for code in PROBLEMS:
        values = {"heading": "name", "text": "甲", "row": "3"}
        assert told({"code": code, "values": values})
