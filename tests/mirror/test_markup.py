"""Links are put in other words; everything else stays byte for byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import markup
from mirror.addresses import Address, Elsewhere, file_of, read, shown_as

ROOT = "http://localhost:8000"
PIECES = (
    "<p>", "</p>", "a & b", "&nbsp;", "&#39;", "<!-- 注 -->", "<br>", "中文",
    "<img src='/a.png' alt=x>",
    '<a href="/x/?page=2">', "</a>", "<svg viewBox='0 0 1 1'/>", "<script>if (a < b) {}</script>",
    "<input disabled>", "<!doctype html>",
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_needs_no_change_stays(page):
    assert markup.rewritten(page, lambda link: None) == page


def test_links_forms_and_scripts():
    page = (
        '<link rel="canonical" href="/x/"><a href="/x/" class="y">x</a><img srcset="/a 1x, /b 2x">'
        '<form action="/f"><input></form><form role="search"></form>'
        '<script src="/live.js"></script><p>.</p>'
    )
    copy = markup.rewritten(page, lambda link: f"!{link}", "[form]", "[search]", ("/live.",))
    assert copy == (
        '<link rel="canonical" href="/x/"><a href="!/x/" class="y">x</a>'
        '<img srcset="!/a 1x, !/b 2x">[form][search]<p>.</p>'
    )


@pytest.mark.parametrize(
    ("link", "kind", "file", "shown"),
    [
        ("/", "text/html", "index.html", "/"),
        ("?page=2", "text/html", "news/page=2/index.html", "/news/page=2/"),
        ("?q=&page=1", "text/html", "news/index.html", "/news/"),
        ("feed/", "application/atom+xml", "news/feed/index.atom", "/news/feed/index.atom"),
        ("/robots.txt", "text/plain", "robots.txt", "/robots.txt"),
        ("/documents/1/%E8%A1%A8.pdf", "application/pdf", "documents/1/表.pdf",
         "/documents/1/%E8%A1%A8.pdf"),
    ],
)  # fmt: skip
def test_an_address_has_one_file(link, kind, file, shown):
    address, _fragment = read(link, Address(ROOT, "/news/"), frozenset({ROOT}))
    assert file_of(address, kind) == f"sites/localhost_8000/{file}"
    assert shown_as(address, kind) == shown


@pytest.mark.parametrize("link", ["/%2e%2e/x", "/a/%00", "/a%5Cb", "/a//b", f"/{'中' * 86}.pdf"])
def test_no_address_leads_out_of_the_copy(link):
    address, _fragment = read(link, Address(ROOT, "/"), frozenset({ROOT}))
    with pytest.raises(Elsewhere):
        file_of(address, "application/pdf")


@pytest.mark.parametrize("link", ["?q=x", "?page=two", "?page=2&view=cards"])
def test_what_is_made_for_the_asker_has_none(link):
    with pytest.raises(Elsewhere):
        read(link, Address(ROOT, "/"), frozenset({ROOT}))
