"""Office files lose authors, histories and paths; what readers could still uncover is told."""

import io
import struct

import openpyxl
import pytest

from attachments.confined import Stopped
from attachments.metadata import clean
from attachments.metadata.package import MOST_UNPACKED, Package
from tests.attachments import files
from tests.attachments.files import SOMEBODY, members, paragraph, photograph, word, workbook


def told(cleaned) -> dict[str, int]:
    return {remark.code: remark.count for remark in cleaned.remarks}


def everything(data: bytes) -> bytes:
    return b"".join(members(data).values())


def test_a_text_says_nothing_any_more_of_who_wrote_it():
    cleaned = clean(word(files.INSERTED, comments=files.COMMENTS))

    assert SOMEBODY.encode() not in everything(cleaned.data)
    assert {"author", "thumbnail", "history", "paths", "comments_authors"} <= cleaned.removed
    assert "docProps/core.xml" not in members(cleaned.data)
    assert b"rsid" not in everything(cleaned.data)
    assert b"2026-01-02" not in everything(cleaned.data)
    assert b"docProps" not in members(cleaned.data)["_rels/.rels"]


def test_tracked_changes_are_neither_accepted_nor_rejected_but_told():
    cleaned = clean(word(files.INSERTED + files.HIDDEN, comments=files.COMMENTS))

    text = members(cleaned.data)["word/document.xml"].decode()
    assert "加上的" in text and "删掉的" in text
    assert told(cleaned) == {"tracked_changes": 2, "hidden_text": 1, "comments": 1}
    assert all(remark.holds for remark in cleaned.remarks)


def test_a_workbook_says_nothing_of_who_wrote_it_and_its_cells_are_the_same():
    data = workbook(["甲", 1], ["乙", 2], comment="请核对", hidden=[["底"]], hidden_row=2)

    cleaned = clean(data)

    assert SOMEBODY.encode() not in everything(cleaned.data)
    assert told(cleaned) == {"hidden_sheets": 1, "hidden_rows": 1, "comments": 1}
    book = openpyxl.load_workbook(io.BytesIO(cleaned.data))
    assert [[cell.value for cell in row] for row in book["名单"]] == [["甲", 1], ["乙", 2]]


def test_a_path_on_somebodys_disk_is_taken_out_of_a_workbook():
    parts = members(workbook())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbookPr",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\张三丰\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        "</mc:AlternateContent><workbookPr".encode(),
    )
    cleaned = clean(files.zipped(parts))
    assert "paths" in cleaned.removed
    assert b"absPath" not in everything(cleaned.data)


def test_a_photograph_in_a_text_loses_its_place():
    cleaned = clean(word(word__media__image1_dot_jpeg=photograph()))
    assert "exif" in cleaned.removed
    assert b"Exif" not in members(cleaned.data)["word/media/image1.jpeg"]


def test_a_workbook_inside_a_text_is_cleaned_and_told():
    cleaned = clean(word(word__embeddings__sheet_dot_xlsx=workbook(hidden=[["底"]])))
    inner = members(cleaned.data)["word/embeddings/sheet.xlsx"]
    assert SOMEBODY.encode() not in everything(inner)
    assert told(cleaned) == {"embedded": 1, "hidden_sheets": 1}


@pytest.mark.parametrize(
    "data",
    [word(files.INSERTED, comments=files.COMMENTS), workbook(comment="看", hidden=[["底"]])],
    ids=["docx", "xlsx"],
)
def test_cleaning_twice_changes_nothing_more(data):
    once = clean(data)
    twice = clean(once.data)
    assert (twice.data, twice.removed) == (once.data, frozenset())
    assert twice.remarks == once.remarks
    assert clean(data).data == once.data


def test_a_signed_text_is_left_as_it_is_and_told():
    data = word(_xmlsignatures__sig1_dot_xml="<Signature/>")
    cleaned = clean(data)
    assert cleaned.data == data
    assert "signed" in told(cleaned)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(word__vbaProject_dot_bin=b"macro"), "macros"),
        (word()[:-60], "archive"),
        (files.zipped({**members(word()), "../../etc/passwd": "x"}), "damaged"),
        (files.zipped({**members(word()), "word\\x.xml": "x"}), "damaged"),
        (files.zipped({**members(word()), "WORD/document.xml": "x"}), "damaged"),
        (files.zipped({**members(word()), "word/document.xml": "<w:p"}), "damaged"),
        (
            files.zipped(
                {
                    **members(word()),
                    "word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
                    "<x>&b;</x>",
                }
            ),
            "damaged",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    ],
    ids=[
        "macros",
        "half",
        "path",
        "backslash",
        "twice",
        "xml",
        "entities",
        "password",
        "old macros",
    ],
)
def test_what_cannot_or_must_not_be_opened_is_told_by_a_code(data, code):
    try:
        said = [remark.code for remark in clean(data).remarks]
    except Stopped as stopped:
        said = [stopped.code]
    assert said == [code]


def test_an_archive_that_unpacks_to_more_than_any_document_is_not_unpacked():
    bomb = bytearray(files.zipped({"word/document.xml": b"\0"}))
    claimed = bomb.index(b"PK\1\2") + 24  # the size in the directory, APPNOTE 4.3.12
    bomb[claimed : claimed + 4] = struct.pack("<I", MOST_UNPACKED + 1)
    with pytest.raises(Stopped) as stopped:
        Package.read(bytes(bomb))
    assert stopped.value.code == "too_much"


def test_paragraphs_are_still_where_they_were():
    body = "".join(paragraph(f"第{number}段") for number in range(5))
    text = members(clean(word(body)).data)["word/document.xml"].decode()
    assert [f"第{number}段" in text for number in range(5)] == [True] * 5
