"""Which titles are suggested while somebody types."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findable import Kind
from search.query.suggesting import LONGEST_TYPED, MOST, spellings, suggestions
from tests.search.town import BOARD, OLD_PROCUREMENT, PROCUREMENT, TOWN, entry, put


@pytest.mark.django_db
class TestSuggestions:
    @pytest.fixture(autouse=True)
    def town(self, db):
        put(*TOWN)

    @pytest.mark.parametrize(
        "typed",
        [
            "政", "政府采", "采购管理", "zhengfucg", "zfcg", "zhengfucaigou", "zheng fu cai",
            "政府cg", "zheng府采", "政府採購", "zfcaig", "ZFCG", "zhf",
        ],
    )  # fmt: skip
    def test_titles_are_found_by_characters_pinyin_and_initials(self, typed):
        assert OLD_PROCUREMENT.title in suggestions(typed)

    def test_titles_that_begin_so_come_first_the_shorter_the_better(self):
        assert suggestions("政府采购") == [
            each.title for each in (BOARD, OLD_PROCUREMENT, PROCUREMENT)
        ]

    @pytest.mark.parametrize("typed", ["值班安排", "值班", "值", "zhiban", "zhi", "zb", "值b"])
    def test_a_title_that_begins_so_is_found_among_any_number_that_say_it(self, typed, monkeypatch):
        monkeypatch.setattr("search.query.suggesting.READ", 5)
        later = [entry(f"关于值班的第{at}次通报", key=f"{at}") for at in range(20)]
        put(entry("值班安排", day=date(2001, 1, 1)), *later, owner="town:2")
        assert suggestions(typed)[0] == "值班安排"

    def test_a_law_is_found_by_its_full_name(self):
        put(entry("中华人民共和国森林法"), owner="town:2")
        for typed in ("中华人民共和国森林法", "中华人民共和国森", "森林"):
            assert suggestions(typed) == ["中华人民共和国森林法"]

    @pytest.mark.parametrize("typed", ["", " ", "z", "zfgc", "采政", "？！", "😀", "'"])
    def test_what_no_title_says_suggests_nothing(self, typed):
        assert suggestions(typed) == []

    def test_every_piece_must_stand_in_the_title(self):
        assert suggestions("政府 招标") == [BOARD.title]
        assert suggestions("政府 烟花") == []

    def test_what_is_withdrawn_is_suggested_no_more(self):
        put(*(each for each in TOWN if each is not BOARD))
        assert suggestions("zfcgxm") == []

    def test_what_somebody_said_is_no_title(self):
        put(entry("政府采购我来说两句", kind=Kind.TURN), owner="town:2")
        assert "政府采购我来说两句" not in suggestions("政府采购")

    def test_the_same_title_is_suggested_once_and_never_more_than_fit(self):
        put(*(entry("值班安排", key=f"{at}") for at in range(3)), owner="town:2")
        put(*(entry(f"值班安排第{at}期", key=f"x{at}") for at in range(20)), owner="town:3")
        titles = suggestions("zhiban")
        assert len(titles) == len(set(titles)) == MOST
        assert titles[0] == "值班安排"

    def test_anything_may_be_typed(self):
        @given(st.text(st.characters() | st.characters(categories=["Cs"]), max_size=60))
        def typing(typed: str) -> None:
            assert len(suggestions(typed)) <= MOST

        typing()

    @pytest.mark.parametrize("typed", ["政府", "zfcg", "zheng", "政府c 2026"])
    def test_it_asks_a_fixed_number_of_questions(self, typed, django_assert_max_num_queries):
        put(*(entry(f"政府采购2026年第{at}期", key=f"{at}") for at in range(40)), owner="town:2")
        suggestions(typed)
        with django_assert_max_num_queries(5):
            assert suggestions(typed)


@pytest.mark.parametrize(
    ("letters", "spelled"),
    [
        ("zfcg", ("z", "f", "c", "g")),
        ("zhengfucg", ("zheng", "fu", "c", "g")),
        ("zhengf", ("zheng", "f")),
        ("zhongh", ("zhong", "h")),
        ("xian", ("xian",)),
        ("xian", ("xi", "an")),
        ("shbx", ("sh", "b", "x")),
    ],
)
def test_letters_are_read_as_syllables_and_their_beginnings(letters, spelled):
    assert spelled in spellings(letters)


@given(st.text("abcghinosuvxz", min_size=1, max_size=LONGEST_TYPED))
def test_spellings_are_few_and_leave_no_letter_out(letters):
    ways = spellings(letters)
    assert len(ways) <= 6
    assert all("".join(way) == letters for way in ways)
