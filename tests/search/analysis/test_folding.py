"""All ways to write the same are one form, and what is shown stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import Aligned, fold, normal

MIXED = st.text(
    st.one_of(
        st.sampled_from("發展统一(fā)（tǒng） \n　〔〕ＡＢab19関龍𠮷〇é\u200b"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("國辦發〔２０１７〕４７號", "国办发(2017)47号"),
        ("ＷＩＦＩ", "wifi"),
        ("通 知", "通知"),
        ("森林\n防火", "森林防火"),
        ("發(fā)展", "发展"),
        ("統（tǒng）一", "统一"),
        ("網 (wǎng) 站", "网站"),
        ("人工智能（AI）", "人工智能(ai)"),
        ("个人信息（APP）", "个人信息(app)"),
        ("⼈⺠政府", "人⺠政府"),
    ],
)
def test_what_is_written_differently_is_compared_alike(written, compared):
    assert normal(written) == compared


@given(MIXED)
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters() | st.characters(categories=["Cs"]), max_size=40), st.integers(1, 9))
def test_a_long_text_is_folded_like_its_pieces(text, times):
    pieces = [text] * (times * 50)
    assert fold("".join(pieces)) == "".join(map(fold, pieces))


@given(MIXED)
def test_a_text_that_knows_its_places_has_the_same_normal_form(text):
    assert Aligned(text).normal == normal(text)


@given(MIXED, st.data())
def test_a_stretch_of_the_normal_form_is_found_again_in_the_original(text, data):
    aligned = Aligned(text)
    if not aligned.normal:
        return
    start = data.draw(st.integers(0, len(aligned.normal) - 1))
    end = data.draw(st.integers(start + 1, len(aligned.normal)))
    begin, stop = aligned.original(start, end)
    assert 0 <= begin < stop <= len(text)
    assert normal(text[begin]) in (aligned.normal[start], "")
    assert fold(text[begin]) == aligned.normal[start]
    assert fold(text[stop - 1]) == aligned.normal[end - 1]


def test_the_marked_original_keeps_its_script_and_its_glosses():
    aligned = Aligned("推動發(fā)展統(tǒng)一")
    start = aligned.normal.index("发展统")
    begin, stop = aligned.original(start, start + 3)
    assert aligned.text[begin:stop] == "發(fā)展統"
