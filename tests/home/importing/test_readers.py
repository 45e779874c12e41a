"""What a file says is kept; how it looked, what it ran and whom it told is not."""

import io

import pytest
from PIL import Image

from home.importing import docx_reader, html_reader, text_reader
from home.importing.draft import Unreadable
from tests.home.importing.docx_builder import docx, paragraph, picture, table


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(buffer, "PNG")
    return buffer.getvalue()


def html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def kinds(draft) -> list[str]:
    return [kind for kind, _ in draft.blocks]


def test_a_web_page_keeps_its_text_and_loses_its_navigation():
    draft = html_reader.read(
        html(
            '<div class="nav"><a href="/">首页</a></div><h1>标题</h1>'
            "<p>时间：2015-04-08 来源：市信息办</p>"
            "<div><h2>一</h2><p>甲<b>乙</b></p><p>丙</p><ul><li>丁</li></ul></div>"
        )
    )
    assert draft.title == "标题"
    assert draft.source == "市信息办"
    assert f"{draft.moment:%Y-%m-%d}" == "2015-04-08"
    assert draft.blocks == (
        ("heading", {"text": "一", "level": "2"}),
        ("paragraph", "<p>甲<b>乙</b></p><p>丙</p><ul><li>丁</li></ul>"),
    )


def test_scripts_styles_comments_and_hidden_text_are_dropped():
    draft = html_reader.read(
        html(
            "<h1>题</h1><p onclick='x()' style='color:red'>正文<script>alert(1)</script>"
            "<!-- 秘密 --><span style='display:none'>藏</span></p><style>p{}</style>"
        )
    )
    assert draft.blocks == (("paragraph", "<p>正文</p>"),)


def test_tracking_is_dropped_from_links_and_pages():
    draft = html_reader.read(
        html(
            '<h1>题</h1><p><a href="https://a.cn/x?id=1&utm_source=w&spm=2">链</a>'
            '<a href="javascript:alert(1)">险</a></p>'
            '<img src="https://t.cn/beacon.gif" width="1" height="1">'
        )
    )
    assert draft.blocks == (("paragraph", '<p><a href="https://a.cn/x?id=1">链</a>险</p>'),)
    assert draft.left_out == ()


def test_pictures_beside_the_page_come_along_and_others_are_told():
    draft = html_reader.read(
        html('<h1>题</h1><p>文<img src="a.png" alt="步道"><img src="https://b.cn/c.png"></p>'),
        {"a.png": png()}.get,
    )
    assert kinds(draft) == ["paragraph", "image"]
    assert draft.pictures == {"picture-1": png()}
    assert len(draft.left_out) == 1
    assert "https://b.cn/c.png" in draft.left_out[0]


def test_merged_cells_stand_where_they_begin():
    draft = html_reader.read(
        html(
            "<h1>题</h1><table><tr><th rowspan=2>甲</th><th colspan=2>乙</th></tr>"
            "<tr><td>1</td><td>2</td></tr></table>"
        )
    )
    assert draft.blocks == (("table", [["甲", "乙", ""], ["", "1", "2"]]),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_read_in_any_usual_encoding(encoding):
    draft = text_reader.read("标题\n\n一、总则\n第一条。\n".encode(encoding))
    assert draft.title == "标题"
    assert draft.blocks == (
        ("heading", {"text": "一、总则", "level": "2"}),
        ("paragraph", "<p>第一条。</p>"),
    )


def test_a_declared_gb2312_page_is_read_as_what_it_is():
    page = "<html><meta charset=gb2312><h1>镕基</h1><p>正文</p></html>".encode("gb18030")
    assert html_reader.read(page).title == "镕基"


def test_markup_in_a_text_file_is_text():
    draft = text_reader.read("标题\n<script>alert(1)</script>".encode())
    assert draft.blocks == (("paragraph", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),)


def test_a_word_document_keeps_headings_tables_and_pictures():
    draft = docx_reader.read(
        docx(
            paragraph("标题", "Title"),
            paragraph("总则", "Heading2"),
            paragraph("第一条。"),
            table(["甲", "乙"], ["1", "2"]),
            picture(),
            media=png(),
        )
    )
    assert draft.title == "标题"
    assert kinds(draft) == ["heading", "paragraph", "table", "image"]
    assert draft.pictures["picture-1"] == png()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (b"", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old .doc"),
        (docx(paragraph("题"), paragraph("文"))[:-200], "damaged"),
        (docx(), "nothing to import"),
        (docx(paragraph("x"), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
        (docx(paragraph("x"), **{"word/big.bin": b"0" * 60_000_000}), "unpacks"),
    ],
)
def test_a_word_document_that_is_none_says_what_is_wrong(data, reason):
    with pytest.raises(Unreadable, match=reason):
        docx_reader.read(data)


@pytest.mark.parametrize("data", [b"", b"<html></html>", html("<h1>题</h1>"), html("<p> </p>")])
def test_an_empty_page_is_refused(data):
    with pytest.raises(Unreadable, match="nothing to import"):
        html_reader.read(data)


@pytest.mark.parametrize("data", [b"", "只有标题".encode(), b"\x00\x01\n\x00"])
def test_an_empty_text_is_refused(data):
    with pytest.raises(Unreadable):
        text_reader.read(data)
