"""Transcripts in Word."""

import resource

import pytest

from attachments.formats import ENCRYPTED, OLE
from interviews.reading import Unreadable, read
from tests.interviews.reading.documents import (
    WORD,
    docx,
    paragraph,
    picture,
    run,
    shown,
    table,
)


def said(data: bytes) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read("实录.docx", data).turns]


def test_bold_names_are_speakers():
    data = docx(
        paragraph(run("主持人", bold=True), "　各位网友好。"),
        paragraph(run("张三", bold=True), "　大家好。"),
        "第二段。",
        paragraph(run("张三", bold=True), "　再说一句。"),
    )

    assert said(data) == [
        ("主持人", "各位网友好。"),
        ("张三", "大家好。\n第二段。"),
        ("张三", "再说一句。"),
    ]


def test_a_colon_may_be_bold_or_not():
    data = docx(
        paragraph(run("阿花：", bold=True), "各位好。"),
        paragraph(run("阿明", bold=True), "：大家好。"),
        paragraph(run("阿花：", bold=True), "请说。"),
        paragraph(run("阿明", bold=True), "：谢谢。"),
    )

    assert [name for name, _text in said(data)] == ["阿花", "阿明", "阿花", "阿明"]


def test_bold_by_style_is_bold_and_bold_words_in_a_sentence_are_words():
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="Name"><w:basedOn w:val="Strong"/></w:style></w:styles>'
    )
    data = docx(
        paragraph(run("主持人", about='<w:rStyle w:val="Name"/>'), "　各位网友好。"),
        paragraph(run("三项措施", bold=True), "今天公布。"),
        parts={"word/styles.xml": styles},
    )

    assert said(data) == [("主持人", "各位网友好。\n三项措施今天公布。")]


def test_names_on_lines_of_their_own_and_line_breaks():
    data = docx(
        paragraph(run("主持人", bold=True)),
        "各位网友好。",
        "<w:p><w:r><w:t>张三（局长）：大家好。</w:t><w:br/><w:t>主持人：请说。</w:t></w:r></w:p>",
    )

    assert said(data) == [("主持人", "各位网友好。"), ("张三", "大家好。"), ("主持人", "请说。")]


def test_a_table_of_speakers_and_words():
    data = docx(table(("14:05:00", "主持人", "各位网友好。"), ("14:06:10", "嘉宾", "大家好。")))

    reading = read("实录.docx", data)

    assert [(turn.speaker, turn.text) for turn in reading.turns] == [
        ("主持人", "各位网友好。"),
        ("嘉宾", "大家好。"),
    ]
    assert [turn.clock.minute for turn in reading.turns] == [5, 6]


def test_pictures_stay_in_their_place():
    data = docx(
        "主持人：各位网友好。",
        paragraph(shown("rId1", "现场")),
        "请看。",
        paragraph("嘉宾：大家好。", shown("rId2")),
        parts={"word/media/1.png": picture("red"), "word/media/2.png": picture("blue")},
    )

    first, second = read("实录.docx", data).turns

    text, image, more = first.body
    assert (text, image.data, image.alt, more) == ("各位网友好。", picture("red"), "现场", "请看。")
    assert second.body[0] == "大家好。"
    assert second.pictures[0].data == picture("blue")


def test_pictures_that_no_browser_shows_are_counted():
    data = docx("主持人：好。", paragraph(shown("rId1")), parts={"word/media/1.emf": b"\1\0\0\0"})

    assert [str(each.kind) for each in read("实录.docx", data).doubts] == ["pictures"]


def test_deleted_and_hidden_text_is_not_published_and_that_is_said():
    data = docx(
        paragraph(
            "主持人：好",
            "<w:del><w:r><w:delText>删掉的</w:delText></w:r></w:del>",
            "<w:ins><w:r><w:t>的。</w:t></w:r></w:ins>",
            run("看不见的", about="<w:vanish/>"),
        )
    )

    reading = read("实录.docx", data)

    assert reading.turns[0].text == "好的。"
    assert [doubt.kind for doubt in reading.doubts] == ["hidden", "deleted"]


def test_footnotes_and_text_boxes_are_not_lost():
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="2">{paragraph("注解。")}</w:footnote></w:footnotes>'
    )
    data = docx(
        paragraph("主持人：好。", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        f"<w:p><w:r><w:txbxContent>{paragraph('框里的。')}</w:txbxContent></w:r></w:p>",
        parts={"word/footnotes.xml": notes},
    )

    assert said(data) == [("主持人", "好。\n注解。\n框里的。")]


def test_two_hundred_pages_need_no_more_memory_here_than_their_turns():
    words = "养老服务要让老人愿意来、留得住。" * 20
    turns = [f"{'主持人' if at % 2 else '嘉宾'}：{words}" for at in range(1_000)]
    data = docx(*turns)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    reading = read("实录.docx", data)

    assert len(reading.turns) == 1_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'
REFUSED = {
    "empty": ("实录.docx", b"", "the file is empty"),
    "blank": ("实录.docx", docx("  "), "there is nothing to import: the text is empty"),
    "broken": ("实录.docx", docx("主持人：好。")[:-40], "the document is damaged"),
    "password": ("实录.docx", OLE + ENCRYPTED * 3, "protected by a password"),
    "old": ("实录.docx", OLE + bytes(600), "it is an old .doc file"),
    "macros": ("实录.docx", docx("好", parts={"word/vbaProject.bin": b"x"}), "holds macros"),
    "entities": ("实录.docx", docx("好", parts={"word/styles.xml": ENTITY}), "is damaged"),
    "picture": ("实录.docx", picture(), "it is not a Word document, whatever its name says"),
    "text": ("实录.docx", "主持人：好。".encode(), "it is not a Word document"),
    "document named text": ("实录.txt", docx("好"), "it is a Word document; give its name"),
    "picture named text": ("实录.txt", picture(), "it is not a text file"),
    "program": ("实录.srt", b"\x7fELF\0\0\1\2\3" * 20, "it is not a text file"),
    "subtitles without times": ("实录.vtt", b"WEBVTT\n\nHello", "it has no times"),
    "other": ("实录.pdf", b"%PDF-1.7", "it is not a .docx, .txt, .srt, .vtt or .html file"),
    "large": ("实录.txt", b"a" * (10 * 1024**2 + 1), "it has more than 10 MB"),
    "nothing but spaces": ("实录.txt", " 　\n".encode(), "the text is empty"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_words(case, settings):
    settings.LANGUAGE_CODE = "en"
    name, data, reason = case

    with pytest.raises(Unreadable, match=reason):
        read(name, data)


def test_a_bomb_is_not_unpacked():
    data = docx("主持人：好。", parts={"word/media/1.png": bytes(401 * 1024**2)})

    with pytest.raises(Unreadable):
        read("实录.docx", data)
