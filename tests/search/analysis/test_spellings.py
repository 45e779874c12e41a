"""A phrase is found in a text just where the text's normal form has it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis.folding import normal
from search.analysis.spellings import says

# Characters that fold, vanish or stay; brackets with readings and with other letters.
TEXTS = st.lists(
    st.sampled_from(
        [
            *"政府發髮发展第九条 \n\u3000\u200b\xad(（〔)）〕Ａa1１，。",
            *("(zhèng)", "（fǔ）", "(AI)", "(fā)"),
        ]
    ),
    max_size=14,
).map("".join)


@given(TEXTS, st.text("政府发展第九条a1", min_size=2, max_size=4))
@example("第十九条\n国家", "九条国家")
@example("發（fā）展", "发展")
@example("智能(AI)发展", "能发展")
@example("发(AI)发(fā)发", "发发")
def test_a_phrase_is_said_where_the_normal_form_has_it(text, phrase):
    assert says(text, normal(phrase)) == (normal(phrase) in normal(text))


@pytest.mark.parametrize("text", ["行政處罰", "行 政 处 罚", "行政(zhèng)处罚", "行政\n处罚"])
def test_however_it_is_written(text):
    assert says(text, "行政处罚")


def test_what_only_has_the_characters_does_not_say_it():
    assert not says("处罚由行政机关决定", "行政处罚")
