"""Which pages answer a citizen's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answering import MOST_PIECES, answers, pieces_of
from tests.home.factories import ArticlePageFactory


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("公积金怎么提取？", ["公积", "积金", "提取"]),
        ("请问居住证在哪里办", ["居住", "住证"]),
        ("IPv6 改造", ["IPv6", "改造"]),
        ("税", ["税"]),
        ("怎么办", ["怎么", "么办"]),
        ("？！😀", []),
    ],
)
def test_words_are_cut_into_pieces_that_mean_something(words, pieces):
    assert pieces_of(words) == pieces


@given(st.text(max_size=100))
def test_pieces_are_few_and_stand_in_the_words(words):
    pieces = pieces_of(words)
    assert len(pieces) <= MOST_PIECES
    assert all(piece in words for piece in pieces)


def test_titles_count_for_more_than_summaries_and_more_pieces_for_more(column):
    for title, summary in (
        ("居民用水提示", "另见公积金提取办理指南。"),
        ("住房公积金提取办理指南", ""),
        ("公积金中心值班安排", ""),
        ("春季植树", ""),
    ):
        ArticlePageFactory(parent=column, title=title, summary=summary)
    found = [answer.title for answer in answers("公积金提取指南", 5)]
    assert found == ["住房公积金提取办理指南", "居民用水提示"]
    assert len(answers("公积金", 1)) == 1


def test_it_asks_a_fixed_number_of_questions(column, django_assert_max_num_queries):
    for number in range(8):
        ArticlePageFactory(parent=column, title=f"公积金提取{number}")
    answers("公积金提取", 1)
    with django_assert_max_num_queries(6):
        assert len(answers("公积金提取", 8)) == 8
