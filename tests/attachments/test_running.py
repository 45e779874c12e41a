"""What readers see in a file is kept as running text; what has to be looked for is not."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.examining import answer
from attachments.text.pieces import SOMEWHERE, Place
from attachments.text.running import MOST, Running, is_open
from tests.attachments import files
from tests.attachments.files import IDENTITY, MOBILE, paragraph, pdf, word, workbook

ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"


def kept(data: bytes) -> str:
    return json.loads(answer(data).partition(b"\n")[0])["text"]


def ran(*pieces: tuple[Place, str]) -> list[str]:
    running = Running()
    for piece in pieces:
        running.take(*piece)
    return running.text().splitlines()


def test_rows_of_a_sheet_are_lines_and_hidden_sheets_and_comments_are_left_out():
    data = workbook(["姓名", "补贴"], ["张三", 300], comment="再核一遍", hidden=[["底稿"]])
    assert kept(data) == "姓名 补贴\n张三 300"


def test_paragraphs_and_rows_of_a_text_are_lines_and_what_was_deleted_is_left_out():
    table = ROW.format("".join(CELL.format(paragraph(each)) for each in ("甲", "乙")))
    body = paragraph("第一段") + f"<w:tbl>{table}</w:tbl>" + files.INSERTED
    assert kept(word(body, comments=files.COMMENTS)) == "第一段\n甲 乙\n加上的"


def test_what_is_hidden_among_the_rest_leaves_a_file_without_text():
    assert kept(word(paragraph("看得见的") + files.HIDDEN)) == ""
    assert kept(workbook(["甲"], ["乙"], hidden_row=2)) == ""


def test_numbers_of_people_are_masked():
    text = kept(workbook(["张三", MOBILE, IDENTITY]))
    assert text == f"张三 138****5678 {IDENTITY[:6]}********{IDENTITY[-4:]}"


def test_pages_of_a_pdf_follow_each_other():
    assert kept(pdf("first", "second")) == "first\nsecond"


def test_lines_of_a_page_that_end_with_the_paper_go_on():
    lines = (
        "第一章 总则",
        "第一条 为了规范城市供水，保障城市",
        "生活和其他各项建设用水，制定本条例",
        "如下。",
    )
    assert ran((Place("page", 1), "\n".join(lines))) == [
        "第一章 总则",
        "第一条 为了规范城市供水，保障城市生活和其他各项建设用水，制定本条例如下。",
    ]


@given(st.text(max_size=400))
def test_no_letter_of_a_page_is_lost(page):
    said = "".join(ran((Place("page", 1), page)))
    expected = page.replace("\0", "").encode("utf-8", "ignore").decode()
    assert "".join(said.split()) == "".join(expected.split())


def test_no_more_than_so_much_of_a_file_is_kept():
    pieces = [(Place("paragraph", number), "长" * 1000) for number in range(MOST // 500)]
    running = Running()
    for piece in pieces:
        running.take(*piece)
    assert len(running.text()) == MOST


@pytest.mark.parametrize(
    ("place", "is_shown"),
    [
        (Place("cell", sheet="表", cell="A1"), True),
        (Place("cell", sheet="表", cell="A1", is_hidden=True), False),
        (Place("paragraph", 1, within=("内嵌.docx",)), False),
        (Place("notes", 1), False),
        (Place("somewhere", name="pivotCacheRecords1.xml"), False),
        (Place("field", name="姓名"), True),
    ],
)
def test_places_are_open_or_not(place, is_shown):
    assert is_open(place, "一些文字") is is_shown


def test_old_formats_are_taken_where_they_read_like_chinese():
    guess = random.Random(6)
    noise = "".join(chr(guess.randint(0x4E00, 0x9FFF)) for _ in range(40))
    assert is_open(SOMEWHERE, "关于印发城市供水用水条例的通知")
    assert not is_open(SOMEWHERE, noise)
    assert not is_open(SOMEWHERE, "Microsoft Word-Dokument")
