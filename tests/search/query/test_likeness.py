"""How close a title is to what was typed: quick ways give what the plain definitions give."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from search.query.likeness import UNLIKELY, abbreviated, mistyped

# So few characters that words are often close.
RUN = st.text("市政府采购", min_size=2, max_size=9)
TITLE = st.text("市政府采购法办", max_size=24)


def edits(one: str, other: str) -> int:
    """Return the edit distance as Levenshtein defined it."""

    @cache
    def of(a: int, b: int) -> int:
        if not a or not b:
            return a + b
        differ = one[a - 1] != other[b - 1]
        return min(of(a - 1, b) + 1, of(a, b - 1) + 1, of(a - 1, b - 1) + differ)

    return of(len(one), len(other))


def plainly_mistyped(run: str, title: str) -> tuple[float, str]:
    """Try every stretch: as long as the run first, then longer, then shorter."""
    size, forgiven = len(run), 1 if len(run) < 6 else 2
    stretches = [
        title[at : at + length]
        for length in (size, size + 1, size - 1)
        for at in range(max(len(title) - length, 0) + 1)
    ]
    close = [each for each in stretches if edits(run, each) <= forgiven
             and sum(char in run for char in each) >= size - forgiven]  # fmt: skip
    if not close:
        return 0.0, ""
    best = min(close, key=lambda each: edits(run, each))
    return (1 - edits(run, best) / size) * (1 if len(best) == size else UNLIKELY), best


@given(RUN, TITLE)
def test_the_closest_stretch_is_what_trying_all_of_them_finds(run, title):
    assert mistyped(run, title) == plainly_mistyped(run, title)


@given(RUN, TITLE)
def test_only_what_has_all_characters_in_their_order_is_an_abbreviation(run, title):
    rest = iter(title)
    if not all(char in rest for char in run):
        assert abbreviated(run, title) == 0
    assert 0 <= abbreviated(run, title) <= 1


def test_an_abbreviation_is_best_where_words_begin():
    assert abbreviated("民诉法", "民事诉讼法") > abbreviated("民诉法", "人民的诉求与方法")
