"""Feeds of sites and columns, for readers and other portals."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from home.feeds import feeds_of
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def told(client, page) -> dict:
    return json.loads(client.get(f"/feeds/{page.pk}/feed.json").content)


def titles(client, page) -> list[str]:
    return [item["title"] for item in told(client, page).get("items", [])]


def test_a_column_offers_its_feeds_on_its_page_and_in_its_head(client, column):
    html = client.get(column.url).text
    for feed in feeds_of(column):
        link = f'<link rel="alternate" type="{feed.content_type}"'
        assert link in html
        assert f'<a href="{feed.url}"' in html
        assert client.get(feed.url).headers["Content-Type"].startswith(feed.content_type)


def test_the_newest_come_first_with_who_told_them_and_when(client, column):
    now = timezone.now().replace(microsecond=0)
    ArticlePageFactory(parent=column, title="旧闻", displayed_at=now - timedelta(days=3))
    article = ArticlePageFactory(parent=column, title="新闻", summary="摘要。", displayed_at=now)

    feed = told(client, column)
    assert [item["title"] for item in feed["items"]] == ["新闻", "旧闻"]
    item = feed["items"][0]
    assert item["url"] == article.full_url
    assert item["content_text"] == "摘要。"
    assert item["authors"] == [{"name": article.source}]
    assert item["date_published"] == timezone.localtime(now).isoformat()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://localhost:8000/feeds/{column.pk}/feed.json"


def test_an_id_stays_when_a_page_is_renamed_and_moved(client, home, column, article):
    before = told(client, column)["items"][0]
    other = ColumnPageFactory(parent=home)
    article.move(other, pos="last-child")
    article = type(article).objects.get(pk=article.pk)
    article.slug = "another-name"
    article.save_revision().publish()
    after = told(client, other)["items"][0]
    assert after["id"] == before["id"]
    assert after["url"] != before["url"]


def test_a_site_tells_what_its_own_columns_have(client, home, column, article):
    beside = HomePageFactory(parent=home, title="云汀市民政局", slug="minzheng")
    theirs = ArticlePageFactory(parent=ColumnPageFactory(parent=beside))
    assert titles(client, home) == [article.title]
    assert titles(client, beside) == [theirs.title]


def test_what_is_not_public_is_not_told(client, home, column, article):
    closed = ArticlePageFactory(parent=column)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    down = ArticlePageFactory(parent=column)
    down.unpublish()
    assert titles(client, column) == [article.title]
    column.unpublish()
    for kind in ("rss.xml", "atom.xml", "feed.json"):
        assert client.get(f"/feeds/{column.pk}/{kind}").status_code == 404


def test_pages_without_lists_have_none(client, article):
    assert feeds_of(article) == []
    assert client.get(f"/feeds/{article.pk}/rss.xml").status_code == 404
    assert client.get("/feeds/999999/rss.xml").status_code == 404


def test_rss_and_atom_say_what_their_readers_need(client, column, article):
    rss = etree.fromstring(client.get(f"/feeds/{column.pk}/rss.xml").content)
    item = rss.find("channel/item")
    assert item.findtext("link") == article.full_url
    assert item.find("guid").get("isPermaLink") == "false"
    atom = etree.fromstring(client.get(f"/feeds/{column.pk}/atom.xml").content)
    entry = atom.find(f"{ATOM}entry")
    assert atom.findtext(f"{ATOM}id") and atom.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}id").startswith("tag:localhost,")
    assert entry.findtext(f"{ATOM}updated")


def test_who_has_it_is_told_so(client, column, article):
    address = f"/feeds/{column.pk}/atom.xml"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    article.title = "另一个标题"
    article.save_revision().publish()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_more_articles_cost_no_more_queries(client, column, django_assert_max_num_queries):
    ArticlePageFactory.create_batch(3, parent=column)
    client.get(f"/feeds/{column.pk}/atom.xml")
    with django_assert_max_num_queries(12) as few:
        client.get(f"/feeds/{column.pk}/atom.xml")
    ArticlePageFactory.create_batch(12, parent=column)
    with django_assert_max_num_queries(len(few)):
        client.get(f"/feeds/{column.pk}/atom.xml")
