"""What a file says is kept; how it looked, what it ran and whom it told is not."""

import base64
import io
import os

import pytest
from django.utils import translation
from PIL import Image

from home.importing import docx_reader, html_reader, text_reader
from home.importing.draft import Unreadable
from tests.home.importing.docx_builder import docx, paragraph, picture, table


@pytest.fixture(autouse=True)
def in_english():
    with translation.override(None):
        yield


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


def test_a_numbered_line_of_its_own_is_a_heading_in_every_format():
    lines = ["标题", "一、总体要求", "坚持一、二、三。", "（二）主要任务", "一、已经完成；"]
    text = text_reader.read("\n".join(lines).encode())
    page = html_reader.read(html("<h1>标题</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])))
    word = docx_reader.read(docx(*(paragraph(line) for line in lines)))
    expected = (
        ("heading", {"text": "一、总体要求", "level": "2"}),
        ("paragraph", "<p>坚持一、二、三。</p>"),
        ("heading", {"text": "（二）主要任务", "level": "3"}),
        ("paragraph", "<p>一、已经完成；</p>"),
    )
    assert text.blocks == page.blocks == word.blocks == expected
    assert text.title == page.title == word.title == "标题"


def test_a_first_line_that_adds_the_part_to_the_title_is_the_title():
    draft = html_reader.read(html("<h1>工作报告</h1><p>工作报告(一):</p><p>各位代表：</p>"))
    assert draft.title == "工作报告(一)"
    assert draft.blocks == (("paragraph", "<p>各位代表：</p>"),)


def test_when_and_where_something_takes_place_stays_in_a_notice():
    lines = ["关于召开会议的通知", "时间：2026年5月1日", "地点：市政府", "数据来源：市统计局"]
    text = text_reader.read("\n".join(lines).encode())
    page = html_reader.read(html("<h1>通知</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])))
    word = docx_reader.read(docx(*(paragraph(line) for line in lines)))
    for draft in (text, page, word):
        assert draft.blocks == (
            ("paragraph", "<p>时间：2026年5月1日</p><p>地点：市政府</p><p>数据来源：市统计局</p>"),
        )
        assert (draft.moment, draft.source) == (None, "")


def test_a_byline_goes_to_the_fields_of_the_article():
    line = "发布时间：2026-05-01 09:30　来源：云汀日报　作者：江小禾　浏览次数：12"
    text = text_reader.read(f"标题\n{line}\n正文。".encode())
    page = html_reader.read(html(f"<h1>标题</h1><div>{line}</div><p>正文。</p>"))
    word = docx_reader.read(docx(paragraph("标题"), paragraph(line), paragraph("正文。")))
    for draft in (text, page, word):
        assert (draft.source, draft.author) == ("云汀日报", "江小禾")
        assert f"{draft.moment:%Y-%m-%d %H:%M}" == "2026-05-01 09:30"
        assert draft.blocks == (("paragraph", "<p>正文。</p>"),)


def test_the_tags_that_government_pages_carry_are_believed_first():
    head = (
        '<meta name="ArticleTitle" content="标题"><meta name="PubDate" content="2026-05-01 09:30">'
        '<meta name="ContentSource" content="云汀日报"><meta name="Author" content="江小禾">'
    )
    draft = html_reader.read(html("<h1>云汀市</h1><div>来源：本站</div><p>正文。</p>", head))
    assert (draft.title, draft.source, draft.author) == ("标题", "云汀日报", "江小禾")
    assert f"{draft.moment:%Y-%m-%d %H:%M}" == "2026-05-01 09:30"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>题</h1><div>　　甲<br>　　乙<br>丙</div>",
        "<h1>题</h1><div>甲<br><br>乙<br>丙</div>",
        "<h1>题</h1><form><div>&nbsp;&nbsp;甲<br/>&nbsp;&nbsp;<font>乙</font><br>丙</div></form>",
        '<h1>题</h1><div class="wrap has-sidebar"><p>甲</p><p>乙<br>丙</p></div>',
    ],
)
def test_old_pages_part_their_paragraphs_by_breaks_and_indentation(body):
    draft = html_reader.read(html(body))
    assert draft.blocks == (("paragraph", "<p>甲</p><p>乙<br/>丙</p>"),)


def test_a_break_inside_bold_text_breaks_no_tag():
    draft = html_reader.read(html("<h1>题</h1><p><b>甲<br><br>乙</b></p>"))
    assert draft.blocks == (("paragraph", "<p><b>甲<br/><br/>乙</b></p>"),)


def test_a_dot_that_only_counts_readers_is_no_picture():
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    draft = html_reader.read(html(f'<h1>题</h1><p>文<img src="{dot}"></p>'))
    assert (kinds(draft), draft.pictures, draft.left_out) == (["paragraph"], {}, ())


def test_a_figure_keeps_its_caption_and_a_late_picture_its_address():
    draft = html_reader.read(
        html(
            '<h1>题</h1><p>文</p><figure><img src="dot.gif" data-src="a.png" alt="步道">'
            "<figcaption>江边的步道</figcaption></figure>"
        ),
        {"a.png": png()}.get,
    )
    assert draft.blocks[1] == (
        "image",
        {"picture": "picture-1", "alt": "步道", "caption": "江边的步道"},
    )


def test_what_cannot_come_along_is_told():
    draft = html_reader.read(
        html(
            '<h1>题</h1><p>文<a href="files/表.docx">附件</a></p>'
            '<iframe src="https://v.example/1"></iframe><img src="data:image/svg+xml,%3Csvg">'
        )
    )
    assert draft.blocks == (("paragraph", "<p>文附件</p>"),)
    assert len(draft.left_out) == 3
    assert "files/表.docx" in draft.left_out[0]
    assert "SVG is not taken" in draft.left_out[1]
    assert "iframe https://v.example/1" in draft.left_out[2]


def test_a_heading_too_long_for_one_loses_nothing():
    draft = html_reader.read(html(f"<h1>题</h1><h2>{'长' * 120}</h2><p>文</p>"))
    assert draft.blocks == (("paragraph", f"<p><b>{'长' * 120}</b></p><p>文</p>"),)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("标题-云汀市人民政府", "标题"),
        ("标题_云汀网", "标题"),
        ("标题 - 要闻 - 云汀", "标题"),
        ("5G-A试点", "5G-A试点"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(given, title):
    draft = html_reader.read(html("<p>正文。</p>", f"<title>{given}</title>"))
    assert draft.title == title


def test_a_picture_of_any_size_inside_the_file_is_seen():
    large = png() + os.urandom(12 * 1024**2)
    address = f"data:image/png;base64,{base64.b64encode(large).decode()}"
    page = html_reader.read(html(f'<h1>题</h1><p>文<img src="{address}" alt="步道"></p>'))
    word = docx_reader.read(docx(paragraph("题"), paragraph("文"), picture(), media=large))
    assert page.pictures == word.pictures == {"picture-1": large}
