"""How often the database is asked: the same for ten and for a hundred, and never much."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.disclosure.documents.documents import PolicyDocumentPageFactory
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory
from tests.interviews.factories import InterviewIndexPageFactory, InterviewPageFactory
from tests.syndication.engine_room import picture

MOST = 15


def queries(program, url: str, rows: int) -> int:
    """Count what is asked for an answer that somebody has had, with nothing kept."""
    name = url.partition("?")[0]
    assert len(program.got(url)[name]) == rows
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        program.got(url)
    return len(asked)


def more(home, number: int) -> None:
    """Have so many more of everything, with pictures, adopted ones, and sites of their own."""
    organ = OrganFactory(code="123456789")
    index = InterviewIndexPageFactory(parent=home, slug=f"interviews-{number}")
    for at in range(number):
        site = HomePageFactory(parent=home, slug=f"site-{number}-{at}")
        column = ColumnPageFactory(parent=site)
        article = ArticlePageFactory(parent=column, cover=picture((64, 36)))
        if at % 2:
            article.create_alias(parent=column, update_slug="adopted")
        PolicyDocumentPageFactory(parent=column, organ=organ, cover=picture((64, 36)))
        InterviewPageFactory(parent=index, cover=picture((64, 36)))


@pytest.mark.parametrize("name", ["articles", "documents", "interviews", "sites"])
def test_a_hundred_cost_what_ten_do(program, home, name):
    more(home, 101)
    few = queries(program, f"{name}?limit=10", 10)
    many = queries(program, f"{name}?limit=100", 100)
    assert few == many <= MOST


def test_many_columns_cost_what_few_do(program, home):
    column = ColumnPageFactory(parent=home)
    few = queries(program, "columns", 1)
    for _each in range(30):
        ColumnPageFactory(parent=column)
        ColumnPageFactory(parent=home)
    assert queries(program, "columns", 31) == few <= MOST


def test_the_last_part_of_a_list_costs_what_the_first_does(program, home, column):
    for _each in range(12):
        ArticlePageFactory(parent=column)
    url = f"articles?limit=4&column={column.pk}"
    first = queries(program, url, 4)
    last = program.got(program.got(url)["next"])["next"]
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        program.got(last)
    assert len(asked) == first


def test_a_long_article_costs_what_a_short_one_does(program, home, column):
    def written(number: int):
        pages = [ArticlePageFactory(parent=column) for _each in range(number)]
        image = {"image": picture((64, 36)), "alt_text": "江岸", "caption": ""}
        blocks = [
            [
                ("paragraph", f'<p><a linktype="page" id="{page.pk}">甲</a></p>'),
                ("image", {**image, "image": picture((64, 36))}),
                ("gallery", {"images": [image, image]}),
            ]
            for page in pages
        ]
        return ArticlePageFactory(parent=column, body=[each for some in blocks for each in some])

    counts = []
    for number in (1, 10):
        url = f"articles/{written(number).pk}"
        program.got(url)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            program.got(url)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST
