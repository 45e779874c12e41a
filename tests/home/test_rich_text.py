"""Rich text becomes runs, whatever editors and importers leave behind."""

import pytest

from home.rich_text import blocks_from_html
from story import Heading, ListBlock, Paragraph, Quote, Run, plain
from tests.home.factories import ArticlePageFactory

BASE = "http://localhost:8000/news/one/"


def blocks(html: str) -> list:
    return list(blocks_from_html(html, BASE))


def text_of(block) -> str:
    return plain(block.runs)


def test_bold_italic_and_their_nesting():
    [paragraph] = blocks("<p>一<b>二<i>三</i></b><em>四</em></p>")
    assert paragraph.runs == (
        Run("一"),
        Run("二", bold=True),
        Run("三", bold=True, italic=True),
        Run("四", italic=True),
    )


def test_neighbours_of_one_appearance_are_joined():
    [paragraph] = blocks("<p>甲<span>乙</span><b>丙</b><strong>丁</strong></p>")
    assert paragraph.runs == (Run("甲乙"), Run("丙丁", bold=True))


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.gov.cn/a?b=1", "https://example.gov.cn/a?b=1"),
        ("/policy/3/", "http://localhost:8000/policy/3/"),
        ("two/", "http://localhost:8000/news/one/two/"),
        ("//example.gov.cn/x", "http://example.gov.cn/x"),
        ("javascript:alert(1)", ""),
        ("mailto:bgs@example.gov.cn", ""),
        ("#top", ""),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_links_are_absolute_web_addresses_or_none(href: str, expected: str):
    [paragraph] = blocks(f'<p><a href="{href}">链接</a></p>')
    assert paragraph.runs == (Run("链接", href=expected),)


def test_page_links_become_public_addresses(home, column):
    target = ArticlePageFactory(parent=column, slug="target")
    [paragraph] = blocks(f'<p><a linktype="page" id="{target.pk}">见此</a></p>')
    assert paragraph.runs == (Run("见此", href="http://localhost:8000/news/target/"),)


def test_links_to_pages_and_documents_that_are_gone_keep_their_words(db):
    [paragraph] = blocks(
        '<p><a linktype="page" id="999">页</a><a linktype="document" id="x">件</a></p>'
    )
    assert paragraph.runs == (Run("页件"),)


def test_links_to_drafts_are_not_told(home, column):
    draft = ArticlePageFactory(parent=column, slug="draft", live=False)
    [paragraph] = blocks(f'<p><a linktype="page" id="{draft.pk}">未发布</a></p>')
    assert paragraph.runs == (Run("未发布"),)


def test_lists_and_lists_inside_lists():
    first, second = blocks(
        "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul><ol><li>丁</li></ol>"
    )
    assert first == ListBlock(items=((Run("甲"),), (Run("乙"),), (Run("丙"),)))
    assert second == ListBlock(items=((Run("丁"),),), ordered=True)


def test_list_nested_without_an_item():
    [block] = blocks("<ul><li>甲</li><ul><li>乙</li></ul></ul>")
    assert [plain(item) for item in block.items] == ["甲", "乙"]


def test_loose_text_between_blocks_is_not_lost():
    assert [text_of(block) for block in blocks("前<p>中</p>后<b>尾</b>")] == ["前", "中", "后尾"]


def test_blocks_inside_inline_elements():
    assert [text_of(block) for block in blocks("<b><p>甲</p><p>乙</p></b>")] == ["甲", "乙"]
    [paragraph] = blocks("<div><b>甲</b></div>")
    assert paragraph.runs == (Run("甲", bold=True),)


def test_paragraphs_deep_in_containers():
    html = "<div><section><p>甲</p>乙<div>丙</div></section></div>"
    assert [text_of(block) for block in blocks(html)] == ["甲", "乙", "丙"]


def test_headings_and_quotations():
    assert blocks("<h1>题</h1><h6>小</h6>") == [Heading("题", 2), Heading("小", 4)]
    [quote] = blocks("<blockquote><p>言</p><p>语</p></blockquote>")
    assert isinstance(quote, Quote)
    assert text_of(quote) == "言\n语"


def test_breaks_and_white_space():
    [paragraph] = blocks("<p>  甲\n  乙 <br/> 丙&nbsp;丁  </p>")
    assert text_of(paragraph) == "甲 乙\n丙\xa0丁"


def test_scripts_styles_and_comments_are_dropped():
    html = "<style>p{}</style><p>甲<!-- 乙 --><script>丙</script></p><?php 丁 ?>"
    assert blocks(html) == [Paragraph((Run("甲"),))]


@pytest.mark.parametrize(
    "html", ["", "   ", "<p></p>", "<p> <br> </p>", "<ul></ul>", "<p>&nbsp;</p>"]
)
def test_nothing_said_is_nothing_told(html: str):
    assert blocks(html) == []


def test_broken_markup_is_read_as_far_as_it_goes():
    assert [text_of(block) for block in blocks("<p>甲<b>乙<p>丙</i></p></div>")] == ["甲乙", "丙"]


def test_raised_and_lowered_figures_keep_their_meaning():
    [paragraph] = blocks("<p>12 m<sup>2</sup>、PM<sub>2.5</sub>、CO<sub>2</sub></p>")
    assert text_of(paragraph) == "12 m²、PM2.5、CO₂"


def test_tables_in_rich_text_keep_their_words():
    html = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    assert [text_of(block) for block in blocks(html)] == ["甲", "乙"]
