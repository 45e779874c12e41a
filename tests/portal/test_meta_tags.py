"""The meta tags of government pages (网页标签规范) on pages of every type: names, order, values."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase
from django.utils import timezone

from disclosure.models import (
    AnnualReportPage,
    PolicyDocumentPage,
    PowerListPage,
    PowerNoticePage,
)
from home.models import ArticlePage, HomePage
from interviews.models import InterviewPage, Question
from tests.doors.addresses import path_of
from tests.doors.public_town import public_town
from tests.doors.town import PLANTED, Thing, Town
from tests.home.factories import HomePageFactory

# The rules name three tags for every page, four more for columns and three more for content; the
# rest is given whenever it is known.
SITE = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN = [*SITE, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
CONTENT = [*COLUMN, "ArticleTitle", "PubDate", "ContentSource"]
KNOWN = ["Keywords", "Author", "Description", "Image", "Url"]
CONTENT_PAGES = (
    ArticlePage, PolicyDocumentPage, PowerNoticePage, AnnualReportPage, InterviewPage,
)  # fmt: skip
# Of the tags that a head holds beside those of the rules.
OTHERS = {
    "viewport",
    "story-version",
    "robots",
    "dateModified",
    "description",
    "theme-color",
    "offline",
}
CODE = "4307000001"
TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


@pytest.fixture
def town(db, settings) -> Town:
    town = public_town(settings)
    HomePage.objects.filter(pk=town.home.pk).update(site_code=CODE)
    return town


def head_of(url: str, status: int = 200) -> BeautifulSoup:
    answer = Client().get(url)
    assert answer.status_code == status, url
    return BeautifulSoup(answer.content, "html.parser")


def tags_in(soup: BeautifulSoup) -> list[tuple[str, str]]:
    named = soup.find_all("meta", attrs={"name": True})
    return [(tag["name"], tag["content"]) for tag in named if tag["name"] not in OTHERS]


def tags_at(url: str, status: int = 200) -> list[tuple[str, str]]:
    return tags_in(head_of(url, status))


def names(tags: list[tuple[str, str]]) -> list[str]:
    return [name for name, _content in tags]


def of_type(town: Town, *models: type) -> list[Thing]:
    return [thing for thing in town.things if issubclass(thing.model, models)]


def test_every_page_has_the_tags_that_the_rules_name_for_its_kind_in_their_order(town):
    assert {thing.model for thing in town.things} == PLANTED
    for thing in town.things:
        tags = tags_at(path_of(thing))
        given, said = names(tags), dict(tags)
        page = thing.page
        assert said["SiteDomain"] == "localhost"
        assert said["SiteIDCode"] == CODE
        if issubclass(thing.model, HomePage):
            assert (given, said["SiteName"]) == (SITE, page.title)
        elif issubclass(thing.model, CONTENT_PAGES):
            assert given == [*CONTENT, *(name for name in KNOWN if name in given)], thing.name
            assert {"Keywords", "Description", "Url"} <= set(given), thing.name
        else:
            assert given == COLUMN, thing.name
            assert said["ColumnName"] == page.title
            intro = getattr(page, "intro", "") or f"{said['SiteName']}{page.title}"
            assert said["ColumnDescription"] == intro


def test_a_power_is_content_of_its_list(town):
    [powers] = of_type(town, PowerListPage)
    item = powers.page.items.get()
    url = f"{path_of(powers)}{item.address}/"
    soup = head_of(url)
    tags = dict(tags_in(soup))

    assert list(tags) == [*CONTENT, "Keywords", "Description", "Url"]
    assert tags["ColumnName"] == powers.page.title
    assert tags["ArticleTitle"] == soup.h1.get_text(strip=True) == str(item)
    assert tags["ContentSource"] == powers.page.organ.name
    assert tags["PubDate"] in soup.find(class_="versions").get_text()
    assert tags["Url"] == soup.find("link", rel="canonical")["href"]


def test_what_the_tags_say_is_what_the_page_shows(town):
    for thing in of_type(town, *CONTENT_PAGES):
        soup = head_of(path_of(thing))
        tags = dict(tags_in(soup))
        shown = soup.main.get_text(" ", strip=True)
        assert tags["ArticleTitle"] == soup.h1.get_text(strip=True), thing.name
        assert TIME.fullmatch(tags["PubDate"]), thing.name
        # The facts of a document name the day only, as they do everywhere.
        said = tags["PubDate"][:10] if thing.model is PolicyDocumentPage else tags["PubDate"]
        assert said in shown, thing.name
        assert tags["ContentSource"] in shown or thing.model is PolicyDocumentPage, thing.name
        assert tags["Url"] == thing.page.full_url
        assert tags["ColumnName"] == thing.page.get_parent().title


def test_a_time_is_that_of_the_portals_clock_with_a_plain_colon(home, column, article, client):
    at = timezone.datetime(2026, 3, 1, 6, 5, tzinfo=timezone.get_fixed_timezone(0))
    ArticlePage.objects.filter(pk=article.pk).update(displayed_at=at)
    assert dict(tags_at(article.url))["PubDate"] == "2026-03-01 14:05"


def test_no_page_has_a_tag_twice_whatever_its_case_or_an_empty_one(town):
    [interview] = of_type(town, InterviewPage)
    with TestCase.captureOnCommitCallbacks(execute=True):
        town.go_live(interview)
        town.ask(interview, approve=True)
    question = Question.objects.get()
    others = {
        "/sitemap/": 200,
        "/search/?q=x": 200,
        "/verify/?q=http://localhost:8000/": 200,
        "/statutes/": 200,
        "/leaving/": 400,
        "/interviews/receipt/": 200,
        f"/interviews/receipt/{question.receipt}/": 200,
        "/nothing-here/": 404,
    }
    for url, status in {**{path_of(thing): 200 for thing in town.things}, **others}.items():
        soup = head_of(url, status)
        given = tags_in(soup)
        every = [tag["name"].lower() for tag in soup.find_all("meta", attrs={"name": True})]
        every = [name for name in every if name != "story-version"]
        assert len(every) == len(set(every)), url
        assert all(content.strip() == content != "" for _name, content in given), url
        if url in others:
            assert names(given) == SITE, url
    # Questions stand in the column of their interview.
    for end in ("questions/", f"questions/{question.number}/", "ask/"):
        tags = tags_at(f"/interviews/{interview.pk}/{end}")
        assert names(tags) == COLUMN, end
        assert dict(tags)["ColumnName"] == interview.page.get_parent().title


def test_what_was_withdrawn_has_the_tags_of_its_site_only(town):
    article = of_type(town, ArticlePage)[0]
    url = path_of(article)
    with TestCase.captureOnCommitCallbacks(execute=True):
        town.let_expire(article)
    assert names(tags_at(url, 410)) == SITE


def test_a_part_of_the_portal_goes_by_its_code_and_a_site_of_its_own_does_not(
    client, home, settings
):
    from wagtail.models import Site

    settings.ALLOWED_HOSTS = ["*"]
    HomePage.objects.filter(pk=home.pk).update(site_code=CODE)
    part = HomePageFactory(parent=home, title="云汀市民政局", slug="minzheng")
    assert dict(tags_at(part.url))["SiteIDCode"] == CODE
    Site.objects.create(hostname="mz.example.gov.cn", root_page=part)
    alone = client.get("/", headers={"host": "mz.example.gov.cn"}).content
    assert "SiteIDCode" not in dict(tags_in(BeautifulSoup(alone, "html.parser")))


def test_what_an_editor_typed_cannot_end_a_tag(client, home, column, article):
    hostile = '"><script>alert(1)</script>\n二'
    ArticlePage.objects.filter(pk=article.pk).update(source=hostile, author=hostile)
    answer = client.get(article.url)
    assert b"<script>alert" not in answer.content
    tags = dict(tags_in(BeautifulSoup(answer.content, "html.parser")))
    assert tags["Author"] == '"><script>alert(1)</script> 二'
