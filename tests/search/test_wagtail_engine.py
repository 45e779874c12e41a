"""The public's search answered by a backend of Wagtail's: here, the one for the database."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from findable import Entry, Facet, Kind
from search.index.writing import store
from search.models import Offered
from search.query import finding
from search.query.engines import answer
from search.query.finding import PER_PAGE, Asked
from search.query.parsing import plan_of
from search.query.synonyms import Synonyms
from search.through_wagtail.feeding import feed, fill
from search.through_wagtail.finding import ThroughWagtail

pytestmark = pytest.mark.django_db

DATABASE = "wagtail.search.backends.database"
OURS = ThroughWagtail(DATABASE)
STOCK = ThroughWagtail(DATABASE, cuts=False)


def entry(key: str, title: str, **said) -> Entry:
    return Entry(**{"key": key, "kind": Kind.ARTICLE, "title": title, "url": "/", **said})


ENTRIES = [
    entry("a", "住房公积金提取办理指南", department="公积金中心", day=date(2026, 3, 1)),
    entry("b", "公積金繳存（新規）", department="公积金中心", day=date(2025, 3, 1)),
    entry("c", "营业时间", text="公积金窗口周末不休息。", department="政务服务局"),
    entry(
        "d", "采购管理办法", number="云政发〔2026〕12号", kind=Kind.DOCUMENT, day=date(2026, 1, 1)
    ),
    entry("e", "烟花爆竹安全管理规定", department="公安局", day=date(2024, 1, 1)),
]


@pytest.fixture(autouse=True)
def offered():
    store({f"test:{each.key}": [each] for each in ENTRIES})


@pytest.fixture
def fed(offered):
    fill(OURS)


def asked(words: str, **how) -> Asked:
    return Asked(plan_of(words, Synonyms({"放鞭炮": ["烟花爆竹"]})), **how)


def keys(words: str, engine: ThroughWagtail = OURS, **how) -> list[str]:
    return [hit.entry.key for hit in engine.find(asked(words, **how)).hits]


def test_it_finds_inner_words_either_script_numbers_phrases_and_synonyms(fed):
    assert keys("公积金提取") == ["a"]
    assert set(keys("公积金")) == set(keys("公積金")) == {"a", "b", "c"}
    assert keys("云政发[2026]12号") == ["d"]
    assert keys("放鞭炮") == ["e"]
    assert keys('"积金提取"') == ["a"]
    assert set(keys("公积金 烟花")) == {"a", "b", "c", "e"}
    assert keys("量子") == keys("？") == keys("") == []


def test_it_narrows_counts_and_sorts_as_our_own_engine_does(fed):
    ways = [
        {},
        {"in_titles": True},
        {"newest_first": True},
        {"chosen": {Facet.DEPARTMENT: ["公积金中心"]}},
        {"chosen": {Facet.YEAR: ["2026", "2024"], Facet.KIND: ["article"]}},
        {"chosen": {Facet.YEAR: ["9999999", "x"]}},
        {"chosen": {Facet.DEPARTMENT: ["没有"]}, "page": 9},
    ]
    for how in ways:
        own = finding.find(asked("公积金", **how))
        other = OURS.find(asked("公积金", **how))

        assert other.total == own.total, how
        assert {hit.entry.key for hit in other.hits} == {hit.entry.key for hit in own.hits}, how
        if own.total:
            assert other.counts == own.counts, how
    assert keys("公积金", newest_first=True) == ["a", "b", "c"]


def test_pages_are_as_long_and_as_many_and_one_beyond_is_the_last(offered):
    store({"test:many": [entry(f"m{each}", f"第{each}次例会") for each in range(PER_PAGE + 3)]})
    fill(OURS)

    pages = [OURS.find(asked("例会", page=number)) for number in (1, 2, 99)]

    assert [len(page.hits) for page in pages] == [PER_PAGE, 3, 3]
    assert [(page.page, page.pages) for page in pages] == [(1, 2), (2, 2), (2, 2)]


def test_what_is_changed_and_withdrawn_follows(fed, settings, django_capture_on_commit_callbacks):
    settings.SEARCH_ENGINE = "wagtail"
    settings.WAGTAILSEARCH_BACKENDS = {
        **settings.WAGTAILSEARCH_BACKENDS, "public": {"BACKEND": DATABASE, "AUTO_UPDATE": False},
    }  # fmt: skip
    settings.CELERY_TASK_ALWAYS_EAGER = True
    changed = replace(ENTRIES[0], title="租房补贴指南")

    with django_capture_on_commit_callbacks(execute=True):
        store({"test:a": [changed], "test:b": []})

    assert keys("租房补贴") == ["a"]
    assert keys("提取") == keys("缴存") == []
    assert answer(asked("租房补贴")).total == 1


def test_feeding_again_and_filling_again_change_nothing(fed):
    feed(list(Offered.objects.values_list("pk", flat=True)), OURS)
    feed([10**6], OURS)

    assert fill(OURS) == len(ENTRIES)
    assert set(keys("公积金")) == {"a", "b", "c"}


def test_without_our_cutting_it_is_what_wagtail_does_by_itself(offered):
    fill(STOCK)

    assert keys("营业时间", STOCK) == ["c"]
    assert keys("公积金", STOCK) == []


@given(words=st.text(max_size=150), in_titles=st.booleans())
@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_asked(fed, words, in_titles):
    for engine in (OURS, STOCK):
        found = engine.find(asked(words, in_titles=in_titles))
        assert found.total >= len(found.hits)


def test_our_own_engine_answers_unless_the_settings_say_otherwise(settings):
    assert answer(asked("烟花")).counts == finding.find(asked("烟花")).counts
    with pytest.raises(CommandError, match="SEARCH_ENGINE"):
        call_command("search_feed")

    settings.SEARCH_ENGINE = "sphinx"
    assert "search.E001" in [each.id for each in run_checks()]
    settings.SEARCH_ENGINE = "wagtail"
    assert "search.E002" in [each.id for each in run_checks()]
