"""Whatever is offered can be kept, on every database alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.lines import in_a_line
from search.index import verifying
from search.index.fitting import fitting, storable
from search.index.writing import store
from search.models import Indexed
from tests.search.entries import entry, found

anything = st.text(st.characters() | st.characters(categories=["Cs"]) | st.just("\0"), max_size=20)


@given(anything)
def test_any_text_can_be_stored_and_is_left_alone_if_it_could_be(text):
    stored = storable(text)

    stored.encode()
    assert "\0" not in stored
    assert storable(stored) == stored
    if stored == text.replace("\0", ""):
        assert len(stored) == len(text) - text.count("\0")


def test_halves_of_a_character_that_stand_together_are_one():
    assert storable("\ud83d\ude00") == "😀"
    assert storable("甲\ud83d乙") == "甲\ufffd乙"


def test_what_no_page_and_no_feed_can_show_is_left_out():
    shown = fitting(entry("k", "公积\x0b金\uffff", text="一\x0c二\t三\n四\ufffe"))
    assert (shown.title, shown.text) == ("公积 金 ", "一 二\t三\n四 ")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("市财政局\u00a0 综合科\n", "市财政局 综合科"),
        ("市\u202e局", "市 局"),
        ("局" * 199 + " 局", "局" * 199),
    ],
)
def test_what_results_are_narrowed_by_is_a_line_that_an_address_can_hold(said, kept):
    assert fitting(entry("k", "题", department=said)).department == kept
    assert in_a_line(kept) == kept


def test_keys_that_are_cut_off_stay_different():
    one, other = (fitting(entry("k" * 200 + end, "题")).key for end in "ab")

    assert one != other
    assert len(one) == len(other) == 150


@pytest.mark.django_db
def test_what_no_row_has_room_for_is_cut_off_and_found_by_what_is_left():
    strange = entry(
        "power:" + "9" * 300,
        "公积金提取" + "很" * 1000,
        url="/" + "long-" * 300,
        text="NUL \0 半个 \ud83d 字符\n" + "噪声" * 20_000,
        department="局" * 500,
        number="号" * 500,
        validity="效" * 100,
    )

    store({"page:1": [strange]})
    store({"page:1": [strange]})

    row = Indexed.objects.get()
    assert row.url == strange.url
    assert found("公积金提取").total == found("噪声").total == 1
    assert list(verifying.differences()) == []
