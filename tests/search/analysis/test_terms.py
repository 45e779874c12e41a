"""What a text is found by."""

import pytest

from search.analysis.cutting import without_asking
from search.analysis.folding import fold
from search.analysis.numbers import asked
from search.analysis.syllables import cut, reads
from search.analysis.terms import sound_terms, terms_of, title_terms
from search.analysis.titles import beginnings, heard_beginnings


def test_a_run_is_found_by_its_pairs_and_other_scripts_by_their_words():
    assert terms_of("5G网络建设") == {"5g", "网络", "络建", "建设"}


def test_a_lone_character_is_a_term_of_its_own():
    assert terms_of("税 (2024)") == {"税", "2024"}


def test_a_title_is_found_by_its_single_characters_too():
    assert title_terms("税法") == {"税", "法", "税法"}


def test_how_a_title_sounds_is_pairs_of_syllables_and_of_initials():
    assert sound_terms("政府采购") == {"zheng fu", "fu cai", "cai gou", "zf", "fc", "cg"}


def test_a_title_is_found_by_how_it_begins_whatever_many_titles_begin_with():
    assert beginnings("中华人民共和国森林法") == {"^森", "^森林"}
    assert heard_beginnings("《森林法》解读") == {"^sen", "^sl"}
    assert beginnings("5G网络") == heard_beginnings("5G网络") == set()
    assert beginnings("") == set()


@pytest.mark.parametrize(
    "written",
    ["国办发〔2017〕47号", "国办发[2017]47号", "国办发（2017）47号", "国办发【2017】第047号",
     "国办发2017年47号", "國辦發〔２０１７〕４７號"],
)  # fmt: skip
def test_a_document_number_is_one_term_in_any_brackets(written):
    number, rest = asked(fold(written))
    assert number.term == "#2017-47"
    assert number.issuer == "国办发"
    assert not rest.strip()
    assert number.term in terms_of(f"根据{written}文件")


@pytest.mark.parametrize("words", ["2019年5月1号", "12345热线", "2020年工作报告", "第47号"])
def test_dates_and_other_numbers_are_no_document_numbers(words):
    assert asked(fold(words))[0] is None


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("zhengfucaigou", ("zheng", "fu", "cai", "gou")),
        ("fangan", ("fang", "an")),
        ("lvyou", ("lv", "you")),
        ("wifi", ()),
        ("hello", ()),
        ("", ()),
    ],
)
def test_letters_are_cut_into_the_fewest_syllables(letters, syllables):
    assert cut(letters) == syllables


def test_a_gloss_is_a_reading_of_its_character_and_no_other_letters_are():
    assert reads("发", "fā")
    assert reads("绿", "lǜ")
    assert not reads("能", "ai")


def test_what_only_asks_is_left_out_unless_nothing_else_is_there():
    assert without_asking("身份证丢了怎么办") == ["身份证丢了"]
    assert without_asking("怎么办") == ["怎么办"]
