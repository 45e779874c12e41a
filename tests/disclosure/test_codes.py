"""Codes of powers: taken apart where their scheme is known, left alone where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.codes import decode


@pytest.mark.parametrize(
    ("code", "said"),
    [
        # A licence of the national catalogue, and a ruling of Liaoning's.
        ("000175004000", ["全国", "行政许可", "75", "004", "000"]),
        ("210973001000", ["21", "行政裁决", "73", "001", "000"]),
        ("11650200MB1234567X2000175004000", ["11650200MB1234567X", "2", "全国", "行政许可"]),
        ("650200207XK01600", ["650200", "207", "行政许可", "016", "00"]),
        ("420100105020010 3", ["420100", "105", "行政处罚", "001", "03"]),
        ("xk00123001", ["行政许可", "00123", "001"]),
    ],
)
def test_a_code_of_a_known_scheme(code, said):
    decoded = decode(code)

    assert [str(value) for _, value in decoded.parts][: len(said)] == said


@pytest.mark.parametrize(
    "code",
    [
        "",
        "无",
        "511A0138600000-511602000000-000-11511602008000000X-1-00",
        "00017500400",
        "003375004000",
    ],
)
def test_a_code_of_a_scheme_that_is_not_known_is_shown_as_it_is(code):
    assert decode(code) is None


@given(st.text(alphabet="0123456789XKCF- 甲", max_size=36))
def test_whatever_stands_in_a_code_is_read_without_an_error(code):
    decode(code)
