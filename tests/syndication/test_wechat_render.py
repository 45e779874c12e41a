"""Rendering for WeChat is pure, and what comes out is what the platform keeps."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from story import Heading, Image, ListBlock, Paragraph, Picture, Run, Story, Table
from syndication.channels.wechat import check, render
from tests.syndication.stories import a_story, picture, stock_of, stories

KEPT_TAGS = {"section", "p", "span", "img", "table", "tbody", "tr", "td", "br", "a"}
KEPT_ATTRIBUTES = {
    "section": {"style"},
    "p": {"style"},
    "span": {"style"},
    "img": {"src", "alt", "style"},
    "table": {"style"},
    "td": {"style"},
    "a": {"href"},
}


def content_of(story: Story) -> BeautifulSoup:
    return BeautifulSoup(render.article(story, stock_of(story))["content"], "html.parser")


@given(stories)
def test_whatever_the_story_only_markup_that_wechat_keeps_comes_out(story):
    for tag in content_of(story).find_all(True):
        assert tag.name in KEPT_TAGS
        assert set(tag.attrs) <= KEPT_ATTRIBUTES.get(tag.name, set())


@given(stories)
def test_whatever_the_story_links_lead_to_wechat_articles_only(story):
    for link in content_of(story).find_all("a"):
        assert link["href"].startswith("https://mp.weixin.qq.com/s")


@given(stories)
def test_whatever_the_story_pictures_are_named_by_the_hash_of_their_stock(story):
    article = render.article(story, stock_of(story))
    names = [
        image["src"].removeprefix("picture:")
        for image in BeautifulSoup(article["content"], "html.parser").find_all("img")
    ]
    assert list(dict.fromkeys(names)) == article["pictures"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", name) for name in names)


@given(stories)
def test_whatever_the_story_the_fields_are_within_the_limits_of_the_platform(story):
    article = render.article(story, stock_of(story))
    assert len(article["author"]) <= 16
    assert len(article["digest"]) <= 120
    assert "\n" not in article["title"]
    assert article["content_source_url"] == story.url


@given(stories)
def test_whatever_the_story_rendering_it_twice_gives_the_same_payload(story):
    assert render.article(story, stock_of(story)) == render.article(story, stock_of(story))


@given(stories)
def test_whatever_the_story_its_headings_and_paragraphs_are_read_in_order(story):
    text = content_of(story).get_text().replace("\n", "")
    position = 0
    for block in story.body:
        match block:
            case Heading(text=words):
                wanted = [words]
            case Paragraph(runs=runs):
                wanted = [run.text for run in runs]
            case _:
                continue
        for words in wanted:
            words = render._CONTROL.sub("", words).replace("\n", "").replace("\r", "")
            position = text.replace("\r", "").index(words, position) + len(words)


def test_markup_in_the_text_is_text():
    story = a_story(body=(Paragraph((Run("<script>alert('x')</script>"),)),))
    content = content_of(story)
    assert content.find("script") is None
    assert "<script>alert('x')</script>" in content.get_text()


def test_a_link_to_another_site_becomes_a_numbered_reference():
    body = (
        Paragraph((Run("见", href=""), Run("国务院文件", href="https://www.gov.cn/a"))),
        Paragraph((Run("又见", href=""), Run("同一文件", href="https://www.gov.cn/a"))),
        Paragraph((Run("另见", href="https://www.gov.cn/b"),)),
    )
    text = content_of(a_story(body=body)).get_text()
    assert "国务院文件[1]" in text
    assert "同一文件[1]" in text
    assert "另见[2]" in text
    assert text.index("参考链接") < text.index("[1] https://www.gov.cn/a")
    assert text.count("https://www.gov.cn/a") == 1


@pytest.mark.parametrize(
    ("address", "whether"),
    [
        ("https://mp.weixin.qq.com/s/abc", True),
        ("http://mp.weixin.qq.com/s?__biz=abc", True),
        ("https://mp.weixin.qq.com/search", False),
        ("https://mp.weixin.qq.com@example.com/s/abc", False),
        ("javascript://mp.weixin.qq.com/s/%0aalert(1)", False),
    ],
)
def test_articles_of_the_platform_are_known_by_their_address(address, whether):
    assert render.is_article(address) == whether


def test_lists_become_marked_paragraphs():
    items = ((Run("甲"),), (Run("乙"),))
    body = (ListBlock(items, ordered=True), ListBlock(items))
    assert [p.get_text() for p in content_of(a_story(body=body)).find_all("p")] == [
        "1. 甲",
        "2. 乙",
        "• 甲",
        "• 乙",
    ]


def test_the_first_rows_of_a_table_are_set_as_headings():
    table = Table((((Run("事项"),),), ((Run("办理"),),)), header_rows=1)
    first, second = content_of(a_story(body=(table,))).find_all("td")
    assert "font-weight:bold" in first["style"]
    assert "font-weight:bold" not in second["style"]


def test_the_short_title_is_used_and_a_long_title_is_never_cut():
    long = "长" * 200
    assert render.article(a_story(title=long), {})["title"] == long
    assert render.article(a_story(title=long, short_title="短标题"), {})["title"] == "短标题"


def test_the_cover_is_the_storys_own_else_its_first_picture_else_none():
    cover = picture("cover")
    inside = Image(picture("inside"))
    with_cover = a_story(cover=cover, body=(inside,))
    without = a_story(body=(inside,))
    stock = stock_of(with_cover)
    assert render.article(with_cover, stock)["cover"] == stock["cover"].sha256
    assert render.article(without, stock)["cover"] == stock["inside"].sha256
    assert render.article(a_story(), stock)["cover"] == ""


def test_a_digest_is_cut_at_a_sentence_if_there_is_one():
    assert render.shortened("一句。" * 60, 120).endswith("。")
    assert render.shortened("字" * 130, 120) == "字" * 119 + "…"


def findings(**values: object) -> set[str]:
    story = a_story(**values)
    return {finding.code for finding in check.findings(render.article(story, stock_of(story)))}


def test_what_wechat_refuses_is_known_before_it_is_sent():
    long_text = (Paragraph((Run("字" * 30_000),)),)
    assert findings() == set()
    assert findings(title="长" * 33) == {"title_long"}
    assert findings(body=()) == {"body_empty"}
    assert findings(body=long_text) == {"body_long"}
    assert findings(url=f"https://example.com/{'a' * 1100}") == {"address_long"}


def test_a_story_of_pictures_only_is_not_empty():
    assert findings(body=(Image(Picture("a", "", lambda: b"")),)) == set()
