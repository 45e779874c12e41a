"""Differences: applied to the old text they give the new one, always."""

from hypothesis import given
from hypothesis import strategies as st

from texts.difference import Kind, Part, applied, difference, undone

texts = st.text(alphabet="一二三四。；\n市县ab12", max_size=60)


@given(texts, texts)
def test_a_difference_holds_both_texts(old, new):
    parts = difference(old, new)

    assert applied(parts) == new
    assert undone(parts) == old


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert all(part.kind == Kind.SAME for part in difference(text, text))


def test_one_changed_word_is_marked_as_one():
    parts = difference("由市水务局受理。五日内办结。", "由市水利局受理。五日内办结。")

    assert parts == [
        Part(Kind.SAME, "由市水"),
        Part(Kind.GONE, "务"),
        Part(Kind.NEW, "利"),
        Part(Kind.SAME, "局受理。五日内办结。"),
    ]


def test_a_number_is_read_as_one():
    assert difference("15个工作日", "10个工作日") == [
        Part(Kind.GONE, "15"),
        Part(Kind.NEW, "10"),
        Part(Kind.SAME, "个工作日"),
    ]


def test_sentences_that_share_nothing_but_letters_are_not_picked_apart():
    parts = difference("取水许可由省厅受理。", "本项已取消！")

    assert [part.kind for part in parts] == [Kind.GONE, Kind.NEW]
