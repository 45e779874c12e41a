"""What citizens see when they search."""

import html
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from findable import Facet, Kind
from search.log import noting
from search.models import BestBet, QueryDay
from tests.search.town import BOARD, LOST_CARD, OLD_PROCUREMENT, PROCUREMENT, TOWN, entry, put

MANY = [
    entry(f"防汛简报第{at}期", key=f"many-{at}", department=f"部门{at % 9}", column="公告")
    for at in range(35)
]


class Screen:
    """A page of results, as it is read."""

    def __init__(self, client: Client, address: str, **asked: Any) -> None:
        self.response = client.get(address, asked, follow=False)
        assert self.response.status_code == 200
        self.soup = BeautifulSoup(self.response.content, "html.parser")
        self.main = self.soup.find("main")

    @property
    def titles(self) -> list[str]:
        return [self.words(each) for each in self.main.select(".hit__title")]

    @property
    def marked(self) -> list[str]:
        return [each.get_text() for each in self.main.select(".hit__title mark")]

    def words(self, of: str | Tag | None = None) -> str:
        found = self.main.select_one(of) if isinstance(of, str) else of or self.main
        return " ".join(found.get_text().split()) if found else ""

    def choices(self, facet: Facet) -> dict[str, tuple[str, str]]:
        links = self.main.select(f"section[aria-labelledby=facet-{facet}] li a")
        return {
            self.words(link.select_one(".facet__value")): (
                self.words(link.select_one(".facet__number")),
                link["href"],
            )
            for link in links
        }

    def link(self, words: str) -> str:
        return next(each["href"] for each in self.main.find_all("a") if words in self.words(each))


@pytest.fixture
def look(client, home):
    put(*TOWN)
    return lambda address="/search/", **asked: Screen(client, address, **asked)


# --- Results ---------------------------------------------------------------------------------
def test_a_result_says_what_it_is_and_why_it_was_found(look):
    screen = look(q="政府採購管理辦法的通知")
    first = screen.main.select_one(".hit")
    assert screen.titles[0] == PROCUREMENT.title
    assert first.select_one("a")["href"] == PROCUREMENT.url
    assert "政府采购" in "".join(each.get_text() for each in first.select(".hit__passage mark"))
    for said in ("政策文件", "市财政局", "有效", "云政发〔2026〕12号", "2026-03-01"):
        assert said in screen.words(first)
    assert first.parent.name == "ol"


def test_document_numbers_are_found_and_marked_in_any_brackets(look):
    screen = look(q="云政发[2026]12号")
    assert screen.titles == [PROCUREMENT.title]
    assert "〔2026〕12号" in screen.words(".hit__facts mark:last-of-type")


def test_repealed_documents_look_so(look):
    screen = look(q="政府采购管理暂行办法")
    assert screen.titles[0] == OLD_PROCUREMENT.title
    assert screen.words(".mark--ended") == "已废止"


def test_what_others_wrote_is_never_markup(look):
    put(entry("<b>公示</b>&amp;", text="<script>公示</script>"), owner="town:2")
    screen = look(q='公示"><script>')
    assert screen.titles == ["<b>公示</b>&amp;"]
    assert not screen.main.select("script, .hit b")
    assert screen.soup.select_one("main input[name=q]")["value"] == '公示"><script>'


# --- Narrowing -------------------------------------------------------------------------------
def test_results_are_narrowed_by_links_that_count_and_can_be_taken_back(look):
    screen = look(q="政府采购")
    departments = screen.choices(Facet.DEPARTMENT)
    assert {name: number for name, (number, _link) in departments.items()} == {
        "市财政局": "2",
        "市教育局": "1",
    }

    narrowed = look(f"/search/{departments['市教育局'][1]}")
    assert narrowed.titles == [BOARD.title]
    both = look(f"/search/{narrowed.choices(Facet.DEPARTMENT)['市财政局'][1]}")
    assert len(both.titles) == 3
    assert "市教育局" in both.words(".chosen")

    again = look(f"/search/{both.choices(Facet.DEPARTMENT)['市教育局'][1]}")
    assert set(again.titles) == {PROCUREMENT.title, OLD_PROCUREMENT.title}
    assert len(look(f"/search/{both.link('清除全部')}").titles) == 3


def test_kinds_and_years_are_called_by_their_names_the_newest_year_first(look):
    screen = look(q="政府采购")
    assert list(screen.choices(Facet.KIND)) == ["政策文件", "稿件"]
    assert list(screen.choices(Facet.YEAR)) == ["2026 年", "2019 年"]


def test_many_values_are_shown_on_demand(look):
    put(*MANY, owner="town:2")
    screen = look(q="防汛简报")
    assert len(screen.choices(Facet.DEPARTMENT)) == 9
    assert len(screen.main.select("section[aria-labelledby=facet-department] details a")) == 3


def test_a_choice_that_nothing_has_is_shown_and_can_be_taken_back(look):
    screen = look(q="政府采购", department="市气象局")
    assert "没有找到" in screen.words()
    assert len(look(f"/search/{screen.link('市气象局')}").titles) == 3


@pytest.mark.parametrize("department", ["水务局  综合科", "税局\u00a0", "局" * 199 + " 局"])
def test_every_value_that_is_offered_narrows(look, department):
    put(entry("政府采购简报", department=department), owner="town:2")
    choices = look(q="政府采购").choices(Facet.DEPARTMENT)
    _number, link = next(choices[name] for name in choices if name.startswith(department[:2]))
    assert look(f"/search/{link}").titles == ["政府采购简报"]


def test_newest_first_and_titles_only(look):
    assert look(q="采购", sort="date").titles[:2] == [BOARD.title, PROCUREMENT.title]
    screen = look(q="财政资金", **{"in": "titles"})
    assert screen.titles == []
    assert screen.main.select_one("input[name=in]").has_attr("checked")
    assert look(f"/search/{screen.link('搜索全文')}").titles == [PROCUREMENT.title]


# --- Pages -----------------------------------------------------------------------------------
def test_results_come_in_pages_that_keep_what_was_asked(look):
    put(*MANY, owner="town:2")
    first = look(q="防汛简报", column="公告")
    assert len(first.titles) == 10
    second = look(f"/search/{first.link('下一页')}")
    assert second.main.select_one("ol.found__list")["start"] == "11"
    assert not set(second.titles) & set(first.titles)
    assert "公告" in second.words(".chosen")
    last = look(q="防汛简报", column="公告", page="4")
    assert len(last.titles) == 5
    assert not last.main.select("a[rel=next]")


@pytest.mark.parametrize(
    ("page", "start"),
    [("0", "1"), ("-3", "1"), ("x", "1"), ("", "1"), ("1e9", "1"), ("9" * 5000, "31")],
)
def test_a_page_that_is_not_there_shows_the_nearest(look, page, start):
    put(*MANY, owner="town:2")
    assert look(q="防汛简报", page=page).main.select_one("ol.found__list")["start"] == start


def test_only_a_thousand_can_be_leafed_through_and_the_page_says_so(look):
    put(*(entry(f"简报{at}", key=f"x{at}") for at in range(1001)), owner="town:2")
    screen = look(q="简报", page="101")
    assert "1001" in screen.words(".found__total")
    assert "1000" in screen.words(".pages__total")


# --- What is said beside the results ----------------------------------------------------------
@pytest.mark.parametrize("words", ["晏花暴竹", "yanhuabaozhu", "yhbz", "烟花爆足"])
def test_guesses_are_owned_up_to_and_may_be_refused(look, words):
    screen = look(q=words, department="市公安局")
    assert words in screen.words(".told")
    assert screen.marked == ["烟花爆竹"]
    assert look(f"/search/{screen.link('烟花爆竹')}").soup.select_one("main .told__meant") is None
    literally = look(f"/search/{screen.link('仍搜索')}")
    assert literally.soup.select_one("main .told__typed") is None


def test_the_other_words_that_were_looked_for_are_told(look):
    screen = look(q="放鞭炮")
    assert "烟花爆竹" in screen.words(".told")
    assert "".join(screen.marked) == "烟花爆竹"


def test_a_question_that_was_answered_is_answered_at_once(look):
    screen = look(q="身份证丢失怎样补办")
    direct = screen.main.select_one(".direct")
    for said in (LOST_CARD.answer, LOST_CARD.within, "市公安局", "2026-02-03"):
        assert said in screen.words(direct)
    assert direct.select_one("h2 a")["href"] == LOST_CARD.url


def test_a_matter_of_the_list_of_powers_is_answered_with_whom_to_turn_to(look):
    answer = "请到市城管局二楼窗口办理，电话 0571-12345678。"
    put(entry("户外广告设置许可", kind=Kind.POWER, answer=answer, key="power:1"), owner="town:2")
    assert answer in look(q="户外广告许可").words(".direct")


@pytest.mark.parametrize("words", ["身份证", "身份证年审", "补班", "烟花爆竹", "shenfenzheng"])
def test_nothing_is_answered_that_was_not_asked(look, words):
    assert look(q=words).main.select_one(".direct") is None


def test_whoever_finds_nothing_is_told_what_to_try_and_whom_to_ask(look, home):
    home.contact = "0571-12345678"
    home.save()
    screen = look(q="“量子纠缠”", department="市财政局")
    for help_ in ("取消已选条件", "拼音", "引号", "12345", "0571-12345678"):
        assert help_ in screen.words(".nothing")


def test_without_words_the_page_says_how_to_search(look):
    assert "首字母" in look().words()
    assert look(q="  \t ", page="7").titles == []


# --- The page and the box on others -----------------------------------------------------------
def test_every_page_has_one_box_for_words(client, home):
    for address in ("/", "/search/", "/search/?q=政府采购", "/missing/"):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        forms = soup.select("form[role=search]")
        assert [form["action"] for form in forms] == ["/search/"]
        assert forms[0]["method"] == "get"
    assert soup.select_one("link[rel=search]")["href"] == "/search/opensearch.xml"


def test_search_engines_keep_away_and_caches_keep_it_for_moments(look):
    screen = look(q="政府采购", sort="date", utm="x", page="1")
    head = screen.soup.head
    assert head.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert head.select_one("link[rel=canonical]")["href"].endswith(
        "/search/?" + html.unescape(urlencode({"q": "政府采购", "sort": "date"}))
    )
    assert "政府采购" in head.title.get_text()
    assert re.search(r"public.*max-age=\d\b|max-age=\d\b.*public", screen.response["Cache-Control"])
    assert "Cookie" not in screen.response.get("Vary", "")


def test_it_asks_a_fixed_number_of_questions(client, home, django_assert_num_queries):
    put(*TOWN, *MANY)
    asked = {"q": "政府采购"}
    client.get("/search/", asked)
    with django_assert_num_queries(QUERIES):
        client.get("/search/", asked)
    put(
        *TOWN,
        *(
            entry(f"政府采购{at}", kind=kind, department=f"部门{at}", day=date(2000 + at, 1, 1))
            for at, kind in enumerate([*Kind] * 5)
        ),
    )
    many = {**asked, "department": [f"部门{at}" for at in range(50)], "page": "2"}
    client.get("/search/", many)
    with django_assert_num_queries(QUERIES):
        client.get("/search/", many)


# One for the words in force, one for the index's changes, one for terms, three for titles, texts
# and hits; the rest is the page's frame.
# One of them about a day without colours, which a site with columns asks along with these.
QUERIES = 10


def test_what_editors_recommend_comes_first_and_only_once(look):
    BestBet.objects.create(queries="补办身份证", key=LOST_CARD.key, note="全市通办")
    screen = look(q="补办身份证")
    bets = screen.main.select_one(".best-bets")
    assert LOST_CARD.title in screen.words(bets)
    assert "全市通办" in screen.words(bets)
    assert LOST_CARD.title not in [hit.get_text().strip() for hit in screen.main.select("ol h3")]


def test_whatever_answers_on_the_page_is_counted_when_it_is_clicked(look):
    BestBet.objects.create(queries="身份证丢失怎样补办", address="https://id.cn/", title="网办")
    screen = look(q="身份证丢失怎样补办")
    for answers in (".best-bets a", ".direct h2 a", ".direct__source a", ".hit h3 a"):
        links = screen.main.select(f"[data-counts-clicks] {answers}")
        assert links and all(link.has_attr("data-result") for link in links)


def test_where_all_that_is_found_is_recommended_nobody_is_told_that_nothing_was_found(look):
    put(entry("值班电话", key="duty"), owner="town:2")
    BestBet.objects.create(queries="值班电话", key="duty")
    screen = look(q="值班电话")
    assert "值班电话" in screen.words(".best-bets")
    assert not screen.main.select(".nothing")


def test_what_was_asked_is_counted_with_how_much_was_found(look, settings):
    # Other tests may have asked much from the same address.
    settings.SEARCH_LOG = {**settings.SEARCH_LOG, "searches_a_minute": 100_000}
    look(q="采购管理办法的通知")
    look(q="没有这样的事情吧")
    noting.write()
    counted = dict(QueryDay.objects.values_list("said", "nothing"))
    assert counted.items() >= {"采购管理办法的通知": 0, "没有这样的事情吧": 1}.items()


# --- Anything may be typed ----------------------------------------------------------------------
OPERATORS = [
    *("AND", "OR", "NOT", "政府 AND", "政府 OR NOT 采购", "政府 NEAR/2 采购", "+政府 -采购"),
    *("*", "政府*", "采~", "政^2", "[政府", "|", "&", "\\", "政府\\", "title:政府", "a:b:c", ":"),
    *('"', '""', '"政府', "“政府", "'", "'; DROP TABLE x;--", "%", "_", "政%府", "--", "/*"),
    *("(", "((政府)", ")", "{{ q }}", "<b>", "&amp;", "0", "-1", "1e400", "null", "，。！？"),
    *("\n\n", "\u202e政府", "\x01\x1f\x7f", "\ufeff", "e\u0301", "\U00020000", "😀", "اختبار"),
    *("政府zfcg１２３", "〔2026〕号", "〔2026〕99999999999号", "政" * 10_000, "a" * 10_000),
]


def test_no_words_break_it(look):
    for words in OPERATORS:
        assert look(q=words).main.select_one("input[name=q]") is not None


def test_a_long_question_is_looked_for_by_its_beginning_and_says_so(look):
    assert "开头" in look(q="政府采购" * 100).words(".told")


def test_no_filters_break_it(look):
    asked = {"q": ["政府采购", "烟花"], "page": ["2", "x"], "in": "body", "sort": "-day"}
    asked |= {facet.value: [f"{at}" * 300 for at in range(300)] for facet in Facet}
    assert look(**asked).titles == []
    assert look(q="政府采购", department=["", "  "]).titles


def test_anything_may_be_asked(look, client):
    anything = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
    others = dict.fromkeys((*Facet, "page", "sort", "in"), anything)

    @settings(max_examples=40)
    @given(anything, st.fixed_dictionaries({}, optional=others))
    def ask(words: str, others: dict[str, str]) -> None:
        assert client.get("/search/", {"q": words, **others}).status_code == 200

    ask()
