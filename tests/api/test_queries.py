"""How often the database is asked: the same for ten and for a hundred, and never much."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from disclosure.documents.validity import Deed
from disclosure.models.document_parts import DocumentAttachment, JointOrgan
from tests.disclosure.documents.documents import (
    PolicyDocumentPageFactory,
    acts,
    draft,
    publish,
)
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
    """Have so many more of everything, with covers, adopted ones, and sites of their own."""
    organ, cover = OrganFactory(code="123456789"), picture((64, 36))
    index = InterviewIndexPageFactory(parent=home)
    for at in range(number):
        site = HomePageFactory(parent=home, slug=f"site-{at}")
        column = ColumnPageFactory(parent=site)
        PolicyDocumentPageFactory(parent=column, organ=organ, cover=cover)
        if at % 2:
            article = ArticlePageFactory(parent=column, cover=cover)
            article.create_alias(parent=column, update_slug="adopted")
        InterviewPageFactory(parent=index, cover=cover)


@pytest.mark.long
def test_a_hundred_cost_what_ten_do(program, home):
    more(home, 101)
    names = ("articles", "documents", "interviews", "sites")
    few = {name: queries(program, f"{name}?limit=10", 10) for name in names}
    many = {name: queries(program, f"{name}?limit=100", 100) for name in names}
    assert few == many
    assert max(many.values()) <= MOST


def test_many_columns_cost_what_few_do(program, home):
    column = ColumnPageFactory(parent=home)
    few = queries(program, "columns", 1)
    for _each in range(9):
        ColumnPageFactory(parent=column)
        ColumnPageFactory(parent=home)
    assert queries(program, "columns", 10) == few <= MOST


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


def test_a_document_with_all_that_happened_to_it_costs_no_more(program, home):
    column = ColumnPageFactory(parent=home)
    old = publish(draft(column))
    document = draft(column, cover=picture((64, 36)))
    file = get_document_model().objects.create(title="附件", file=ContentFile(b"1", name="a.txt"))
    document.attachments = [DocumentAttachment(file=file, title="附件")]
    document.joint_organs = [JointOrgan(organ=OrganFactory())]
    document = publish(acts(document, Deed.REPEALS, old))
    publish(acts(draft(column), Deed.AMENDS, document))
    url = f"articles/{document.pk}"
    told = program.got(url)
    assert (len(told["attachments"]), len(told["document"]["organs"])) == (1, 2)
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        program.got(url)
    assert len(asked) <= MOST
