"""Which pages answer a citizen's words."""

import pytest

from findable import Kind
from portal.answering import answers
from tests.home.factories import ArticlePageFactory
from tests.search.town import entry, put, put_page


@pytest.fixture
def guide(column):
    return put_page(
        ArticlePageFactory(
            parent=column, title="住房公积金提取办理指南", slug="fund", summary="租房可以提取。"
        )
    )


def test_the_best_pages_come_first_as_cards(column, guide):
    put_page(ArticlePageFactory(parent=column, title="居民用水提示", summary="另见公积金提取。"))
    put_page(ArticlePageFactory(parent=column, title="春季植树"))
    found = answers("公积金怎么提取？", 5)
    assert [answer.title for answer in found] == [guide.title, "居民用水提示"]
    assert found[0].url == "http://localhost:8000/news/fund/"
    assert found[0].description == "租房可以提取。"
    assert len(answers("公积金", 1)) == 1


def test_a_page_is_given_once_with_what_it_says_that_fits_best(column):
    page = ArticlePageFactory(parent=column, title="公积金主任谈提取", slug="talk")
    question = entry(
        "退休后公积金怎样提取？",
        kind=Kind.QUESTION,
        url=f"{page.url}#q7",
        answer="凭退休证到窗口办理。",
    )
    put(entry(page.title, url=page.url), question, owner=f"page:{page.pk}")
    (answer,) = answers("退休后公积金怎样提取", 5)
    assert answer.title == question.title
    assert answer.description == question.answer
    assert answer.url == "http://localhost:8000/news/talk/#q7"


def test_what_is_no_page_or_not_public_any_more_is_no_answer(guide):
    put(entry("公积金提取条例", url="/statutes/7/"), owner="statute:7")
    guide.unpublish()
    assert answers("公积金提取", 5) == []


def test_it_asks_a_fixed_number_of_questions(column, django_assert_max_num_queries):
    for number in range(8):
        put_page(ArticlePageFactory(parent=column, title=f"公积金提取{number}"))
    answers("公积金提取", 1)
    with django_assert_max_num_queries(10):
        assert len(answers("公积金提取", 8)) == 8
