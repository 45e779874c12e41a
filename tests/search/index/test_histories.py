"""Whatever happened to it, an index is like one that was made just now."""

from collections.abc import Mapping, Sequence

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from findable import FACETS, Entry
from search.index import tidying, verifying
from search.index.columns import forget
from search.index.writing import store
from search.models import Indexed
from tests.search.entries import entry, found, with_small_blocks

pytestmark = pytest.mark.django_db

WORDS = ("公积金提取", "烟花爆竹", "养犬登记", "噪声", "Covid 19", "〔2017〕47号", "重庆")
QUERIES = (*WORDS, "公积金", "gongjijin", "养犬噪声", "2017年47号")
OWNERS = ("page:1", "page:2", "power:3")

titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join)
entries = st.builds(
    entry,
    key=st.integers(1, 12).map(str),
    title=titles,
    text=st.lists(st.sampled_from(WORDS), max_size=3).map("\n".join),
    department=st.sampled_from(("", "公安局", "住建局")),
    day=st.none() | st.dates(),
)
offers = st.dictionaries(
    st.sampled_from(OWNERS),
    st.lists(entries, max_size=6, unique_by=lambda each: each.key),
    min_size=1,
)
# What is stored, and whether it is tidied up or rolled back then.
steps = st.tuples(offers, st.sampled_from(("stays", "stays", "tidied", "rolled back")))


class _Undone(Exception):
    pass


def _owned(history: Sequence[tuple[Mapping[str, list[Entry]], str]]) -> dict[str, dict[str, Entry]]:
    """Return what should be there, told without the index: the last to offer a key has it."""
    has: dict[str, dict[str, Entry]] = {owner: {} for owner in OWNERS}
    for offered, then in history:
        if then == "rolled back":
            continue
        keys = {each.key for own in offered.values() for each in own}
        for owner in OWNERS:
            kept = {} if owner in offered else has[owner]
            has[owner] = {key: each for key, each in kept.items() if key not in keys}
        for key, (owner, each) in {
            each.key: (owner, each) for owner, own in offered.items() for each in own
        }.items():
            has[owner][key] = each
    return has


def _answers() -> list[object]:
    answers = []
    for query in QUERIES:
        answer = found(query)
        counts = {facet: answer.counts.get(facet, ()) for facet in FACETS}
        answers.append((query, answer.total, sorted(h.entry.key for h in answer.hits), counts))
    return answers


@settings(max_examples=15)
@given(history=st.lists(steps, min_size=1, max_size=8))
def test_any_history_leaves_what_an_index_made_from_scratch_has(history):
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        with_small_blocks(patch)
        patch.setattr(tidying, "DEAD", 0.0)
        forget()
        for offered, then in history:
            try:
                with transaction.atomic():
                    store(offered)
                    found("公积金")  # somebody looks before it is certain
                    if then == "rolled back":
                        raise _Undone
            except _Undone:
                pass
            found("烟花爆竹")
            if then == "tidied":
                tidying.tidy()
        lived = _answers()
        assert list(verifying.differences()) == []
        assert {row.key: row.owner for row in Indexed.objects.all()} == {
            key: owner for owner, own in _owned(history).items() for key in own
        }

        store({owner: [] for owner in OWNERS})
        assert found("公积金").total == 0
        store({owner: list(own.values()) for owner, own in _owned(history).items()})
        assert lived == _answers()
        transaction.set_rollback(True)


def test_blocks_overflow_and_what_is_found_knows_no_blocks(monkeypatch):
    with_small_blocks(monkeypatch)

    store({"page:1": [entry(str(number), f"第{number}号噪声") for number in range(150)]})
    store({"page:1": [entry(str(number), f"第{number}号噪声") for number in range(0, 150, 2)]})

    assert found("噪声").total == 75
    assert list(verifying.differences()) == []


def test_what_is_the_same_is_not_written_again(django_assert_num_queries):
    offered = {"page:1": [entry("1", "公积金提取"), entry("2", "养犬登记")]}
    store(offered)

    changes = set(Indexed.objects.values_list("change", flat=True))
    outcome = store(offered)

    assert (outcome.same, outcome.new, outcome.changed) == (2, 0, 0)
    assert set(Indexed.objects.values_list("change", flat=True)) == changes


def test_an_update_costs_the_same_however_large_the_index_is(django_assert_max_num_queries):
    store({f"page:{number}": [entry(str(number), f"第{number}条")] for number in range(300)})

    with django_assert_max_num_queries(22):
        store({"page:7": [entry("7", "改了题目")]})
