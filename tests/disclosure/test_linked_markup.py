"""Citations in rendered text become links, and nothing else of it changes."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.basis.register import load
from disclosure.models import Statute
from disclosure.public.linked_markup import with_statutes_linked

LINK = re.compile(r'<a href="/statutes/\d+/[^>]*>(.*?)</a>')


@pytest.fixture
def law(db) -> Statute:
    load([{"title": "水法", "date": "2016-07-02"}, {"title": "水法", "date": "2002-08-29"}])
    return Statute.objects.get(adopted_on__year=2016)


def test_a_citation_leads_to_its_article(law):
    html = with_statutes_linked("<p>按《水法》第七条办</p>")

    assert html == f'<p>按<a href="/statutes/{law.pk}/#a7">《水法》</a>第七条办</p>'


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/">《水法》</a>',
        '<a href="/x/"><b>《水法》</b>第七条</a>',
        "<script>'《水法》'</script>",
        "<style>/*《水法》*/</style>",
        "<button>《水法》</button>",
        '<img alt="《水法》">',
        "<!--《水法》-->",
        "<p>《水<b>法》</b></p>",
        "<p>《宇宙法》第七条</p>",
        "",
    ],
)
def test_links_controls_attributes_and_what_is_torn_apart_stay_as_they_are(law, html):
    assert with_statutes_linked(html) == html


def test_what_follows_a_link_is_looked_at_again(law):
    assert LINK.search(with_statutes_linked('<a href="/x/">《水法》</a>《水法》'))


def test_an_older_version_says_that_it_was_amended(law):
    html = with_statutes_linked("《水法》（2002年8月29日修订）第七条")

    assert 'title="已有修改"' in html


def test_words_stay_escaped(law):
    html = with_statutes_linked("<p>&lt;script&gt;《水法》&amp;lt;b&gt;</p>")

    assert "&lt;script&gt;<a " in html
    assert "</a>&amp;lt;b&gt;" in html


def test_a_whole_page_asks_the_register_once(law, django_assert_num_queries):
    with django_assert_num_queries(1):
        with_statutes_linked("<p>《水法》第七条</p><p>《防洪法》</p>" * 30)


def test_a_page_without_citations_asks_nothing(law, django_assert_num_queries):
    with django_assert_num_queries(0):
        with_statutes_linked("<p>a &lt; b</p>")


pieces = st.sampled_from(
    [
        *("<p>", "</p>", "<a href='/x/'>", "</a>", "<b>", "<br/>", "<script>", "</script>"),
        *("《水法》", "《水", "法》", "第七条", "《日报》"),
        *("&lt;", "&amp;", "<", ">", "</", "<!--", "-->"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pieces, max_size=15).map("".join))
def test_without_its_links_the_text_is_what_it_was(law, html):
    linked = with_statutes_linked(html)

    assert LINK.sub(r"\1", linked) == html
