"""From a power to the statute it rests on, and back from the statute to every power."""

import gzip
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse

from disclosure.basis.linking import statutes_in
from disclosure.basis.register import load, resolve
from disclosure.models import BasisLink, Statute
from tests.disclosure.factories import change, recorded
from tests.real_data import LAWS, with_laws

WATER_2002 = {"title": "中华人民共和国水法", "date": "2002-08-29", "body": "第一条 旧。"}
WATER_2016 = {
    "title": "中华人民共和国水法",
    "date": "2016-07-02",
    "issuer": "全国人民代表大会常务委员会",
    "body": "第一章 总则\n第一条 为了合理开发。\n第四十八条　直接从江河取用水资源的单位和个人…",
}


@pytest.fixture
def register(db) -> None:
    load([WATER_2002, WATER_2016])


def meant(text: str):
    [citation] = statutes_in(text)
    return resolve([citation])[citation.key], citation


def test_a_title_is_found_with_or_without_the_states_name(register):
    resolved, _ = meant("《水法》第四十八条")

    assert resolved.statute.adopted_on == date(2016, 7, 2)


def test_the_version_that_was_cited_is_found_and_known_to_be_amended_since(register):
    resolved, citation = meant("《中华人民共和国水法》（2002年8月29日修订）第一条")

    assert resolved.statute.adopted_on == date(2002, 8, 29)
    assert resolved.is_superseded(citation.version)


def test_loading_again_changes_nothing(register):
    assert load([WATER_2002, WATER_2016]) == (0, 2)
    assert Statute.objects.count() == 2


@pytest.mark.parametrize("day", [None, date(2016, 7, 2)])
def test_a_version_of_a_statute_is_there_once(db, day):
    Statute.objects.create(title="水法", key="水法", adopted_on=day)

    with pytest.raises(IntegrityError):
        Statute.objects.create(title="水法", key="水法", adopted_on=day)


def test_a_power_leads_to_the_article_and_the_statute_leads_back(client, register, power_list):
    [item] = recorded(power_list, change(fields={"basis": "《水法》第四十八条第一款"}))

    html = client.get(f"{power_list.url}{item.address}/").content.decode()
    statute = Statute.objects.get(adopted_on=date(2016, 7, 2))
    address = reverse("statutes:statute", args=[statute.pk])
    assert f'<a href="{address}#a48">《水法》</a>第四十八条第一款' in html

    law = client.get(address).content.decode()
    assert '<p id="a48">第四十八条' in law
    assert f"{power_list.url}{item.address}/" in law


def test_an_old_version_is_flagged_on_both_sides(client, register, power_list):
    basis = "《水法》（2002年8月29日修订）第一条"
    [item] = recorded(power_list, change(fields={"basis": basis}))

    assert "已有修改" in client.get(f"{power_list.url}{item.address}/").content.decode()
    newest = Statute.objects.get(adopted_on=date(2016, 7, 2))
    law = client.get(reverse("statutes:statute", args=[newest.pk])).content.decode()
    assert "引用的是旧版本" in law


def test_what_a_power_rests_on_follows_its_newest_version(register, power_list):
    [item] = recorded(power_list, change(fields={"basis": "《水法》第一条"}))

    recorded(power_list, change(item=item, fields={"basis": "《防洪法》第二条和《水法》第七条"}))

    links = BasisLink.objects.filter(item=item).values_list("key", "articles")
    assert sorted(links) == [("水法", ["7"]), ("防洪法", ["2"])]


def test_certificates_and_papers_are_no_statutes():
    assert list(statutes_in("凭《取水许可证》或者《人民日报》办理")) == []


def test_the_register_is_searched_by_title(client, register):
    address = reverse("statutes:statutes")

    assert "中华人民共和国水法" in client.get(address, {"q": "中华人民共和国水法"}).content.decode()
    assert "没有这样的法律法规" in client.get(address, {"q": "宇宙法"}).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_statutes_page_takes_the_same_queries_for_any_number_of_powers(
    client, register, power_list, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(str(n), fields={"basis": "《水法》"}) for n in range(count)))
    address = reverse("statutes:statute", args=[Statute.objects.latest("adopted_on").pk])
    client.get(address)

    with django_assert_max_num_queries(18):
        client.get(address)


def test_the_command_loads_a_file_and_says_how_much(db, tmp_path):
    file = tmp_path / "laws.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(WATER_2016, ensure_ascii=False))
    out = io.StringIO()

    call_command("load_statutes", str(file), "--relink", stdout=out)

    assert out.getvalue().splitlines()[0] == "1 statutes new, 0 known"


@pytest.mark.parametrize("content", ["no json", '{"text": 1}', "[1]"])
def test_a_file_that_is_no_register_is_refused(db, tmp_path, content):
    file = tmp_path / "laws.jsonl"
    file.write_text(content)

    with pytest.raises(CommandError, match="not a register of statutes"):
        call_command("load_statutes", str(file))
    assert not Statute.objects.exists()


@with_laws
def test_real_statutes_are_loaded_and_found(db):
    out = io.StringIO()

    call_command("load_statutes", str(LAWS), stdout=out)

    resolved, _ = meant("《中华人民共和国消防法》（2021年4月29日第三次修正）第十五条")
    assert Statute.objects.count() > 3400
    assert "第十五条" in resolved.statute.body
