"""What a device gets to put the portal on its home screen, and to read it without a connection."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from wagtail.models import PageViewRestriction, Site

from home.models import ArticlePage, HomePage
from home.offline.reading import SHELL
from interviews.states import State
from subsites.looks import LOOKS
from tests.home.factories import HomePageFactory
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, interview

pytestmark = pytest.mark.django_db


def manifest_of(client, url: str, **headers: str) -> dict:
    """Return the manifest that a page names."""
    soup = BeautifulSoup(client.get(url, headers=headers).content, "html.parser")
    answer = client.get(soup.find("link", rel="manifest")["href"], headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/manifest+json")
    return answer.json()


def test_the_portal_can_be_installed_under_its_name(client, home):
    told = manifest_of(client, home.url)
    assert told["name"] == told["short_name"] == home.title
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert told["lang"] == "zh-Hans"
    assert {(each["sizes"], each["purpose"]) for each in told["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for each in told["icons"]:
        assert finders.find(each["src"].removeprefix("/static/")), each


def test_a_part_of_the_portal_is_installed_for_itself(client, home):
    part = HomePageFactory(parent=home, title="云汀市民政局", slug="minzheng")
    told = manifest_of(client, part.url)
    assert told["name"] == "云汀市民政局"
    assert told["start_url"] == told["scope"] == told["id"] == part.url


def test_a_site_with_a_host_of_its_own_is_a_whole(client, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    part = HomePageFactory(parent=home, title="云汀市民政局", slug="minzheng")
    Site.objects.create(hostname="mz.example.gov.cn", root_page=part)
    told = manifest_of(client, "/", host="mz.example.gov.cn")
    assert (told["name"], told["scope"]) == ("云汀市民政局", "/")


def test_what_is_not_public_has_no_manifest(client, home, column):
    hidden = HomePageFactory(parent=home, slug="hidden", live=False)
    closed = HomePageFactory(parent=home, slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for pk in (hidden.pk, closed.pk, column.pk, 10**6):
        assert client.get(f"/manifest-{pk}.webmanifest").status_code == 404


def test_a_new_name_is_in_the_manifest_at_once(client, home):
    manifest_of(client, home.url)
    home.title = "云汀市人民政府门户网站"
    home.save_revision().publish()
    assert manifest_of(client, home.url)["name"] == "云汀市人民政府门户网站"


def test_the_colours_around_an_installed_site_are_those_of_its_stylesheets():
    base = Path(finders.find("home/css/tokens.css")).read_text()
    looks = Path(finders.find("subsites/looks.css")).read_text()
    assert re.search(r"--blue: (#\w+)", base)[1] == HomePage.theme_colour
    for kind, look in LOOKS.items():
        rule = looks.partition(f'data-look="{look.name}"')[2] if look.name else base
        assert re.search(r"--blue: (#\w+)", rule)[1] == look.colour, kind


def test_the_worker_answers_for_the_whole_site_and_is_asked_for_anew(client, home):
    answer = client.get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/"
    assert "no-cache" in answer["Cache-Control"]
    assert answer.text.startswith("const TOLD = {")
    again = client.get("/service-worker.js", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    for name in SHELL:
        assert finders.find(name), name


def test_pages_may_run_our_worker_and_no_other(client, home):
    policy = client.get(home.url)["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy


def test_the_page_of_what_was_kept_names_no_column(client, home, column):
    answer = client.get("/offline/")
    assert "离线阅读" in answer.text
    assert column.title not in answer.text
    assert answer["X-Robots-Tag"] == "noindex"


def may_be_kept(client, url: str) -> bool:
    return '<meta name="offline" content="keep">' in client.get(url).text


def test_pages_say_that_they_may_be_kept_and_what_is_made_for_one_reader_does_not(
    client, home, column, article
):
    for url in (home.url, column.url, article.url):
        assert may_be_kept(client, url), url
    for url in ("/search/?q=x", "/verify/", "/interviews/receipt/", "/nothing/", "/offline/"):
        assert not may_be_kept(client, url), url


def test_what_is_closed_tells_devices_to_store_nothing(client, home, column, article):
    PageViewRestriction.objects.create(page=column, restriction_type="password", password="x")
    answer = client.get(article.url)
    assert "no-store" in answer["Cache-Control"]


def test_an_interview_may_be_kept_when_its_record_is_finished(client, home):
    page = interview(InterviewIndexPageFactory(parent=home), title="老旧小区怎么改")
    assert not may_be_kept(client, page.url)
    brought_to(page.sitting, State.LIVE)
    assert not may_be_kept(client, page.url)
    brought_to(page.sitting, State.ARCHIVED)
    assert may_be_kept(client, page.url)


def test_an_article_that_is_withdrawn_answers_so_that_devices_throw_it_out(client, home, article):
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert client.head(article.url).status_code in {404, 410}
