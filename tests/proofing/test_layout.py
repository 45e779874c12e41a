"""One-click layout: what is set otherwise, what stays, and that nothing else is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.gate.markup import visible
from proofing.layout import edits, laid_out, without_blanks


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        # Indents and room.
        ("　　各区人民政府：", "各区人民政府："),
        ("\u00a0\u00a0各区 \n\t市直机关　", "各区\n市直机关"),
        ("姓　　名", "姓　名"),
        ("A   B", "A B"),
        ("零\u200b宽\ufeff", "零宽"),
        # Width.
        ("２０２６年第１号ＡＢｃ", "2026年第1号ABc"),
        # Marks beside Chinese.
        ("为加强管理,提高效率;现通知如下:", "为加强管理，提高效率；现通知如下："),
        ("你好, 世界!", "你好，世界！"),
        ("时间:2026年,地点:A座", "时间：2026年，地点：A座"),
        ("共3,000人,其中A类5人", "共3,000人，其中A类5人"),
        ("办法第3条,按第4条办", "办法第3条，按第4条办"),
        ("通过A,然后", "通过A，然后"),
        ("现予公布.", "现予公布。"),
        ("一.总则", "一、总则"),
        ("通知(试行)", "通知（试行）"),
        ("云汀市(2026)1号", "云汀市（2026）1号"),
        # Quotes in pairs.
        ('"放管服"改革和"一网通办"', "“放管服”改革和“一网通办”"),
        ("”放管服“改革", "“放管服”改革"),
        ('他说："好。"', "他说：“好。”"),
    ],
)
def test_what_is_set_otherwise(text, set_):
    assert laid_out(text) == set_


@pytest.mark.parametrize(
    "text",
    [
        "10:30至11:00，比例1:100，共1,234.5元，v1.2",
        "http://www.example.org/a,b?c=d;e",
        "见 https://www.gov.cn/，谢谢",
        'Hello, world! (really) "quoted" it\'s',
        "f(x)=1",
        "附件1.xls",
        "张　三",
        "王五 2026年",
        '27"显示器',
        "“已经”成对的“引号”",
        "省略...号",
        "",
    ],
)
def test_what_is_right_or_not_for_a_rule_to_say_stays(text):
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("html", "set_"),
    [
        ("<p>甲</p><p></p><p>&nbsp;</p><p>　<br/></p><p>乙</p>", "<p>甲</p><p>乙</p>"),
        ("<p>甲<br/><br/><br/>乙</p>", "<p>甲<br/>乙</p>"),
        ("<p><br/>甲<br/></p>", "<p>甲</p>"),
        ("<p><b> </b></p>", ""),
        ('<p><embed embedtype="image" id="1"/></p>', '<p><embed embedtype="image" id="1"/></p>'),
        ("<p>甲</p>", "<p>甲</p>"),
    ],
)
def test_blank_paragraphs_and_doubled_breaks_go(html, set_):
    assert without_blanks(html) == set_


@pytest.mark.parametrize(
    ("html", "set_"),
    [
        ("<p>　　为<b>加强</b>管理,<i>提</i>效.</p>", "<p>为<b>加强</b>管理，<i>提</i>效。</p>"),
        ("<p>&nbsp;&nbsp;甲&amp;乙,丙</p>", "<p>甲&amp;乙，丙</p>"),
        ('<p>见<a href="/x,y?b:c">这里</a>,谢</p>', '<p>见<a href="/x,y?b:c">这里</a>，谢</p>'),
        ("<p>&quot;放管服&quot;</p>", "<p>“放管服”</p>"),
    ],
)  # fmt: skip
def test_tags_and_addresses_stay_as_they_are(html, set_):
    text = visible(html)
    assert text.edited(edits(text.text)) == set_


typed = st.text(st.sampled_from('甲乙１2Ａb ,.:;!?"“”()（）。，　\u00a0\u200b\n一'), max_size=40)


@given(typed)
def test_done_twice_it_changes_nothing(text):
    assert laid_out(laid_out(text)) == laid_out(text)


@given(typed)
def test_nothing_else_is_said(text):
    def said(each: str) -> str:
        half = each.translate(str.maketrans("１Ａ", "1A"))
        return re.sub(r"[^\w]", "", half)

    assert said(laid_out(text)) == said(text)


@given(typed)
def test_edits_are_what_lays_a_text_out(text):
    letters = list(text)
    for start, end, new in edits(text):
        letters[start:end] = [new] * (end - start)
    assert "".join(letters) == laid_out(text)
