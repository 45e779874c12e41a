"""What machines read of pages (schema.org): it is JSON, and says what the page says."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase

from disclosure.models import (
    AnnualReportPage,
    PolicyDocumentPage,
    PowerItem,
    PowerListPage,
    PowerNoticePage,
)
from home.models import ArticlePage, HomePage
from interviews.models import InterviewPage
from subsites.models import SubsiteIndexPage, SubsitePage, Unit
from tests.doors.addresses import path_of
from tests.doors.public_town import public_town
from tests.doors.town import PLANTED, Thing, Town
from tests.home.factories import ArticlePageFactory

KINDS = {
    ArticlePage: "NewsArticle",
    PowerNoticePage: "NewsArticle",
    PolicyDocumentPage: "Legislation",
    AnnualReportPage: "Report",
}


@pytest.fixture
def town(db, settings) -> Town:
    return public_town(settings)


def read(url: str) -> tuple[BeautifulSoup, list[dict[str, Any]]]:
    """Return a page and all nodes of the linked data in it."""
    answer = Client().get(url)
    assert answer.status_code == 200, url
    soup = BeautifulSoup(answer.content, "html.parser")
    nodes = []
    for block in soup.find_all("script", type="application/ld+json"):
        data = json.loads(block.string)
        assert data["@context"] == "https://schema.org"
        nodes += data.get("@graph", [data])
    return soup, nodes


def node_of(nodes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    [found] = [node for node in nodes if node["@type"] == kind]
    return found


def of_type(town: Town, *models: type) -> list[Thing]:
    return [thing for thing in town.things if issubclass(thing.model, models)]


def test_a_page_says_what_it_is_and_where_it_stands(town):
    assert {thing.model for thing in town.things} == PLANTED
    for thing in town.things:
        soup, nodes = read(path_of(thing))
        kinds = [node["@type"] for node in nodes]
        assert not [name for node in nodes for name, value in node.items() if not value], thing.name
        if issubclass(thing.model, HomePage):
            assert kinds[:2] == ["GovernmentOrganization", "WebSite"]
            continue
        crumbs = [link.get_text(strip=True) for link in soup.find(class_="crumbs").find_all("a")]
        links = [link["href"] for link in soup.find(class_="crumbs").find_all("a")]
        steps = node_of(nodes, "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [step["name"] for step in steps] == [*crumbs, thing.page.title], thing.name
        assert [step["item"] for step in steps[:-1]] == [
            f"http://localhost:8000{link}" for link in links
        ]
        assert steps[-1]["item"] == thing.page.full_url
        if thing.model is not InterviewPage:
            assert kinds[0] == KINDS.get(thing.model, "CollectionPage"), thing.name
            assert nodes[0]["url"] == thing.page.full_url


def test_a_home_page_says_who_speaks_there_and_how_it_is_searched(town):
    HomePage.objects.filter(pk=town.home.pk).update(organ="云汀市人民政府", site_code="4307000001")
    town.home.refresh_from_db()
    _soup, nodes = read(town.home.url)
    organisation, site = node_of(nodes, "GovernmentOrganization"), node_of(nodes, "WebSite")

    assert organisation["name"] == "云汀市人民政府"
    assert organisation["logo"]["url"].startswith(
        "http://localhost:8000/static/home/icons/emblem-512"
    )
    assert site["publisher"] == {"@id": organisation["@id"]}
    assert site["identifier"] == "4307000001"
    action = site["potentialAction"]
    address = action["target"]["urlTemplate"].replace("{search_term_string}", "公交")
    assert address == "http://localhost:8000/search/?q=公交"
    assert Client().get(address.removeprefix("http://localhost:8000")).status_code == 200


def test_a_sub_site_is_a_part_of_the_body_above_it_and_says_how_to_reach_it(town):
    [site] = of_type(town, SubsitePage)
    _soup, nodes = read(path_of(site))
    organisation = node_of(nodes, "GovernmentOrganization")
    assert organisation["parentOrganization"]["name"] == town.things[0].page.title
    assert organisation["telephone"] == site.page.phone
    assert organisation["address"] == site.page.address


def test_an_article_says_what_its_head_shows(client, home, column):
    article = ArticlePageFactory(
        parent=column,
        title="城东公交调整",
        subtitle="两条线路",
        summary="改走新桥。",
        author="李明",
    )
    soup, nodes = read(article.url)
    said = node_of(nodes, "NewsArticle")
    assert said["headline"] == soup.h1.get_text(strip=True)
    assert said["alternativeHeadline"] == "两条线路"
    assert said["description"] == "改走新桥。"
    assert said["datePublished"][:16] == soup.find(class_="article__meta").time["datetime"][:16]
    assert said["author"] == {"@type": "Person", "name": "李明"}
    assert said["sourceOrganization"]["name"] == article.source
    assert said["publisher"]["name"] == home.title
    assert said["articleSection"] == column.title


def test_an_official_document_says_the_facts_at_its_head(town):
    [thing] = of_type(town, PolicyDocumentPage)
    page = thing.page
    soup, nodes = read(path_of(thing))
    said = node_of(nodes, "Legislation")
    facts = soup.find(class_="facts").get_text(" ", strip=True)
    assert said["name"] == page.title
    assert said["legislationPassedBy"][0] == {
        "@type": "GovernmentOrganization", "name": town.organ.name, "identifier": town.organ.code,
    }  # fmt: skip
    for name in ("identifier", "legislationDate", "legislationType", "about"):
        assert said[name] in facts, name
    assert said["legislationLegalForce"] == "https://schema.org/InForce"


def test_a_power_is_a_service_of_its_department_while_it_is_exercised(town):
    [powers] = of_type(town, PowerListPage)
    item = powers.page.items.get()
    url = f"{path_of(powers)}{item.address}/"
    soup, nodes = read(url)
    said = node_of(nodes, "GovernmentService")
    assert said["name"] == soup.h1.get_text(strip=True)
    assert said["provider"]["name"] == powers.page.organ.name
    assert said["url"] == soup.find("link", rel="canonical")["href"]
    steps = node_of(nodes, "BreadcrumbList")["itemListElement"]
    shown = [each.get_text(strip=True) for each in soup.find(class_="crumbs").find_all("li")]
    assert [step["name"] for step in steps] == shown

    PowerItem.objects.filter(pk=item.pk).update(state="cancelled")
    assert "GovernmentService" not in [node["@type"] for node in read(url)[1]]


def test_a_unit_without_a_site_says_what_its_card_shows(town):
    [directory] = of_type(town, SubsiteIndexPage)
    Unit.objects.create(
        name="云汀市气象局",
        kind="department",
        level="county",
        slug="qixiang",
        phone="0000-7654321",
        introduction="管天气的。",
    )
    soup, nodes = read(f"{path_of(directory)}qixiang/")
    said = node_of(nodes, "GovernmentOrganization")
    assert (said["name"], said["telephone"]) == ("云汀市气象局", "0000-7654321")
    assert said["telephone"] in soup.main.get_text()
    assert soup.find("link", rel="canonical")["href"] == said["url"]


def test_an_interview_keeps_the_data_of_its_record(town):
    [interview] = of_type(town, InterviewPage)
    with TestCase.captureOnCommitCallbacks(execute=True):
        town.go_live(interview)
        town.say(interview)
    _soup, nodes = read(path_of(interview))
    assert {node["@type"] for node in nodes} == {"LiveBlogPosting", "BreadcrumbList"}


def test_nothing_that_an_editor_types_ends_the_block_or_runs(client, home, column):
    hostile = '</script><script>alert(1)</script><!--&\u2028"'
    article = ArticlePageFactory(
        parent=column, title=hostile, summary=hostile, author=hostile, source=hostile
    )
    type(column).objects.filter(pk=column.pk).update(title=hostile)
    answer = client.get(article.url)
    _soup, nodes = read(article.url)
    said = node_of(nodes, "NewsArticle")

    assert b"<script>alert" not in answer.content
    assert said["headline"] == hostile
    assert said["articleSection"].startswith("</script>")
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    inline = BeautifulSoup(answer.content, "html.parser").find_all("script", src=False)
    assert {script["type"] for script in inline} == {"application/ld+json"}
