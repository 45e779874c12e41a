"""Which form of a query may be kept: no number of a person, no more than is needed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.personal.identity import check_character
from search.log.masking import MARK, is_masked, kept
from search.models.log import LONGEST_KEPT

around = st.text(alphabet="医保报销 查询的了", max_size=12)
mobiles = st.from_regex(r"1(3[0-9]|5[0-35-9]|8[0-9])[0-9]{8}", fullmatch=True)
identities = st.dates().map(
    lambda day: f"430102{1900 + day.year % 100:04}{day.month:02}{min(day.day, 28):02}123"
).map(lambda digits: digits + check_character(digits))  # fmt: skip


@given(around, st.one_of(mobiles, identities), around)
def test_no_number_of_a_person_is_kept_wherever_it_stands(before, number, after):
    words = kept(f"{before}{number}{after}")
    assert not re.search(r"\d{4}", words)
    assert number[:6] not in words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("公积金　提取", "公积金提取"),
        ("國辦發〔2017〕47號", "国办发(2017)47号"),
        ("12345 热线", "12345 热线"),
        ("医保卡号 6222 0212 3456 7890 128", f"医保卡号 {MARK}"),
        # One digit wrong: nobody's by its check digit, and somebody's all the same.
        ("身份证430102199001011239", f"身份证{MARK}"),
        ("张三 zhang.san@example.com", f"张三 {MARK}"),
        ("13812345678", ""),
        ("张三 138.1234.5678", f"张三 {MARK}"),
        ("张三 138，1234，5678", f"张三 {MARK}"),
        ("张三 138 - 1234 - 5678", f"张三 {MARK}"),
        ("张三 138     1234     5678", f"张三 {MARK}"),
        ("张三 (138)12345678", f"张三 ({MARK}"),
        ("张三 ①③⑧12345678", f"张三 {MARK}"),
        ("2024年2023年2022年预算", "2024年2023年2022年预算"),
        ("  \x00\n ", ""),
    ],
)
def test_what_is_kept_of_a_query(said, words):
    assert kept(said) == words
    assert is_masked(words) == (MARK in words)


@given(st.text(max_size=400))
def test_whatever_is_typed_is_kept_short_and_the_same_when_it_is_kept_again(said):
    words = kept(said)
    assert len(words) <= LONGEST_KEPT
    assert "\0" not in words
    assert kept(words) == words
