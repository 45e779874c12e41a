"""What the public finds of articles, columns and sites."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, Site
from wagtail_factories import ImageFactory

from findable import Findable, Kind
from home.finding import in_short
from home.models import HomePage
from home.places import Place, place_of, places_of
from home.plain_text import lines_of, lines_of_html
from tests.hinted import hinted
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory


@pytest.fixture
def branch(home) -> HomePage:
    """A site of its own beside the main one."""
    other = HomePageFactory(parent=home.get_parent(), title="云汀市教育局", slug="jiaoyu")
    Site.objects.create(root_page=other, hostname="jyj.localhost", port=8000)
    return other


def test_an_article_is_found_by_all_that_it_says(column):
    article = ArticlePageFactory(
        parent=column,
        title="城区新增三所学校",
        subtitle="九月开学",
        summary="共有学位三千个。",
        source=" 市教育局 ",
        displayed_at=datetime(2026, 11, 2, 17, 30, tzinfo=UTC),
        body=[("paragraph", "<p>第一段。</p><p>第二<b>段</b>。</p>")],
    )
    [entry] = article.findable_entries()
    assert isinstance(article, Findable)
    assert entry.key == f"page:{article.pk}"
    assert (entry.kind, entry.title, entry.url) == (Kind.ARTICLE, "城区新增三所学校", article.url)
    assert entry.text.splitlines() == ["九月开学", "共有学位三千个。", "第一段。", "第二段。"]
    assert (entry.department, entry.site, entry.column) == ("市教育局", "", "要闻动态")
    # The day is that of China.
    assert entry.day == date(2026, 11, 3)


def test_who_answers_for_a_column_answers_for_what_names_no_source(home):
    column = ColumnPageFactory(parent=home, owner_department="市水务局", intro="水情与供水")
    article = ArticlePageFactory(parent=column, source="")
    assert article.findable_entries()[0].department == "市水务局"
    home.organ = "云汀市人民政府"
    home.save()
    plain = ArticlePageFactory(parent=ColumnPageFactory(parent=home), source="")
    assert plain.findable_entries()[0].department == "云汀市人民政府"
    [entry] = column.findable_entries()
    assert (entry.kind, entry.text, entry.department) == (Kind.COLUMN, "水情与供水", "市水务局")


def test_every_block_of_a_body_has_its_lines(column):
    picture = ImageFactory()
    image = {"image": picture, "alt_text": "江岸", "caption": "整治后的江岸"}
    article = ArticlePageFactory(
        parent=column,
        body=[
            ("heading", {"text": "一、总体情况", "level": "2"}),
            ("paragraph", "<p>水质<br/>达标</p><ul><li>一类</li><li>二类 &lt;新&gt;</li></ul>"),
            ("image", image),
            ("gallery", {"images": [{**image, "caption": "", "alt_text": "江岸夜景"}]}),
            ("quote", {"text": "绿水青山", "attribution": "村民"}),
            ("table", {"data": [["断面", "水质"], ["云汀", None]], "table_caption": "监测"}),
            ("video", {"title": "一分钟看懂", "url": "https://www.bilibili.com/video/BV1x"}),
        ],
    )
    wanted = [
        "一、总体情况", "水质", "达标", "一类", "二类 <新>", "整治后的江岸", "江岸", "江岸夜景",
        "绿水青山", "村民", "监测", "断面 水质", "云汀", "一分钟看懂",
    ]  # fmt: skip
    assert list(lines_of(article.body)) == wanted
    with CaptureQueriesContext(connection) as caught:
        assert list(lines_of(type(article).objects.get().body)) == wanted
    assert len(caught) == 1


@given(st.lists(st.text("水电路通知<>&", min_size=1, max_size=6), max_size=5))
def test_what_was_written_as_text_is_read_as_text(words):
    from django.utils.html import escape

    html = "".join(f"<p>{escape(each)}</p>" for each in words)
    assert list(lines_of_html(html)) == words


@given(st.text("水电路。！？ \n", max_size=80), st.integers(2, 40))
def test_words_in_short_fit_and_begin_alike(words, most):
    short = in_short(words, most)
    assert len(short) <= most
    assert " ".join(words.split()).startswith(short.removesuffix("…"))


def test_a_site_is_found_by_its_name_and_says_it_where_it_is_not_the_main_one(home, branch):
    home.introduction, home.organ = "政务公开第一平台", "云汀市人民政府"
    [entry] = home.findable_entries()
    assert (entry.kind, entry.site, entry.text) == (
        Kind.SITE, "", "政务公开第一平台\n云汀市人民政府",
    )  # fmt: skip
    [entry] = branch.findable_entries()
    assert (entry.title, entry.site) == ("云汀市教育局", "云汀市教育局")
    column = ColumnPageFactory(parent=branch, title="教育要闻")
    assert place_of(column) == Place(site="云汀市教育局", column="教育要闻")


def test_the_nearest_column_counts_and_all_pages_are_placed_at_once(home, column):
    below = ColumnPageFactory(parent=column, title="部门动态")
    articles = [ArticlePageFactory(parent=parent) for parent in (column, below, below)]
    with CaptureQueriesContext(connection) as caught:
        places = places_of(articles)
    assert [places[each.pk].column for each in articles] == ["要闻动态", "部门动态", "部门动态"]
    assert len(caught) == 2


def test_a_page_without_an_address_is_not_found(home):
    other = HomePageFactory(parent=home.get_parent(), title="没有站点", slug="none")
    assert other.findable_entries() == []


def test_a_new_name_of_a_column_is_told_of_what_stands_in_it(column):
    article = ArticlePageFactory(parent=column)
    ArticlePageFactory(parent=column, live=False)
    with hinted() as owners:
        column.refresh_from_db()
        column.intro = "只有说明变了"
        column.save()
        assert owners == []
        column.title = "云汀要闻"
        column.save()
    assert owners == [f"page:{article.pk}"]
    assert article.findable_entries()[0].column == "云汀要闻"


def test_what_was_taken_down_is_not_named_by_what_stands_in_it(home, column):
    below = ColumnPageFactory(parent=column, title="部门动态")
    article = ArticlePageFactory(parent=below)
    below.refresh_from_db()
    with hinted() as owners:
        below.unpublish()
    assert f"page:{article.pk}" in owners
    assert article.findable_entries()[0].column == "要闻动态"
    with hinted() as owners:
        below.save_revision().publish()
    assert f"page:{article.pk}" in owners
    assert article.findable_entries()[0].column == "部门动态"


def test_the_main_site_may_change_its_name_but_not_whom_it_speaks_for(home, column):
    home.refresh_from_db()
    home.title = "云汀市人民政府门户网站"
    with hinted() as owners:
        home.save()
    assert owners == []
    home.organ = "云汀市人民政府"
    with hinted() as owners:
        home.save()
    assert owners == [f"page:{column.pk}"]


def test_every_page_of_the_portal_can_be_found():
    from wagtail.models import get_page_models

    missing = {model for model in get_page_models() if not hasattr(model, "findable_entries")}
    assert missing == {Page}
