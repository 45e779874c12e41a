"""Citations in the basis of a power, in the forms that departments type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basis.citations import citations, title_key
from disclosure.basis.numerals import number_of, numeral_of


@given(st.integers(1, 9999))
def test_numerals_are_read_as_they_are_written(number):
    assert number_of(numeral_of(number)) == number


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("十二", 12), ("一百零五", 105), ("二百一十", 210), ("58", 58)]
)
def test_numerals(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("《水法》第四十八条", ("48",)),
        ("《中华人民共和国水法》（2016年7月2日修正）第四十八条第一款", ("48",)),
        ("《水法》第七条、第四十八条第一款第（四）项和第三款", ("7", "48")),
        ("《刑法》第一百二十条之一", ("120-1",)),
        ("《水法》 第48条：直接从江河取用水资源", ("48",)),
        ("《水法》", ()),
        ("《水法》的规定，第四十八条", ()),
    ],
)
def test_articles_belong_to_the_title_before_them(text, articles):
    [citation] = citations(text)

    assert citation.articles == articles


def test_the_version_is_the_latest_date_in_the_bracket_after_the_title():
    text = "《水法》（1988年1月21日通过，2002年8月29日修订，2016年7月2日修正）第七条"

    [citation] = citations(text)

    assert citation.version == date(2016, 7, 2)


def test_a_title_in_the_history_of_another_is_no_citation_of_its_own():
    text = "《消防法》（根据2021年4月29日《关于修改〈道路交通安全法〉等决定》修正）第五条"

    [citation] = citations(text)

    assert (citation.title, citation.articles) == ("消防法", ("5",))


def test_a_title_may_hold_another():
    [citation] = citations("《某省实施〈中华人民共和国水法〉办法》第三条")

    assert citation.key == "某省实施〈水法〉办法"


def test_several_laws_in_one_basis():
    text = "【法律】《水法》第七条\n【行政法规】《取水许可条例》第二条、第三条"

    assert [(each.title, each.articles) for each in citations(text)] == [
        ("水法", ("7",)),
        ("取水许可条例", ("2", "3")),
    ]


@pytest.mark.parametrize(
    "title", ["水法", "中华人民共和国水法", "水　法", "水法（2016修正）", "水法(试行)"]
)
def test_titles_are_compared_without_the_states_name_blanks_and_brackets(title):
    assert title_key(title) == "水法"


def test_amendments_are_told_apart_by_their_number():
    assert title_key("刑法修正案（七）") != title_key("刑法修正案（八）")


def test_a_title_within_a_title_may_stand_in_any_brackets():
    assert title_key("某省实施《水法》办法") == title_key("某省实施〈水法〉办法")


@given(st.text(alphabet="《》〈〉<>（）()第条款一二水法、，\n 的", max_size=80))
def test_whatever_is_typed_is_read_without_an_error(text):
    for citation in citations(text):
        assert text[citation.start] in "《〈<"
        assert citation.end <= len(text)
