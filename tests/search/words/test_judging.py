"""nDCG: 1 for the best order there is, 0 for nothing, and never lower for something better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words.judging import DEPTH, ndcg

KEYS = [f"k{number}" for number in range(14)]
graded = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 3))
found = st.lists(st.sampled_from(KEYS), unique=True)


def test_it_agrees_with_a_published_example():
    # Grades 3, 2, 3, 0, 1, 2 in this order, with gains of 2^grade - 1.
    wanted = dict(zip("abcdef", (3, 2, 3, 0, 1, 2), strict=True))
    assert ndcg(list("abcdef"), wanted) == pytest.approx(0.949, abs=5e-4)


@given(graded)
def test_the_best_order_is_worth_one_if_anything_is_wanted(wanted):
    best_first = sorted(wanted, key=lambda key: -wanted[key])
    assert ndcg(best_first, wanted) == pytest.approx(1.0 if any(wanted.values()) else 0.0)


@given(found, graded)
def test_it_lies_between_nothing_and_one(keys, wanted):
    assert 0 <= ndcg(keys, wanted) <= 1 + 1e-9
    assert ndcg([], wanted) == 0
    assert ndcg(["stranger"], wanted) == 0


@given(found, graded, st.integers(0, 12))
def test_a_better_answer_further_up_never_lowers_it(keys, wanted, at):
    if at + 1 >= len(keys):
        return
    upper, lower = sorted(keys[at : at + 2], key=lambda key: -wanted.get(key, 0))
    sorted_pair = [*keys[:at], upper, lower, *keys[at + 2 :]]
    assert ndcg(sorted_pair, wanted) >= ndcg(keys, wanted) - 1e-12


@given(found, graded)
def test_what_stands_twice_counts_once_and_what_is_deep_down_not_at_all(keys, wanted):
    assert ndcg([key for key in keys for _ in range(2)], wanted) == ndcg(keys, wanted)
    assert ndcg([*keys[:DEPTH], *KEYS], wanted) >= ndcg(keys[:DEPTH], wanted)
    assert ndcg(["x"] + ["y"] + [f"z{n}" for n in range(DEPTH)] + keys, wanted) == 0
