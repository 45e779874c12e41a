"""`/sites` and `/columns`: where things stand, as far as anybody may see."""

import pytest
from wagtail.models import PageViewRestriction, Site

from subsites.models import SubsiteIndexPage, SubsitePage
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory


@pytest.fixture
def bureau(home) -> SubsitePage:
    index = home.add_child(instance=SubsiteIndexPage(title="部门子网站", slug="units"))
    page = SubsitePage(title="云汀市水务局", slug="water", organ="云汀市水务局", phone="0000-12345")
    return index.add_child(instance=page)


def test_the_main_site_and_those_of_departments(program, home, bureau):
    main, other = program.got("sites")["sites"]
    assert (main["id"], main["is_main"], main["url"]) == (home.pk, True, home.full_url)
    assert (other["id"], other["is_main"], other["phone"]) == (bureau.pk, False, "0000-12345")


def test_sites_are_read_on_in_the_order_of_the_tree(program, home, bureau):
    more = [HomePageFactory(parent=home, slug=f"site-{n}").pk for n in range(3)]
    found = program.all_of("sites", "sites?limit=2")
    assert [each["id"] for each in found] == [home.pk, bureau.pk, *more]


def test_a_site_leads_to_its_columns_its_articles_and_its_feeds(program, home, column, article):
    [site] = program.got("sites")["sites"]
    assert program.got(site["columns"])["columns"][0]["id"] == column.pk
    assert program.got(site["articles"])["articles"][0]["id"] == article.pk
    for feed in site["feeds"]:
        answer = program.client.get(feed["url"].removeprefix("http://localhost:8000"))
        assert answer.headers["Content-Type"].startswith(feed["type"])


def test_columns_are_a_tree(program, home, column):
    below = ColumnPageFactory(parent=column, title="部门动态")
    other = ColumnPageFactory(parent=home, title="公告")
    told = program.got("columns")
    assert told["site"] == {"id": home.pk, "title": home.title, "url": home.full_url}
    assert [each["id"] for each in told["columns"]] == [column.pk, other.pk]
    assert [each["id"] for each in told["columns"][0]["columns"]] == [below.pk]
    assert program.got(f"columns?site={home.pk}") == told


def test_a_column_leads_to_its_articles(program, column):
    article = ArticlePageFactory(parent=ColumnPageFactory(parent=column))
    [told] = program.got("columns")["columns"]
    assert [each["id"] for each in program.got(told["articles"])["articles"]] == [article.pk]


def test_columns_of_sites_below_are_those_sites_own(program, home, column, bureau):
    own = ColumnPageFactory(parent=bureau)
    assert [each["id"] for each in program.got("columns")["columns"]] == [column.pk]
    told = program.got(f"columns?site={bureau.pk}")["columns"]
    assert [each["id"] for each in told] == [own.pk]


def test_what_stands_below_a_column_that_was_taken_down_stands_at_the_top(program, column):
    below = ColumnPageFactory(parent=column)
    column.unpublish()
    assert [each["id"] for each in program.got("columns")["columns"]] == [below.pk]


def test_what_is_not_for_everybody_is_not_told(program, home, column, bureau):
    PageViewRestriction.objects.create(page=column, restriction_type=PageViewRestriction.LOGIN)
    bureau.unpublish()
    assert program.got("columns")["columns"] == []
    assert [each["id"] for each in program.got("sites")["sites"]] == [home.pk]
    program.got(f"columns?site={bureau.pk}", 404)
    program.got(f"columns?site={column.pk}", 404)


def test_answers_are_the_same_whichever_host_is_asked(program, home, bureau, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.create(hostname="water.example.gov.cn", port=80, root_page=bureau)
    for url in ("/api/v1/", "/api/v1/sites", "/api/v1/columns"):
        here = program.client.get(url)
        there = program.client.get(url, headers={"host": "water.example.gov.cn"})
        assert here.content == there.content
    assert program.got("sites")["sites"][1]["url"] == "http://water.example.gov.cn/"


def test_before_anything_is_set_up_there_is_no_site(program):
    assert program.got("sites")["sites"] == []
    program.got("columns", 404)
