"""Editors' screens: nothing is saved before its effect was seen, or against others in silence."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from search.models import BestBet, ExampleQuery, Synonym
from search.words.book import synonyms
from tests.disclosure.people import member
from tests.search.words.factories import (
    BestBetFactory,
    ExampleFactory,
    SynonymFactory,
    address_of,
    put,
)

ADD = "search_synonyms:add"


@pytest.fixture
def desk(client: Client, django_user_model) -> Client:
    names = [f"{act}_{what}" for act in ("add", "change", "delete", "view")
             for what in ("synonym", "bestbet", "examplequery")]  # fmt: skip
    client.force_login(member(django_user_model, "editor", *names))
    return client


def examples(*rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    frame = {"examples-TOTAL_FORMS": str(len(rows)), "examples-INITIAL_FORMS": str(initial)}
    fields = {f"examples-{n}-{name}": value for n, row in enumerate(rows)
              for name, value in row.items()}  # fmt: skip
    return {**frame, **fields}


def child(**values: str) -> dict[str, str]:
    asked = {"said": "娃娃入园", "wanted": address_of("儿童入园办法")}
    own = {"said": "娃娃", "meant": "儿童", "reason": ""}
    return {**own, **examples({**asked, **values})}


def seal_in(response) -> str:
    return re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]


def test_a_synonym_is_saved_once_its_effect_was_seen(desk):
    put("儿童入园办法")
    shown = desk.post(reverse(ADD), child())
    assert Synonym.objects.count() == 0
    page = shown.content.decode()
    assert "nDCG" in page
    assert "儿童入园办法" in page
    desk.post(reverse(ADD), child() | {"seen": seal_in(shown)})
    assert {way.words for way in synonyms().of("娃娃")} == {("儿童",)}
    kept = ExampleQuery.objects.get()
    assert (kept.said, kept.wanted, kept.ndcg) == ("娃娃入园", {"a:儿童入园办法": 3}, 1.0)


def test_what_was_changed_after_it_was_shown_is_shown_again(desk):
    put("儿童入园办法")
    seal = seal_in(desk.post(reverse(ADD), child()))
    shown = desk.post(reverse(ADD), child() | {"seen": seal, "meant": "未成年人"})
    assert Synonym.objects.count() == 0
    assert seal_in(shown) != seal


def test_results_are_graded_where_they_are_shown(desk):
    put("儿童入园办法")
    ungraded = child(wanted="")
    shown = desk.post(reverse(ADD), ungraded)
    field = "examples-0-grade:a:儿童入园办法"
    assert field in shown.content.decode()
    # What nobody graded could never fail: it is no test.
    refused = desk.post(reverse(ADD), ungraded | {"seen": seal_in(shown)})
    assert "请先打分" in refused.content.decode()
    assert Synonym.objects.count() == 0
    graded = ungraded | {field: "2"}
    again = desk.post(reverse(ADD), graded)
    desk.post(reverse(ADD), graded | {"seen": seal_in(again)})
    assert ExampleQuery.objects.get().wanted == {"a:儿童入园办法": 2}


def test_to_make_others_worse_takes_a_reason_that_is_kept(desk):
    put("公积金贷款")
    other = ExampleFactory(said="公积金贷款", wanted={"a:公积金贷款": 3}, ndcg=1.0)
    bet = {
        "queries": "公积金", "match": "contains", "address": "https://gjj.example.gov.cn/",
        "title": "管理中心", "reason": "",
    }  # fmt: skip
    wanted = {"said": "公积金", "wanted": "https://gjj.example.gov.cn/ 3"}
    filled = bet | examples(wanted)
    url = reverse("search_best_bets:add")
    seal = seal_in(desk.post(url, filled))
    refused = desk.post(url, filled | {"seen": seal})
    assert BestBet.objects.count() == 0
    assert "其他示例变差" in refused.content.decode()
    desk.post(url, filled | {"seen": seal, "reason": "办事大厅要求"})
    assert BestBet.objects.get().reason == "办事大厅要求"
    # What was accepted is what the other example is held to from now on.
    other.refresh_from_db()
    assert 0 < other.ndcg < 1
    assert "全部示例达标" in desk.get(reverse("search_admin:checks")).content.decode()


def test_a_best_bet_for_a_page_is_bound_to_the_page_and_not_to_its_address(desk):
    (key,) = put("公积金提取指南")
    here = f"http://localhost:8000{address_of('公积金提取指南')}"
    filled = {"queries": "公积金", "match": "equals", "address": here, "reason": ""}
    filled |= examples({"said": "公积金", "wanted": here})
    url = reverse("search_best_bets:add")
    desk.post(url, filled | {"seen": seal_in(desk.post(url, filled))})
    assert BestBet.objects.get().key == key


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"said": "12345热线"}, "请只写一个词"),
        ({"said": "娃"}, "2 至 30 个字"),
        ({"meant": "娃娃"}, "两边是同一个词"),
        ({"examples-0-said": "", "examples-0-wanted": ""}, "至少添加一个示例查询"),
        ({"examples-0-wanted": "/no/such/page/"}, "没有能搜到的内容"),
        ({"examples-0-wanted": "javascript:alert(1)"}, "没有能搜到的内容"),
        ({"examples-0-wanted": "http://[x"}, "没有能搜到的内容"),
        ({"examples-0-wanted": "/a/ 9"}, "每行写一个网址"),
    ],
)
def test_what_cannot_work_is_refused_in_plain_words(desk, changed, message):
    put("儿童入园办法")
    refused = desk.post(reverse(ADD), child() | changed)
    assert message in refused.content.decode()
    assert Synonym.objects.count() == 0


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "https://[x"])
def test_a_best_bet_leads_nowhere_dangerous(desk, address):
    filled = {"queries": "公积金", "match": "equals", "address": address}
    filled |= examples({"said": "公积金", "wanted": ""})
    refused = desk.post(reverse("search_best_bets:add"), filled | {"title": "x", "reason": ""})
    assert "没有能搜到的内容" in refused.content.decode()
    assert BestBet.objects.count() == 0


def test_a_form_begins_with_the_query_that_somebody_comes_from(desk):
    page = desk.get(reverse(ADD), {"said": "接娃时间"}).content.decode()
    assert page.count("接娃时间") == 2


def test_an_edited_word_keeps_its_examples_and_a_deleted_one_takes_them_along(desk):
    put("儿童入园办法")
    word = SynonymFactory()
    example = ExampleFactory(said="娃娃入园", synonym=word, wanted={"a:儿童入园办法": 3})
    other = ExampleFactory(said="娃娃上幼儿园", wanted={"a:儿童入园办法": 3}, ndcg=1.0)
    edit = reverse("search_synonyms:edit", args=[word.pk])
    assert f"{address_of('儿童入园办法')} 3" in desk.get(edit).content.decode()
    row = {"id": str(example.pk), "synonym": str(word.pk), "said": "娃娃入园"}
    row["wanted"] = address_of("儿童入园办法")
    filled = {"said": "娃娃", "meant": "儿童\n幼儿", "reason": ""} | examples(row, initial=1)
    seal = seal_in(desk.post(edit, filled))
    desk.post(edit, filled | {"seen": seal, "reason": "试一试"})
    example.refresh_from_db()
    assert example.ndcg == 1
    delete = reverse("search_synonyms:delete", args=[word.pk])
    assert "娃娃上幼儿园" in desk.get(delete).content.decode()
    desk.post(delete)
    assert list(ExampleQuery.objects.all()) == [other]


def test_lists_take_the_same_number_of_queries_however_long_they_are(
    desk, django_assert_max_num_queries
):
    def queries(name: str) -> int:
        with django_assert_max_num_queries(60) as asked:
            assert desk.get(reverse(name)).status_code == 200
        return len(asked)

    names = ("search_synonyms:index", "search_best_bets:index", "search_examples:index")
    (key,) = put("公积金提取指南")

    def grow() -> None:
        SynonymFactory(said=f"词{Synonym.objects.count()}号")
        BestBetFactory(key=key)
        BestBetFactory()
        ExampleFactory()

    grow()
    few = [queries(name) for name in names]
    for _ in range(3):
        grow()
    assert [queries(name) for name in names] == few


def test_whoever_has_no_right_to_words_sees_none(client, django_user_model):
    client.force_login(member(django_user_model, "somebody"))
    for name in ("search_synonyms:index", ADD, "search_best_bets:add", "search_admin:checks"):
        assert client.get(reverse(name)).status_code in (302, 403)
