"""Every piece of a file's text, with the place that a person finds it at."""

import pytest

from attachments.confined import Stopped
from attachments.text import Place, read
from attachments.words import place_in_words
from tests.attachments import files
from tests.attachments.files import RELS, WORD, paragraph, pdf, word, workbook, zipped

TABLE = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"


def said(data: bytes) -> list[tuple[str, str]]:
    return [(piece.text.strip(), place_in_words(piece.place)) for piece in read(data)]


def test_a_pdf_is_read_page_by_page():
    assert said(pdf("first", "second")) == [("first", "第1页"), ("second", "第2页")]


def test_a_text_is_read_by_paragraphs_cells_headers_notes_and_deletions():
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph("页眉")}</w:hdr>'
    data = word(
        paragraph("一", "二") + TABLE + files.INSERTED,
        comments=files.COMMENTS,
        word__header1_dot_xml=header,
    )
    assert said(data) == [
        ("一二", "第1段"),
        ("甲", "表格1第1行第1列"),
        ("乙", "表格1第1行第2列"),
        ("加上的", "第4段"),
        ("删掉的", "第4段中标记为已删除的文字"),
        ("再核一遍", "批注 第1段"),
        ("页眉", "页眉 第1段"),
    ]


def test_a_workbook_is_read_cell_by_cell_hidden_sheets_and_comments_as_well():
    data = workbook(["甲", 13812345678], comment="问过了", hidden=[["底"]])
    assert said(data) == [
        ("甲", "工作表“名单”A1单元格"),
        ("13812345678", "工作表“名单”B1单元格"),
        ("底", "隐藏的工作表“底稿”A1单元格"),
        ("问过了", "一条批注"),
    ]


def test_plain_text_is_read_in_the_encodings_that_people_use():
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert said("第一行\n\n第三行".encode(encoding)) == [
            ("第一行", "第1行"),
            ("第三行", "第3行"),
        ]


def test_slides_are_read_in_their_order_with_their_notes():
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    office = files.OFFICE

    def slide(text: str) -> str:
        return f'<sld xmlns:a="{namespace}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></sld>'

    def leading(*targets: tuple[str, str]) -> str:
        rows = "".join(
            f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'

    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p xmlns:r="{office}"><sldId r:id="rId2"/>'
            '<sldId r:id="rId1"/></p>',
            "ppt/_rels/presentation.xml.rels": leading(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide("后"),
            "ppt/slides/slide2.xml": slide("先"),
            "ppt/slides/_rels/slide2.xml.rels": leading(
                ("notesSlide", "../notesSlides/notesSlide1.xml")
            ),
            "ppt/notesSlides/notesSlide1.xml": slide("讲稿"),
        }
    )
    assert said(data) == [
        ("先", "第1张幻灯片"),
        ("讲稿", "第1张幻灯片的备注"),
        ("后", "第2张幻灯片"),
    ]


def test_a_workbook_inside_a_text_is_read_with_the_way_to_it():
    data = word(word__embeddings__sheet_dot_xlsx=workbook(["丙"]))
    assert ("丙", "sheet.xlsx › 工作表“名单”A1单元格") in said(data)


def test_of_an_old_text_at_least_the_letters_are_found():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1\2\3" * 9
    data += "身份证430102199003071234".encode("utf-16-le") + b"\0\1" + b"tel 13812345678\0"
    texts = [text for text, _place in said(data)]
    assert any("430102199003071234" in text for text in texts)
    assert any("13812345678" in text for text in texts)


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdf(password="geheim"), "encrypted"), (b"%PDF-1.7 rubbish", "damaged")],
    ids=["password", "rubbish"],
)
def test_what_cannot_be_read_is_told_by_a_code(data, code):
    with pytest.raises(Stopped) as stopped:
        read(data)
    assert stopped.value.code == code


def test_a_place_survives_being_kept():
    place = Place("cell", sheet="名单", cell="B2", is_hidden=True, within=("a.docx",))
    assert Place.from_json(place.as_json()) == place
