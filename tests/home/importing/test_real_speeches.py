"""Two real speeches as somebody scraped them, imported and read again."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from home.models import ArticlePage
from tests.real_data import articles, with_articles

GLOSS = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]")
TRADITIONAL = re.compile("[網與為發辦導務對會學習權開關總結業統]|存在著|代表著|著力")
MARKUP = re.compile("<(?!/?(?:p|b|br/)>)[^>]*>")

pytestmark = [
    with_articles,
    pytest.mark.parametrize("path", articles(), ids=lambda path: path.name),
]


def imported(path: Path, *options: str) -> tuple[ArticlePage, str]:
    """Import and publish a file; return the article and what the command said."""
    out = io.StringIO()
    command = ["import_article", str(path), "--column", "news", "--publish", *options]
    call_command(*command, stdout=out)
    return ArticlePage.objects.get(), out.getvalue()


def texts(article: ArticlePage, *kinds: str) -> list[str]:
    return [
        block.value.source if block.block_type == "paragraph" else block.value["text"]
        for block in article.body
        if block.block_type in kinds
    ]


def whole_text(article: ArticlePage) -> str:
    return re.sub("<[^>]*>", "", "".join(texts(article, "heading", "paragraph")))


def test_its_text_is_taken_whole_and_left_alone(column, path):
    article, _ = imported(path)
    assert article.live
    assert article.title.startswith("政府網站建設領導講話(")
    assert len(whole_text(article)) > 2500
    assert GLOSS.search(whole_text(article))


def test_normalised_it_has_no_gloss_and_no_traditional_character(column, path):
    before, _ = imported(path)
    after, out = imported(path, "--normalise")
    assert after.pk == before.pk
    assert after.title.startswith("政府网站建设领导讲话(")
    assert not GLOSS.search(whole_text(after))
    assert not TRADITIONAL.search(whole_text(after))
    # Nothing but the glosses went.
    assert len(whole_text(after)) == len(GLOSS.sub("", whole_text(before)))
    assert re.search(r"[1-9]\d glosses stripped", out)


def test_its_two_chapters_are_headings_and_the_title_is_not_said_twice(column, path):
    article, _ = imported(path, "--normalise")
    first, second = texts(article, "heading")
    assert first.startswith("一、")
    assert second.startswith("二、")
    assert article.title not in whole_text(article)


def test_it_carries_no_style_no_script_and_nothing_that_counts_readers(column, path):
    article, out = imported(path)
    body = "".join(texts(article, "paragraph"))
    assert not MARKUP.search(body)
    assert "_hmt" not in body
    assert not [block for block in article.body if block.block_type == "image"]
    assert "首页" not in body
    if path.suffix == ".html":
        assert article.source == "市信息化辦"
        assert f"{timezone.localtime(article.displayed_at):%Y-%m-%d}" == "2015-04-08"
        assert "left out: iframe https://ads.example.com/x" in out


def test_its_table_is_a_table(column, path):
    article, _ = imported(path)
    tables = [block.value["data"] for block in article.body if block.block_type == "table"]
    expected = {
        ".html": [["项目", "数量"], ["参会单位", "137家"]],
        ".docx": [["指标", "数值"], ["省长信箱办结率", "90.5%"]],
    }
    assert [table[:2] for table in tables] == [
        expected[suffix] for suffix in expected if suffix == path.suffix
    ]


def test_the_places_where_characters_are_destroyed_are_told(column, path):
    _, out = imported(path, "--normalise")
    places = [line for line in out.splitlines() if line.startswith("  destroyed: ")]
    assert len(places) == (4 if "city" in path.name else 0)
