"""Before a link takes readers away from government sites, they are asked (国办发〔2017〕47号)."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from leaving.hosts import is_known
from leaving.links import asked_about, rewritten, way_to
from leaving.models import KnownHost
from tests.home.factories import ArticlePageFactory

AWAY = "https://news.example.com/a?b=1&c=“二”"


def links_of(html: str) -> list[str]:
    main = html[html.index("<main") : html.index("</main")]
    return [unescape(each) for each in re.findall(r'<a [^>]*href="([^"]*)"', main)]


def linking(column, *addresses: str):
    text = "".join(f'<p><a href="{each.replace("&", "&amp;")}">那里</a></p>' for each in addresses)
    return ArticlePageFactory(parent=column, body=[("paragraph", text)])


def asked(client, article) -> str:
    """Return the link of an article's text that leads to the question."""
    return next(each for each in links_of(client.get(article.url).text) if "/leaving/" in each)


@pytest.mark.django_db
def test_a_reader_is_asked_in_the_words_of_the_rule_and_goes_on_or_back(client, home, column):
    article = linking(column, AWAY)
    question = client.get(asked(client, article), headers={"referer": article.full_url})
    page = client.get(asked(client, article), headers={
        "referer": f"http://testserver{article.url}"
    }).text  # fmt: skip
    assert question.status_code == 200
    assert f"您访问的链接即将离开“{home.title}”网站，是否继续？" in page
    assert links_of(page) == [AWAY, article.url]
    assert 'rel="nofollow noopener noreferrer"' in page
    assert question["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.cn/", "http://mz.yunting.gov.cn/x", "https://云汀.政务/", "/news/",
        "http://localhost:8000/news/", "https://sub.yunting.example/", "https://media.example.org/v",
        "mailto:a@example.com", "tel:12345",
    ],
)  # fmt: skip
def test_nobody_is_asked_within_the_government_and_where_an_operator_says_so(
    client, home, column, address
):
    Site.objects.create(hostname="sub.yunting.example", root_page=home)
    KnownHost.objects.create(host="*.example.org", reason="本市融媒体中心")
    assert address in links_of(client.get(linking(column, address).url).text)


@pytest.mark.parametrize(
    "address",
    [
        "https://gov.cn.evil.example/", "https://notgov.cn/", "https://example.org.evil.example/",
        "https://user@evil.example/", "//evil.example/", "HTTPS://EVIL.EXAMPLE/",
        "https://www.gov.cn@evil.example/",
    ],
)  # fmt: skip
def test_a_likeness_is_not_enough(address):
    html = rewritten(f'<a href="{address}">x</a>', lambda: frozenset(["*.example.org"]))
    assert "/leaving/?to=" in html


@pytest.mark.django_db
def test_a_link_that_we_did_not_sign_opens_nothing(client, home):
    way = way_to(AWAY)
    for address in (
        way.replace("news.example.com", "evil.example"), way[:-3], "/leaving/",
        "/leaving/?to=javascript:alert(1)&by=x", "/leaving/?to=%ff&by=%ff",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 400, address
        assert "这不是本站给出的链接" in answer.text
        assert "evil.example" not in answer.text


@pytest.mark.django_db
def test_one_who_came_from_elsewhere_stays_with_us(client, home):
    for referer in ("https://evil.example/x", "http://testserver//evil.example/", "http://[", ""):
        page = client.get(way_to(AWAY), headers={"referer": referer}).text
        assert links_of(page) == [AWAY, "/"]


@pytest.mark.django_db
def test_other_channels_and_machines_get_the_real_address(client, column):
    article = linking(column, AWAY)
    story = str(article.syndication_story())
    assert "/leaving/" not in story
    assert "news.example.com" in story
    assert "/leaving/" not in client.get(f"/feeds/{column.pk}/rss.xml").text


@pytest.mark.django_db
def test_who_lists_hosts_is_told_how_they_are_written(admin_client):
    answer = admin_client.post(
        "/admin/known_hosts/new/", {"host": "https://example.org/", "reason": "x"}
    )
    assert "小写" in answer.text
    assert not KnownHost.objects.exists()


def test_pages_without_such_links_ask_nobody_for_hosts():
    rewritten('<a href="https://www.gov.cn/">国务院</a>', lambda: pytest.fail("nobody need ask"))


@given(st.text(), st.text())
def test_what_is_signed_comes_back_as_it_was_and_nothing_else_does(address, other):
    query = parse_qs(urlsplit(way_to(address)).query, keep_blank_values=True)
    assert asked_about(query["to"][0], query["by"][0]) == address
    if other != address:
        assert asked_about(other, query["by"][0]) is None


@given(st.text(alphabet="<a href=\"'>/x:&;.-éhtps\n", max_size=200))
def test_what_is_no_link_away_is_left_as_it_is(html):
    if "://" not in html and "//" not in html:
        assert rewritten(html, frozenset) == html


def test_what_is_shown_in_a_frame_of_our_page_is_not_left_for():
    framed = '<a target="player" href="https://player.example/v">1:23</a>'
    assert rewritten(framed, frozenset) == framed
    for target in ("_blank", "_self", "_top"):
        assert "/leaving/" in rewritten(framed.replace("player", target, 1), frozenset)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("example.org", False), ("a.example.org", True), ("a.b.example.org", True),
        ("xexample.org", False),
    ],
)  # fmt: skip
def test_a_star_stands_for_all_below_a_domain(host, known):
    assert is_known(host, ["*.example.org"]) is known
