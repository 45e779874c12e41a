"""The public's search answered by a server of OpenSearch, set up as `docs/operating.md` has it.

Runs where OPENSEARCH_URL names such a server, http://127.0.0.1:9200 for instance.
"""

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from wagtail.search.backends import get_search_backend

from findable import Facet
from search.index.writing import store
from search.models import Offered
from search.query import finding
from search.query.engines import answer
from search.query.finding import PER_PAGE
from search.through_wagtail.feeding import fill
from search.through_wagtail.finding import ThroughWagtail
from tests.installation import until
from tests.search.test_wagtail_engine import ENTRIES, asked, entry

SERVER = os.environ.get("OPENSEARCH_URL", "")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SERVER, reason="no OpenSearch to ask (OPENSEARCH_URL names none)"),
]
# Cut by us, so the server is to cut at spaces only.
CUT = {"type": "custom", "tokenizer": "whitespace", "filter": ["lowercase"]}


@pytest.fixture
def engine(settings) -> Iterator[ThroughWagtail]:
    """Whatever the server is, it answers the public of this test alone."""
    settings.SEARCH_ENGINE = "wagtail"
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.WAGTAILSEARCH_BACKENDS = {
        **settings.WAGTAILSEARCH_BACKENDS,
        "public": {
            "BACKEND": "search.through_wagtail.opensearch",
            "AUTO_UPDATE": False,
            "URLS": [SERVER],
            "INDEX_PREFIX": f"test_{uuid.uuid4().hex[:8]}_",
            "INDEX_SETTINGS": {"settings": {"analysis": {"analyzer": {"default": CUT}}}},
        },
    }
    store({f"test:{each.key}": [each] for each in ENTRIES})
    engine = ThroughWagtail()
    assert fill(engine) == len(ENTRIES)
    yield engine
    backend = get_search_backend("public")
    backend.es.indices.delete(index=f"{backend.index_prefix}*")


def keys(engine: ThroughWagtail, words: str, **how) -> list[str]:
    return [hit.entry.key for hit in engine.find(asked(words, **how)).hits]


def test_it_finds_inner_words_either_script_numbers_phrases_and_synonyms(engine):
    assert keys(engine, "公积金提取") == ["a"]
    assert set(keys(engine, "公积金")) == set(keys(engine, "公積金")) == {"a", "b", "c"}
    assert keys(engine, "云政发[2026]12号") == ["d"]
    assert keys(engine, "放鞭炮") == ["e"]
    assert keys(engine, '"积金提取"') == ["a"]
    assert set(keys(engine, "公积金 烟花")) == {"a", "b", "c", "e"}
    assert keys(engine, "量子") == keys(engine, "？") == keys(engine, "") == []


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"in_titles": True},
        {"newest_first": True},
        {"chosen": {Facet.DEPARTMENT: ["公积金中心"]}},
        {"chosen": {Facet.YEAR: ["2026", "2024"], Facet.KIND: ["article"]}},
        {"chosen": {Facet.YEAR: ["9999999", "x"]}},
        {"chosen": {Facet.DEPARTMENT: ["没有"]}, "page": 9},
    ],
)
def test_it_narrows_counts_and_sorts_as_our_own_engine_does(engine, how):
    own, other = finding.find(asked("公积金", **how)), engine.find(asked("公积金", **how))
    assert other.total == own.total
    assert {hit.entry.key for hit in other.hits} == {hit.entry.key for hit in own.hits}
    if own.total:
        assert other.counts == own.counts
    if how.get("newest_first"):
        assert [hit.entry.key for hit in other.hits] == ["a", "b", "c"]


def test_more_than_ten_values_of_a_facet_are_counted_and_pages_follow_each_other(engine):
    many = [entry(f"m{at}", f"第{at}次例会", department=f"部门{at}") for at in range(PER_PAGE + 3)]
    store({"test:many": many})
    fill(engine)
    pages = [engine.find(asked("例会", page=number)) for number in (1, 2, 99)]
    assert [len(page.hits) for page in pages] == [PER_PAGE, 3, 3]
    assert [(page.page, page.pages) for page in pages] == [(1, 2), (2, 2), (2, 2)]
    assert len(pages[0].counts[Facet.DEPARTMENT]) == PER_PAGE + 3


def test_what_is_changed_and_withdrawn_follows(engine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        store({"test:a": [replace(ENTRIES[0], title="租房补贴指南")], "test:b": []})

    # The server shows within a second or so what it was told.
    until(lambda: answer(asked("租房补贴")).total == 1)
    until(lambda: keys(engine, "提取") == keys(engine, "缴存") == [])


def test_it_may_be_filled_again_while_it_answers(engine):
    assert fill(engine) == Offered.objects.count()
    assert set(keys(engine, "公积金")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "words", ["AND", "政府 OR NOT", "title:政府", "*", "政~2", '"', "(", "\\", "\0", "政" * 10_000]
)
def test_operators_of_the_server_are_words_like_others(engine, words):
    found = engine.find(asked(words))
    assert found.total >= len(found.hits)
