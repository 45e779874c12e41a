"""A finished page, read again for a version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from versions.naming import PLAIN, Version
from versions.rewriting import in_version, rewritten

TRADITIONAL = Version(is_traditional=True)
ELDER = Version(is_elder=True)


def roots() -> list[str]:
    return ["http://localhost:8000", "https://shuiwu.example"]


def traditional(html: str) -> str:
    return rewritten(html, TRADITIONAL, roots)


def for_elders(html: str) -> str:
    return rewritten(html, ELDER, roots)


def test_text_is_in_the_script_of_the_version_word_by_word():
    assert traditional("<p>理发店的发展</p><p>皇后在后面</p>") == (
        "<p>理髮店的發展</p><p>皇后在後面</p>"
    )


def test_what_is_shown_or_read_out_is_converted_and_what_is_sent_back_is_not():
    html = (
        '<img alt="云汀市" title=\'发布厅\' src="/static/a.png">'
        '<input name="q" value="云汀" placeholder="请输入关键词">'
        '<option value="发布">发布</option><textarea name="t">发布</textarea>'
        '<meta name="Description" content="发布">'
    )
    assert traditional(html) == (
        '<img alt="雲汀市" title=\'發佈廳\' src="/static/a.png">'
        '<input name="q" value="云汀" placeholder="請輸入關鍵詞">'
        '<option value="发布">發佈</option><textarea name="t">发布</textarea>'
        '<meta name="Description" content="發佈">'
    )


def test_scripts_styles_and_comments_are_left_alone():
    html = (
        '<!-- 发布 <a href="/x/"> --><script type="application/ld+json">{"name":"发布"}</script>'
        "<style>a::before{content:'发布'}</style>"
    )
    assert traditional(html) == html


def test_the_language_is_named_and_a_language_that_is_named_stays():
    html = '<html lang="zh-Hans"><a lang="zh-Hans" hreflang="zh-Hans" href="/a/">简体</a>发布'
    assert traditional(html) == (
        '<html lang="zh-Hant"><a lang="zh-Hans" hreflang="zh-Hans" href="/a/">简体</a>發佈'
    )


@pytest.mark.parametrize(
    "tag", ['<a href="/a/?x=1&amp;y=2#z">', "<form action='/a/?x=1&amp;y=2#z'>"]
)
def test_links_and_forms_stay_within_the_version(tag):
    assert '"/elder/a/?x=1&amp;y=2#z"' in for_elders(tag)


@pytest.mark.parametrize(
    "url",
    [
        "", "#top", "?page=2", "a/", "//other.example/a/", "https://other.example/a/",
        "mailto:a@b.example", "/media/a.pdf", "/static/a.css", "/documents/1/a.pdf", "/admin/",
        "/elder/a/", "http://localhost:8000.evil.example/", "javascript:0",
    ],
)  # fmt: skip
def test_what_has_no_version_and_what_is_relative_or_elsewhere_stays(url):
    assert in_version(url, ELDER, roots) == url


def test_addresses_of_our_own_sites_stay_within_the_version():
    assert (
        in_version("https://shuiwu.example/a/", ELDER, roots) == "https://shuiwu.example/elder/a/"
    )
    assert (
        for_elders('<a href="http://localhost:8000/">') == '<a href="http://localhost:8000/elder/">'
    )


def test_whoever_has_no_absolute_links_is_not_asked_about_sites():
    def nobody() -> list[str]:
        raise AssertionError("asked")

    rewritten('<a href="/a/">甲</a>', ELDER, nobody)


def test_a_page_in_traditional_script_is_one_of_its_own_to_machines_and_one_for_elders_is_not():
    html = '<link rel="canonical" href="http://localhost:8000/a/">'
    assert traditional(html) == '<link rel="canonical" href="http://localhost:8000/zh-hant/a/">'
    assert for_elders(html) == html
    assert rewritten(html, Version(True, True), roots) == html


def test_feeds_and_other_languages_keep_their_addresses():
    html = '<link rel="alternate" hreflang="zh-Hans" href="http://localhost:8000/a/">'
    assert traditional(html) == html


fragments = st.lists(
    st.sampled_from(
        ["<", ">", '"', "'", "<a ", "href=", '"/static/"', "<!--", "-->", "<script>", "</script>",
         "发布", "<p>", "</p>", "&lt;", "\x1f", " ", "\n", "/", "<textarea>", "=", "a", "title="]
    )
).map("".join)  # fmt: skip


@given(fragments)
def test_whatever_html_without_links_is_the_same_in_the_plain_version(html):
    assert rewritten(html, PLAIN, roots) == html


@given(fragments)
def test_whatever_html_there_is_only_its_chinese_changes(html):
    def ascii_of(text: str) -> str:
        return "".join(each for each in text if each.isascii())

    assert ascii_of(traditional(html)) == ascii_of(html)
    assert len(traditional(html)) == len(html)
