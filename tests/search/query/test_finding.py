"""What people type leads to what they mean."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from findable import FACETS, Facet, Kind
from search.index.writing import store
from search.query.finding import PER_PAGE
from tests.search.entries import entry, found
from tests.search.query.reading_room import TITLES, ask, fill, multiply, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def filled_index(db) -> None:
    fill()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("养犬管理条例", "养犬管理条例"),
        ("養犬管理條例", "养犬管理条例"),
        ("个人信息", "個人信息保護須知"),
        ("发展统一平台", "推动发(fā)展统(tǒng)一平台建设的意见"),
        ("zhengfu caigou", "市政府采购管理办法"),
        ("zhengfucaigou", "市政府采购管理办法"),
        ("zfcg", "市政府采购管理办法"),
        ("政府采够", "市政府采购管理办法"),
        ("劳动和同", "劳动合同管理规定"),
        ("劳动台同", "劳动合同管理规定"),
        ("食晶安全", "食品安全条例"),
        ("民诉法", "民事诉讼法解读"),
        ("控烟条例", "公共场所控制吸烟条例"),
        ("自贸区条例", "自由贸易试验区条例"),
        ("放鞭炮", "烟花爆竹燃放管理规定"),
        ("春节能不能放鞭炮", "烟花爆竹燃放管理规定"),
        ("身份证丢了怎么办", "居民身份证补领办事指南"),
        ("公积金怎么取", "住房公积金提取须知"),
        ("市办发[2023]7号", "关于加强窗口服务的通知"),
        ("市办发2021年15号", "关于加强窗口服务的通知"),
        ("设置母婴室和无障碍通道", "关于加强窗口服务的通知"),
    ],
)
def test_what_is_typed_leads_to_what_is_meant(typed, meant):
    assert titles(typed)[0] == meant


def test_who_typed_a_word_wrongly_is_told_what_is_shown_instead():
    found = ask("大气污梁防治")
    assert found.instead
    assert found.meant == "大气污染防治"


def test_who_insists_gets_what_was_typed():
    found = ask("大气污梁防治", literally=True)
    assert not found.instead


@pytest.mark.parametrize("typed", ["zhengfucaigou", "zfcg", "晏花暴竹", "晏花暴竹燃放"])
def test_who_insists_gets_no_guesses(typed):
    assert any(hit.guessed for hit in ask(typed).hits) or ask(typed).instead
    assert not any(hit.guessed for hit in ask(typed, literally=True).hits)


def test_words_in_quotes_must_stand_in_a_row():
    assert titles('"管理条例"') == ["养犬管理条例", "物业管理条例"]
    assert titles('"条例管理"') == []


def test_quoted_words_that_must_stand_in_titles_stand_in_a_row_there():
    store({"test:row": [entry("row", "航标管与标管理", text="航标管理")]})
    assert found('"航标管理"').total == 1
    assert found('"航标管理"', in_titles=True).total == 0


@pytest.mark.parametrize("before", ["", "请问", "查询", "关于", "我想看一看", "帮我找"])
def test_a_number_is_found_whatever_is_said_before_it(before):
    first = found(f"{before}市办发〔2023〕7号").hits[0]
    assert first.entry.key == "notice"
    assert found(f"{before}市办发〔2023〕7号的通知").total == 1


def test_a_number_of_another_issuer_is_left_out():
    other = entry("other", "关于加强窗口服务的意见", number="县办发〔2023〕7号")
    store({"test:other": [other]})
    assert [hit.entry.key for hit in found("市办发〔2023〕7号").hits] == ["notice"]
    assert {hit.entry.key for hit in found("〔2023〕7号").hits} == {"notice", "other"}


def test_in_titles_only_leaves_out_what_is_said_in_the_text():
    assert titles("母婴室")
    assert titles("母婴室", in_titles=True) == []


def test_newest_first_is_by_day():
    days = [hit.entry.day for hit in ask("条例", newest_first=True).hits]
    assert days == sorted(days, reverse=True)


def test_pages_follow_each_other_and_beyond_the_last_is_the_last():
    first, second = ask("规定"), ask("规定", page=2)
    assert first.total == len(TITLES)
    assert len(first.hits) == PER_PAGE
    keys = [hit.entry.key for hit in (*first.hits, *second.hits)]
    assert len(set(keys)) == 2 * PER_PAGE
    assert ask("规定", page=10_000).page == first.pages


def test_a_facet_counts_what_there_would_be_without_its_own_choice():
    chosen = ask("规定", chosen={Facet.DEPARTMENT: ["市民政局"]})
    counts = {count.value: count.number for count in chosen.counts[Facet.DEPARTMENT]}
    assert counts == {"市司法局": 11, "市民政局": 11}
    assert chosen.total == 11
    assert {hit.entry.department for hit in chosen.hits} == {"市民政局"}


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_counts_its_values_and_narrows_to_one(facet):
    said = [
        {"kind": Kind.POWER, "department": "市交通局", "site": "开发区", "column": "通知公告",
         "topic": "交通", "validity": "有效", "day": date(2019, 2, 3)},
        {"kind": Kind.STATUTE, "department": "市水务局", "site": "新城区", "column": "政策文件",
         "topic": "水利", "validity": "已废止", "day": date(2020, 2, 3)},
    ]  # fmt: skip
    store({"test:tram": [entry(f"tram{at}", "有轨电车", **each) for at, each in enumerate(said)]})

    counts = found("有轨电车").counts[facet]
    assert [count.number for count in counts] == [1, 1]
    for count in counts:
        (hit,) = found("有轨电车", chosen={facet: [count.value]}).hits
        its = str(hit.entry.day.year) if facet == Facet.YEAR else getattr(hit.entry, facet)
        assert its == count.value


def test_a_value_that_nothing_has_finds_nothing():
    assert ask("规定", chosen={Facet.DEPARTMENT: ["没有的局"]}).total == 0


# Halves of characters, too, NUL, and what our own rules look for.
ANYTHING = st.text(
    st.characters()
    | st.characters(categories=["Cs"])
    | st.sampled_from('\0\n"“”(〔〕2026年7号市办发zf'),
    max_size=300,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(ANYTHING, st.booleans(), st.booleans())
def test_anything_may_be_typed(typed, in_titles, newest_first):
    found = ask(typed, in_titles=in_titles, newest_first=newest_first)
    assert len(found.hits) <= found.total


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        Facet.DEPARTMENT: st.lists(
            st.sampled_from(["市民政局", "市司法局", "市政务服务局", "无"]), min_size=1, max_size=2
        ),
        Facet.YEAR: st.lists(st.sampled_from(["2020", "2021", "2023"]), min_size=1, max_size=2),
        Facet.KIND: st.lists(st.sampled_from(["article", "document"]), min_size=1, max_size=2),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(["规定", "条例", "管理办法", "服务", "市政府采购", "劳动合同"]), CHOICES)
def test_counts_are_what_counting_the_results_gives(typed, chosen):
    found = ask(typed, chosen=chosen)
    every = [hit for page in range(1, found.pages + 1)
             for hit in ask(typed, chosen=chosen, page=page).hits]  # fmt: skip
    assert len(every) == found.total
    for facet in (Facet.DEPARTMENT, Facet.KIND, Facet.YEAR):
        if facet in chosen:
            continue
        counted: dict[str, int] = {}
        for hit in every:
            value = str(hit.entry.day.year) if facet == Facet.YEAR else getattr(hit.entry, facet)
            counted[value] = counted.get(value, 0) + 1
        assert {count.value: count.number for count in found.counts[facet]} == counted


@pytest.mark.parametrize("typed", ["规定", "养犬管理条例", "条例 管理", "大气污梁防治"])
def test_an_answer_costs_as_many_queries_however_much_is_found(typed):
    ask(typed)
    with CaptureQueriesContext(connection) as few:
        ask(typed)
    multiply(10)
    ask(typed)
    with CaptureQueriesContext(connection) as many:
        ask(typed)
    assert len(many) == len(few) <= 12
