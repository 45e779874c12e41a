"""Glosses go, script is folded, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.importing.normalise import destroyed, glosses, normalised, simplified, without_glosses

GLOSSED = [("執", "zhí"), ("業", "yè"), ("發", "fā"), ("統", "tǒng"), ("綠", "lǜ"), ("優", "yōu")]
plain = st.text("政府网站建设工作，。、“”0123456789 abcXYZ", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("狠抓執(zhí)行", "狠抓執行"),
        ("發（fā）展", "發展"),
        ("工業(yè)化", "工業化"),
        ("信息(xìn xī)公开", "信息公开"),
        ("綠(lǜ)水", "綠水"),
    ],
)
def test_a_reading_in_brackets_is_stripped(text, expected):
    assert without_glosses(text) == expected


@pytest.mark.parametrize(
    "text",
    ["客户端(APP)", "世界贸易组织(WTO)", "距离五(km)", "会议(一)", "执行(abc)", "办公(OA)系统"],
)
def test_other_things_in_brackets_are_kept(text):
    assert without_glosses(text) == text


def test_traditional_script_is_folded_and_words_are_not_exchanged():
    assert simplified("網絡信息化與軟件") == "网络信息化与软件"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("存在著重復建設", "存在着重复建设"),
        ("著力提升討論著的問題", "着力提升讨论着的问题"),
        ("顯著成績與名著、論著", "显著成绩与名著、论著"),
        ("著作權與著名學者", "著作权与著名学者"),
        ("二噁英與排放", "二噁英与排放"),
    ],
)
def test_what_folding_leaves_or_overdoes_is_mended(text, expected):
    assert simplified(text) == expected


@pytest.mark.parametrize("text", ["未破坏土地", "李乾著", "二噁英", "蒜薹", "显著", "镕基"])
def test_a_simplified_text_stays_to_the_letter(text):
    assert simplified(text) == text


@given(plain)
def test_a_text_without_glosses_and_traditional_script_stays_as_it_is(text):
    assert normalised(text) == text


@given(st.lists(st.tuples(plain, st.sampled_from(GLOSSED)), max_size=5))
def test_every_gloss_that_is_put_in_comes_out_again(pieces):
    written = "".join(f"{text}{char}({reading})" for text, (char, reading) in pieces)
    bare = "".join(f"{text}{char}" for text, (char, _) in pieces)
    assert len(glosses(written)) == len(pieces)
    assert without_glosses(written) == bare


@given(
    st.lists(st.sampled_from([f"{c}({r})" for c, r in GLOSSED] + ["，", "政府", "網"]), max_size=8)
)
def test_normalising_twice_is_normalising_once(pieces):
    once = normalised("".join(pieces))
    assert normalised(once) == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("突出重點?,F在", 1),
        ("非??欤ǖ糜兴?。", 1),
        ("突出重點?,F在，我市的企業已經有了成效，也很重要?,F在", 2),
        ("\ufffd\ufffd字", 1),
        ("為什么?因為", 0),
        ("What? Nothing.", 0),
        ("正常的文字。", 0),
    ],
)
def test_places_of_destroyed_characters_are_counted_and_questions_are_not(text, count):
    assert len(destroyed(text)) == count
