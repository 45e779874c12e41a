"""A story as plain HTML: complete, and nothing in it that executes."""

from bs4 import BeautifulSoup
from hypothesis import given

from story import Attachment, Heading, Image, Paragraph, Run, Table
from syndication.channels.markup import html_of
from tests.syndication.stories import a_story, picture, stock_of, stories

TAGS = {
    "h2", "h3", "h4", "p", "ul", "ol", "li", "figure", "figcaption", "img", "blockquote", "table",
    "tbody", "tr", "th", "td", "strong", "em", "a", "br",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}


def soup_of(story) -> BeautifulSoup:
    return BeautifulSoup(html_of(story, stock_of(story)), "html.parser")


@given(stories)
def test_whatever_the_story_only_plain_markup_comes_out(story):
    for tag in soup_of(story).find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) == ATTRIBUTES.get(tag.name, set())


@given(stories)
def test_whatever_the_story_no_link_can_execute(story):
    for link in soup_of(story).find_all("a"):
        assert link["href"].startswith(("http://", "https://"))


@given(stories)
def test_whatever_the_story_every_picture_of_its_body_is_there_by_address(story):
    stock = stock_of(story)
    shown = {image["src"].rsplit("/", 1)[1] for image in soup_of(story).find_all("img")}
    inside = a_story(body=story.body)
    assert shown == {f"{stock[item.source].sha256}.jpg" for item in inside.pictures()}


def test_words_are_escaped():
    story = a_story(body=(Paragraph((Run("<script>甲&乙</script>"),)),))
    assert html_of(story, {}) == "<p>&lt;script&gt;甲&amp;乙&lt;/script&gt;</p>"


def test_appearances_become_tags():
    runs = (
        Run("粗", bold=True),
        Run("斜", italic=True),
        Run("链", href="https://a.cn/?b=1&c=2"),
        Run("上\n下"),
    )
    assert html_of(a_story(body=(Paragraph(runs),)), {}) == (
        '<p><strong>粗</strong><em>斜</em><a href="https://a.cn/?b=1&amp;c=2">链</a>上<br>下</p>'
    )


def test_headings_tables_and_attachments():
    body = (
        Heading("小标题", 2),
        Table((((Run("项"),), (Run("数"),)), ((Run("甲"),), (Run("1"),))), header_rows=1),
        Attachment("通知", "https://www.yunting.gov.cn/a.pdf", 81920, "pdf"),
    )
    assert html_of(a_story(body=body), {}) == (
        "<h2>小标题</h2>"
        "<table><tbody><tr><th>项</th><th>数</th></tr><tr><td>甲</td><td>1</td></tr></tbody></table>"
        '<p>附件：<a href="https://www.yunting.gov.cn/a.pdf">通知</a>（PDF，80 KB）</p>'
    )


def test_source_and_closing_stand_below():
    story = a_story(source="云汀市政府办", body=(Image(picture("a", "步道"), "江边"),))
    html = html_of(story, stock_of(story), "咨询电话：12345")
    assert "<figcaption>江边</figcaption>" in html
    assert html.endswith("<p>信息来源：云汀市政府办</p><p>咨询电话：12345</p>")
