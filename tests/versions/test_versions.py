"""The whole site in traditional script and for elders, as readers meet it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.home.factories import ArticlePageFactory, ColumnPageFactory

pytestmark = pytest.mark.django_db

DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)


@pytest.fixture
def column(home):
    return ColumnPageFactory(parent=home, title="通知公告", slug="tongzhi", show_in_menus=True)


@pytest.fixture
def article(column):
    page = ArticlePageFactory(parent=column, title="关于发展理发业的通知", slug="lifa")
    page.save_revision().publish()
    return page


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Script -----------------------------------------------------------------------------------


def test_a_page_is_read_in_traditional_script_at_an_address_of_its_own(client, article):
    html = body(client, "/zh-hant/tongzhi/lifa/")
    assert '<html lang="zh-Hant"' in html
    # What machines read (JSON-LD) is of the plain page, and says so.
    read = DATA.sub("", html)
    assert "關於發展理髮業的通知" in read and "关于发展理发业的通知" not in read


def test_its_links_lead_to_pages_in_the_same_script(client, article):
    html = body(client, "/zh-hant/tongzhi/")
    assert 'href="/zh-hant/tongzhi/lifa/"' in html
    assert 'href="/tongzhi/lifa/"' not in html


def test_every_page_offers_its_other_versions(client, article):
    plain = body(client, "/tongzhi/lifa/")
    assert 'href="/zh-hant/tongzhi/lifa/" hreflang="zh-Hant"' in plain
    assert 'href="/elder/tongzhi/lifa/"' in plain
    other = body(client, "/zh-hant/tongzhi/lifa/")
    assert 'href="/tongzhi/lifa/" hreflang="zh-Hans" lang="zh-Hans">简体<' in other
    assert 'href="/zh-hant/elder/tongzhi/lifa/"' in other


def test_machines_find_both_scripts_from_either(client, article):
    for url in ("/tongzhi/lifa/", "/zh-hant/tongzhi/lifa/"):
        html = body(client, url)
        assert (
            '<link rel="alternate" hreflang="zh-Hans" href="http://localhost:8000/tongzhi' in html
        )
        assert 'hreflang="zh-Hant" href="http://localhost:8000/zh-hant/tongzhi/lifa/"' in html
    assert '<link rel="canonical" href="http://localhost:8000/zh-hant/tongzhi/lifa/"' in html


def test_what_was_asked_for_is_asked_for_in_the_other_script_too(client, home):
    html = body(client, "/search/?q=%E9%80%9A%E7%9F%A5&sort=newest")
    assert 'href="/zh-hant/search/?q=%E9%80%9A%E7%9F%A5&amp;sort=newest"' in html


def test_a_search_in_traditional_script_shows_what_was_typed(client, home):
    html = body(client, "/zh-hant/search/?q=%E5%8F%91%E5%B1%95")
    assert 'value="发展"' in html


def test_pages_that_are_not_there_say_so_in_the_script(client, home):
    answer = client.get("/zh-hant/nowhere/")
    assert answer.status_code == 404
    assert '<html lang="zh-Hant"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/zh-hant/admin/", "/elder/static/x.css", "/elder/zh-hant/"])
def test_what_has_no_versions_is_found_at_its_own_address_only(client, home, path):
    assert client.get(path).status_code == 404


def test_a_redirect_stays_within_the_version(client, article):
    answer = client.get("/zh-hant/tongzhi/lifa")
    assert (answer.status_code, answer["Location"]) == (301, "/zh-hant/tongzhi/lifa/")


def test_a_withdrawn_page_is_withdrawn_in_every_version(client, article):
    article.unpublish()
    for url in ("/tongzhi/lifa/", "/zh-hant/tongzhi/lifa/", "/elder/tongzhi/lifa/"):
        assert client.get(url).status_code == 410


def test_a_form_within_a_version_posts_to_the_version(client, home):
    html = body(client, "/zh-hant/search/")
    assert 'action="/zh-hant/search/"' in html


# --- Elders -----------------------------------------------------------------------------------


def test_the_home_page_for_elders_has_large_ways_to_all_columns_and_no_more(client, article):
    html = body(client, "/elder/")
    assert 'data-version="elder"' in html and "home/css/elder.css" in html
    assert 'class="elder__tiles"' in html and 'href="/elder/tongzhi/"' in html
    assert "front__grid" not in html and 'class="nav"' not in html


def test_every_page_for_elders_can_be_read_aloud_and_leads_back(client, article):
    html = body(client, "/elder/tongzhi/lifa/")
    assert "data-read-aloud" in html and "versions/reading_aloud.js" in html
    assert 'href="/tongzhi/lifa/" hreflang="zh-Hans"' in html
    assert '<link rel="canonical" href="http://localhost:8000/tongzhi/lifa/"' in html


def test_nothing_for_elders_is_on_the_plain_page(client, article):
    html = body(client, "/tongzhi/lifa/")
    assert "elder.css" not in html and "data-read-aloud" not in html


# --- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["elder", "zh-hant"])
def test_no_page_takes_the_address_of_a_version(home, slug):
    page = ColumnPageFactory.build(title="长者", slug=slug)
    with pytest.raises(ValidationError, match=slug):
        home.add_child(instance=page)


def test_a_title_that_reads_like_a_version_gets_another_address(home):
    page = ColumnPageFactory.build(title="Elder", slug="")
    home.add_child(instance=page)
    assert page.slug == "elder-2"
