"""What a link to a page shows where it is shared: Open Graph, WeChat and Weibo."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client, TestCase
from PIL import Image

from home.icons import LARGE, SMALL, icon
from home.models import ArticlePage, HomePage
from interviews.models import InterviewPage, Question
from subsites.looks import LOOKS
from tests.disclosure.factories import (
    PowerListIndexPageFactory,
    PowerListPageFactory,
    change,
    recorded,
)
from tests.doors.addresses import path_of
from tests.doors.public_town import public_town
from tests.doors.town import PLANTED, Town
from tests.home.factories import ArticlePageFactory
from tests.syndication.engine_room import picture

WHOLE = ["og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:description"]
PICTURE = ["og:image", "og:image:width", "og:image:height", "og:image:alt"]


@pytest.fixture
def town(db, settings) -> Town:
    return public_town(settings)


def head_of(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


def card_in(soup: BeautifulSoup) -> list[tuple[str, str]]:
    return [(tag["property"], tag["content"]) for tag in soup.find_all("meta", property=True)]


def card_at(url: str) -> dict[str, str]:
    return dict(card_in(head_of(url)))


def items_in(soup: BeautifulSoup) -> dict[str, str]:
    return {tag["itemprop"]: tag["content"] for tag in soup.find_all("meta", itemprop=True)}


def described(soup: BeautifulSoup) -> list[str]:
    named = soup.find_all("meta", attrs={"name": True})
    return [tag["content"] for tag in named if tag["name"].lower() == "description"]


def test_every_page_has_a_whole_card_that_says_what_the_page_says(town):
    assert {thing.model for thing in town.things} == PLANTED
    for thing in town.things:
        soup = head_of(path_of(thing))
        pairs = card_in(soup)
        card, items = dict(pairs), items_in(soup)
        assert len(pairs) == len(card), thing.name
        assert list(card)[:10] == [*WHOLE, *PICTURE], thing.name
        assert all(card.values()), thing.name
        assert card["og:title"] == thing.page.title
        assert card["og:url"] == soup.find("link", rel="canonical")["href"] == thing.page.full_url
        assert card["og:locale"] == "zh_CN"
        # WeChat is told the same, and every page is described exactly once.
        assert items == {
            "name": card["og:title"],
            "description": card["og:description"],
            "image": card["og:image"],
        }, thing.name
        assert [text[:50] for text in described(soup)] == [card["og:description"][:50]], thing.name
        shown = Client().get(card["og:image"].removeprefix("http://localhost:8000"))
        assert shown.status_code == 200 or "/static/" in card["og:image"], thing.name


def test_the_card_of_an_article_has_its_cover_with_its_size_and_its_times(client, home, column):
    cover = picture((1200, 700), colour="teal")
    article = ArticlePageFactory(
        parent=column, title="城东公交调整", summary="两条线改走新桥。", cover=cover
    )
    card = card_at(article.url)

    assert card["og:type"] == "article"
    assert card["og:title"] == "城东公交调整"
    assert card["og:description"] == "两条线改走新桥。"
    assert card["og:image"].startswith("http://localhost:8000/media/")
    assert (card["og:image:width"], card["og:image:height"]) == ("960", "540")
    assert card["og:image:alt"] == "城东公交调整"
    assert card["article:section"] == column.title
    shown = head_of(article.url).find(class_="article__meta").time["datetime"]
    assert card["article:published_time"][:16] == shown[:16]


def test_without_a_cover_the_first_large_picture_stands_for_a_page_and_else_the_emblem(
    client, home, column
):
    small, large = picture((64, 64), colour="red"), picture((800, 600), colour="navy")
    blocks = [
        ("image", {"image": each, "alt_text": "河", "caption": ""}) for each in (small, large)
    ]
    with_pictures = ArticlePageFactory(parent=column, body=blocks)
    without = ArticlePageFactory(parent=column)

    assert (
        large.get_rendition("fill-960x540|format-jpeg").url
        in card_at(with_pictures.url)["og:image"]
    )
    emblem = card_at(without.url)
    assert emblem["og:image"].endswith(".png")
    assert (emblem["og:image:width"], emblem["og:image:height"]) == ("512", "512")
    assert emblem["og:image:alt"] == home.title


def test_a_text_without_a_summary_is_described_by_its_beginning(client, home, column):
    words = "自十二月一日起，" * 40
    article = ArticlePageFactory(parent=column, body=[
        ("heading", {"text": "一、时间", "level": "2"}), ("paragraph", f"<p><b>{words}</b></p>"),
    ])  # fmt: skip
    said = card_at(article.url)["og:description"]
    assert said == f"{words[:119]}…"
    assert described(head_of(article.url)) == [said]


def test_pages_that_are_not_in_the_tree_have_a_card_at_their_own_address(town):
    for path in ("/sitemap/", "/statutes/", "/search/?q=%E5%85%AC", "/verify/?q=x"):
        card = card_at(path)
        assert card["og:url"] == f"http://localhost:8000{path}"
        assert card["og:type"] == "website"
        assert card["og:title"]
    [interview] = [thing for thing in town.things if thing.model is InterviewPage]
    with TestCase.captureOnCommitCallbacks(execute=True):
        town.go_live(interview)
        question = town.ask(interview, approve=True)
    path = f"/interviews/{interview.pk}/questions/{question.number}/"
    assert card_at(path)["og:url"] == f"http://localhost:8000{path}"
    # What is one reader's own is not for sharing.
    receipt = Question.objects.get().receipt
    for path in (f"/interviews/receipt/{receipt}/", "/interviews/receipt/"):
        assert card_at(path) == {}


def test_what_is_not_there_or_not_there_any_more_has_no_card(town):
    article = next(thing for thing in town.things if thing.model is ArticlePage)
    path = path_of(article)
    with TestCase.captureOnCommitCallbacks(execute=True):
        town.let_expire(article)
    for url, status in ((path, 410), ("/nothing-here/", 404)):
        answer = Client().get(url)
        assert answer.status_code == status
        assert b"og:" not in answer.content
        assert b"ld+json" not in answer.content


def test_each_page_of_a_list_has_an_address_of_its_own(client, home, column):
    for _each in range(21):
        ArticlePageFactory(parent=column)
    soup = head_of(f"{column.url}?page=2")
    address = f"{column.full_url}?page=2"
    assert soup.find("link", rel="canonical")["href"] == address
    assert dict(card_in(soup))["og:url"] == address


def test_a_hostile_title_stays_a_title(client, home, column):
    title = '"><script>alert(1)</script>&amp;'
    article = ArticlePageFactory(parent=column, title=title)
    listed = type(column).objects.get(pk=column.pk)
    listed.title = title
    listed.save()
    for url in (article.url, column.url):
        answer = client.get(url)
        assert b"<script>alert" not in answer.content
        assert dict(card_in(BeautifulSoup(answer.content, "html.parser")))["og:title"] == title


def test_every_emblem_has_its_pictures_in_the_sizes_that_are_named():
    emblems = {HomePage.emblem, *(look.emblem for look in LOOKS.values())}
    for emblem in emblems:
        for size in (SMALL, LARGE):
            for maskable in (False, True):
                path = finders.find(icon(emblem, size, maskable=maskable))
                with Image.open(path) as shown:
                    assert (shown.format, shown.size) == ("PNG", (size, size))


def test_what_stands_below_a_list_is_shared_by_an_address_of_its_own(home):
    index = PowerListIndexPageFactory(parent=home)
    powers = PowerListPageFactory(parent=index)
    [item] = recorded(powers, change("取水许可", fields={"code": "990119001000"}))
    for url in (
        f"{powers.url}as-of/2026-06-01/",
        f"{powers.url}changes/2025-01/",
        f"{powers.url}{item.address}/",
        f"{powers.url}{item.address}/changes/",
        f"{index.url}search/",
        f"{index.url}code/990119001000/",
    ):
        soup = head_of(url)
        [canonical] = soup.find_all("link", rel="canonical")
        assert canonical["href"] == dict(card_in(soup))["og:url"], url
        assert canonical["href"].endswith(url), url
