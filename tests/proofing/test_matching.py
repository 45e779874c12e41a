"""Which words of a text are told, and that it is the same as looking for each by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofing.folding import fold
from proofing.matching import Hit, Matcher, Term
from proofing.severity import ORDER, Severity

HINT, CONFIRM, BLOCK = Severity.HINT, Severity.CONFIRM, Severity.BLOCK


def found(text: str, *terms: Term) -> list[str]:
    return [text[hit.start : hit.end] for hit in Matcher(terms).find(text)]


@pytest.mark.parametrize(
    ("text", "term", "hits"),
    [
        ("设备按装完毕，按装人员", Term("按装", "安装"), ["按装", "按装"]),
        ("设备安装完毕", Term("按装", "安装"), []),
        # Within a longer word that is right.
        ("他按装潢要求", Term("按装", "安装", exceptions=("按装潢",)), []),
        ("按装潢要求按装", Term("按装", "安装", exceptions=("按装潢",)), ["按装"]),
        ("人大常委会主任", Term("常委会", "人大常委会"), []),
        ("常委会主任", Term("常委会", "人大常委会"), ["常委会"]),
        # A right word that only overlaps says nothing.
        ("甲乙丙", Term("乙丙", exceptions=("甲乙",)), ["乙丙"]),
        # As people write: width, case, gaps in names, what pasting leaves behind.
        ("下载ＡＰＰ", Term("app", "应用程序"), ["ＡＰＰ"]),
        ("王　伟到会", Term("王伟", "王炜"), ["王　伟"]),
        ("按\u200b装", Term("按装", "安装"), ["按\u200b装"]),
        ("按\n装", Term("按装", "安装"), []),
        ("wi fi", Term("wifi"), []),
        ("𠮷按装", Term("按装"), ["按装"]),
        ("", Term("按装"), []),
        ("按装", Term("\u200b"), []),
    ],
)
def test_a_term_is_found_where_it_stands_for_itself(text, term, hits):
    assert found(text, term) == hits


@pytest.mark.parametrize(
    ("terms", "hits"),
    [
        # The longer one says more.
        ([Term("乙丙"), Term("甲乙丙丁")], ["甲乙丙丁"]),
        # Unless the shorter one is graver.
        ([Term("乙丙", severity=BLOCK), Term("甲乙丙丁", severity=HINT)], ["甲乙丙丁", "乙丙"]),
        # What merely overlaps is all told.
        ([Term("甲乙丙"), Term("乙丙丁")], ["甲乙丙", "乙丙丁"]),
        ([Term("甲乙"), Term("丙丁")], ["甲乙", "丙丁"]),
    ],
)
def test_terms_within_and_across_one_another(terms, hits):
    assert found("甲乙丙丁", *terms) == hits


def test_of_two_that_are_written_the_same_the_graver_counts_then_the_first():
    lists = [Term("甲乙", of="一"), Term("甲乙", of="二", severity=BLOCK), Term("甲乙", of="三")]
    assert [hit.term.of for hit in Matcher(lists).find("甲乙")] == ["二"]
    assert [hit.term.of for hit in Matcher([lists[0], lists[2]]).find("甲乙")] == ["一"]


def test_no_terms_find_nothing():
    assert Matcher([]).find("甲乙") == []


# --- against a search that looks for each by itself ---------------------------------------------

words = st.text("甲乙丙丁", min_size=1, max_size=4)
terms = st.builds(
    Term,
    wrong=words,
    right=words,
    severity=st.sampled_from(ORDER),
    exceptions=st.lists(st.text("甲乙丙丁", min_size=1, max_size=6), max_size=2).map(tuple),
)


def occurrences(word: str, text: str) -> list[tuple[int, int]]:
    ends = range(len(text) - len(word) + 1)
    return [(at, at + len(word)) for at in ends if text.startswith(word, at)]


def naively(all_terms: list[Term], text: str) -> list[Hit]:
    """Apply the rules one by one, as they are written in `proofing.matching`."""
    hits = []
    for number, term in enumerate(all_terms):
        rights = {each for each in (*term.exceptions, term.right) if len(each) > len(term.wrong)}
        spans = [span for each in rights for span in occurrences(each, text)]
        hits += [
            (number, Hit(term, start, end))
            for start, end in occurrences(term.wrong, text)
            if not any(a <= start and end <= b for a, b in spans)
        ]

    def yields(number: int, hit: Hit, other: int, to: Hit) -> bool:
        if number == other or not (to.start <= hit.start and hit.end <= to.end):
            return False
        weight, against = hit.term.severity.weight, to.term.severity.weight
        same = (to.start, to.end) == (hit.start, hit.end)
        return against > weight or (against == weight and (not same or other < number))

    kept = [(number, hit) for number, hit in hits if not any(yields(number, hit, *o) for o in hits)]
    kept.sort(key=lambda each: (each[1].start, -each[1].end, -each[1].term.severity.weight))
    return [hit for _number, hit in kept]


@given(st.lists(terms, max_size=8), st.text("甲乙丙丁", max_size=30))
def test_the_matcher_finds_what_a_naive_search_finds(all_terms, text):
    assert Matcher(all_terms).find(text) == naively(all_terms, text)


@given(st.text("王伟 　\u200b\nＡaZ１1，"))
def test_folding_knows_where_every_letter_stood(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert fold(text[start:end]).text == folded.text[at]
