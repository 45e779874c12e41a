"""The same power in the next workbook, whatever else has changed."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from disclosure.workbooks.matching import match


@dataclass(frozen=True)
class Power:
    code: str = ""
    words: tuple[str, ...] = ("行政许可", "取水许可", "", "市级", "市水务局")


few = st.sampled_from(["", "甲", "乙", "丙"])
powers = st.builds(Power, st.sampled_from(["", "1", "2"]), st.tuples(few, few, few, few, few))


def test_a_renamed_body_is_the_same_power():
    old = [Power()]
    new = [Power(words=("行政许可", "取水许可", "", "市级", "市水利局"))]

    pairs, gone, added = match(old, new)

    assert pairs == [(old[0], new[0])]
    assert gone == added == []


def test_a_renamed_power_keeps_its_code():
    old = [Power(code="1")]
    new = [Power(code="1", words=("行政许可", "取用水许可", "", "市级", "市水务局"))]

    assert match(old, new)[0] == [(old[0], new[0])]


def test_where_several_have_one_code_words_decide():
    one = Power("1", ("行政处罚", "甲", "", "", ""))
    two = Power("1", ("行政处罚", "乙", "", "", ""))

    pairs, gone, added = match([one, two], [two, one])

    assert set(pairs) == {(one, one), (two, two)}
    assert gone == added == []


def test_what_is_gone_and_what_is_new_are_no_pair():
    old, new = Power(words=("", "甲", "", "", "")), Power(words=("", "乙", "", "", ""))

    assert match([old], [new]) == ([], [old], [new])


@given(st.lists(powers))
def test_the_same_list_again_is_all_pairs(ones):
    pairs, gone, added = match(ones, ones)

    assert all(left is right or left == right for left, right in pairs)
    assert len(pairs) == len(ones)
    assert gone == added == []


@given(st.lists(powers), st.lists(powers))
def test_nothing_is_lost_and_nothing_matched_twice(old, new):
    pairs, gone, added = match(old, new)

    assert sorted([left for left, _ in pairs] + gone, key=repr) == sorted(old, key=repr)
    assert sorted([right for _, right in pairs] + added, key=repr) == sorted(new, key=repr)
