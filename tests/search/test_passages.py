"""Which passage of a text is shown for a query, and what is marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parsing import plan_of
from search.query.passages import LENGTH, LOOKED_THROUGH, NEAR, Marking, Pieces
from search.query.synonyms import Synonyms

SYNONYMS = Synonyms({"放鞭炮": ["烟花爆竹"]})
WORDS = st.text("政府采购办法通知政府（fǔ）〔2026〕12号 \n。發展ＡＩai…", max_size=60)


def marking(query: str, meant: str = "") -> Marking:
    return Marking(plan_of(query, SYNONYMS), meant)


def marked(pieces: Pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


def whole(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "title", "words"),
    [
        ("政府采购", "政府采购管理办法", ["政府采购"]),
        ("政府采购", "政府採購管理辦法", ["政府採購"]),
        ("發展改革", "关于发展和改革的决定", ["发展", "改革"]),
        ("发展改革", "國家發(fā)展改革委", ["發(fā)展改革"]),
        ("放鞭炮", "烟花爆竹安全管理规定", ["烟花爆竹"]),
        ("AI 治理", "ＡＩ与治理和 Taipei", ["ＡＩ", "治理"]),
        ("云政发[2026]12号", "云政发〔2026〕12号", ["云政发", "〔2026〕12号"]),
        ('"采购办法"', "采购管理办法和采购办法", ["采购办法"]),
        ("养老院", "云汀市", []),
    ],
)
def test_what_was_asked_for_is_marked_as_it_was_written(query, title, words):
    pieces = marking(query).marked(title)
    assert "".join(marked(pieces)) == "".join(words)
    assert whole(pieces) == title


def test_what_was_meant_is_marked_where_something_else_was_typed():
    assert marked(marking("身份正", "身份证").marked("居民身份证法")) == ["身份证"]


@given(WORDS, WORDS)
def test_marking_leaves_every_character_in_its_place(query, text):
    assert whole(marking(query).marked(text)) == text


@given(WORDS, WORDS)
def test_a_passage_is_what_the_text_says_in_one_line(query, text):
    shown = whole(marking(query).passage(text * 9))
    assert "\n" not in shown
    assert len(shown) <= LENGTH + 2 * NEAR + 30
    assert shown.strip("…").replace(" ", "") in "".join((text * 9).split())


def test_the_passage_is_where_most_of_the_question_stands():
    text = "。".join(
        ["采购人应当公告", *["本章略"] * 60, "政府采购目录由财政局公布", *["附则"] * 60]
    )
    pieces = marking("政府采购目录").passage(text)
    assert "".join(marked(pieces)) == "政府采购目录"
    assert whole(pieces).startswith("…")
    assert whole(pieces).endswith("…")


def test_a_passage_begins_with_its_sentence_if_that_is_near():
    text = "前言。" * 40 + "单位应当公布政府采购目录。" + "其他。" * 40
    assert whole(marking("政府采购").passage(text)).lstrip("…").startswith("单位应当公布")


def test_a_text_that_says_nothing_of_it_is_shown_from_its_beginning():
    pieces = marking("养老院").passage("第一条 为了规范采购。\n第二条 略。")
    assert whole(pieces) == "第一条 为了规范采购。 第二条 略。"
    assert marking("养老院").passage("") == ()


def test_words_that_stand_nowhere_as_a_whole_are_marked_in_part():
    pieces = marking('"政府集中采购"').passage("政府把集中起来的采购公开。")
    assert marked(pieces) == ["政府", "集中", "采购"]


def test_what_stands_deep_in_a_very_long_text_is_shown():
    text = "财政局公告。" * LOOKED_THROUGH + "养老院在此。"
    assert marked(marking("财政局养老院").passage(text))[-1] == "养老院"
