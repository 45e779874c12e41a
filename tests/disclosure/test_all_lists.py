"""All lists together: found across departments, by code, and for programs as described."""

import csv
import io
import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from wagtail.models import PageViewRestriction
from wagtail.search.backends import get_search_backend

from disclosure.causes import Cause
from disclosure.history import finding
from disclosure.history.finding import index_recorded
from disclosure.kinds import ListKind
from disclosure.models import PowerItem, PowerListPage
from tests.disclosure.factories import OrganFactory, PowerListPageFactory, change, recorded


@pytest.fixture
def lists(power_list) -> tuple[PowerListPage, PowerListPage]:
    other = PowerListPageFactory(
        parent=power_list.get_parent(), title="市林业局权力清单", slug="forest",
        organ=OrganFactory(name="市林业局"),
    )  # fmt: skip
    recorded(
        power_list,
        change("取水许可", fields={"code": "0001 9001", "level": "市级", "basis": "《水法》"}),
        change("大坝检查", fields={"kind": "行政检查", "+改革举措": "双随机"}),
    )
    [felling, _] = recorded(
        other,
        change("采伐许可", fields={"code": "00019001", "level": "县级", "body": "市林业局"}),
        change("=外来植物检查", fields={"kind": "行政检查", "body": "市林业局"}),
    )
    recorded(other, change("采伐许可", felling, cause=Cause.CANCELLED, fields={"code": "00019001"}))
    return PowerListPage.objects.get(pk=power_list.pk), PowerListPage.objects.get(pk=other.pk)


def got(client, page, below: str = "", status: int = 200) -> str:
    response = client.get(f"{page.url}{below}")
    assert response.status_code == status
    return response.getvalue().decode() if response.streaming else response.content.decode()


def test_the_index_shows_three_lists_and_one_directory(client, lists):
    html = got(client, lists[0].get_parent())

    for kind in ListKind:
        assert f'id="{kind}"' in html
    assert "不得另行制定" in html or "由国家统一制定" in html
    assert html.index("市林业局") > html.index('id="powers"')


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"取水许可", "大坝检查", "=外来植物检查"}),
        ("?q=许可", {"取水许可"}),
        ("?q=许可&state=all", {"取水许可", "采伐许可"}),
        ("?kind=行政检查", {"大坝检查", "=外来植物检查"}),
        ("?organ=市林业局&state=all", {"采伐许可", "=外来植物检查"}),
        ("?level=市级", {"取水许可"}),
        ("?list=duties", set()),
        ("?list=powers&organ=无此部门", set()),
    ],
)
def test_all_lists_are_searched_at_once(client, lists, query, seen):
    html = got(client, lists[0].get_parent(), f"search/{query}")

    names = {"取水许可", "大坝检查", "采伐许可", "=外来植物检查"}
    assert {name for name in names if f"{name}</a>" in html} == seen


def test_a_list_that_not_everybody_may_read_is_in_nothing_of_all(client, lists):
    PageViewRestriction.objects.create(page=lists[1], restriction_type="login")
    index = lists[0].get_parent()

    for below in ("", "search/?state=all", "csv/", "json/", "code/00019001/"):
        assert "采伐许可" not in got(client, index, below)


def test_a_code_has_an_address_that_shows_every_item_of_it(client, lists):
    index = lists[0].get_parent()

    html = got(client, index, "code/00019001/")
    told = json.loads(got(client, index, "code/00019001/?format=json"))

    assert "取水许可" in html
    assert "采伐许可" in html
    assert [item["fields"]["name"] for item in told["items"]] == ["取水许可", "采伐许可"]
    got(client, index, "code/99999/", status=404)


def test_everything_as_one_table(client, lists):
    text = got(client, lists[0].get_parent(), "csv/")

    head, *rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["name"] for row in told] == ["取水许可", "大坝检查", "采伐许可", "'=外来植物检查"]
    assert told[1]["others"] == "改革举措：双随机"
    assert told[2]["state"] == "取消"


def test_a_table_of_a_list_has_its_own_columns_too(client, lists):
    head, *_ = csv.reader(io.StringIO(got(client, lists[0], "csv/").removeprefix("\ufeff")))

    assert "'+改革举措" in head


@pytest.mark.parametrize("below", ["", "search/?state=all", "search/?q=事项", "code/x1/"])
def test_more_lists_and_items_take_no_more_queries(
    client, power_list, below, django_assert_max_num_queries
):
    index = power_list.get_parent()
    for number in range(4):
        page = PowerListPageFactory(parent=index, slug=f"l{number}")
        recorded(page, *(change(f"事项{n}", fields={"code": f"x{n}"}) for n in range(9)))
    got(client, index, below)

    with django_assert_max_num_queries(26):
        got(client, index, below)


# --- the description for programs -----------------------------------------------------------


@pytest.fixture
def described(client, lists) -> dict:
    return json.loads(got(client, lists[0].get_parent(), "openapi/"))


def test_the_description_is_valid_openapi(described):
    validate(described)

    assert described["openapi"].startswith("3.1")


def test_every_address_of_the_description_answers_as_described(client, lists, described):
    index = lists[0].get_parent()
    asked = {"list": "water", "address": "00019001", "code": "00019001", "day": "2025-06-01"}

    for path, methods in described["paths"].items():
        get = methods["get"]
        address = re.sub(r"{(\w+)}", lambda found: asked[found[1]], path).lstrip("/")
        if any(each["name"] == "format" for each in get.get("parameters", [])):
            address += "?format=json"
        response = client.get(f"{index.url}{address}")
        body = response.getvalue() if response.streaming else response.content
        [(kind, content)] = get["responses"]["200"]["content"].items()
        assert response.status_code == 200, path
        assert response["Content-Type"].partition(";")[0] == kind, path
        if kind == "application/json":
            schema = {**content["schema"], "components": described["components"]}
            errors = list(Draft202012Validator(schema).iter_errors(json.loads(body)))
            assert not errors, (path, errors[0].message)
        if path.endswith("/record/"):
            row = described["components"]["schemas"]["Row"]
            for line in body.decode().splitlines():
                assert Draft202012Validator(row).is_valid(json.loads(line))


def test_what_the_description_says_is_not_there_is_not_there(client, lists, described):
    asked = {"list": "water", "address": "none", "code": "none", "day": "2025-02-30"}
    for path, methods in described["paths"].items():
        last = (re.findall(r"{(\w+)}", path) or [""])[-1]
        if "404" in methods["get"]["responses"] and last in {"address", "code", "day"}:
            address = re.sub(r"{(\w+)}", lambda found: asked[found[1]], path).lstrip("/")
            got(client, lists[0].get_parent(), f"{address}?format=json", status=404)


def test_a_list_as_json_follows_its_own_schema(client, lists):
    schema = json.loads(got(client, lists[0], "json-schema/"))
    Draft202012Validator.check_schema(schema)

    told = json.loads(got(client, lists[0], "json/"))

    assert list(Draft202012Validator(schema).iter_errors(told)) == []


# --- one item -------------------------------------------------------------------------------


def test_an_item_has_a_qr_code_that_needs_no_style_and_no_script(client, lists):
    response = client.get(f"{lists[0].url}00019001/qr/")

    svg = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    assert "<svg" in svg
    assert not re.search(r"style|script|href|on\w+=", svg)
    assert f'src="{lists[0].url}00019001/qr/"' in got(client, lists[0], "00019001/")


def test_what_a_list_lacks_of_the_six_elements_is_said(client, lists):
    html = got(client, lists[0], "00019001/")

    six = ["权力职能", "法律依据", "实施主体", "职责权限", "管理流程", "监督方式"]
    places = [html.index(f"<dt>{each}</dt>") for each in six]
    assert places == sorted(places)
    assert html.count("未提供") == 2


# --- Wagtail's search -----------------------------------------------------------------------


def found(words: str) -> set[str]:
    return {item.name for item in get_search_backend().search(words, PowerItem)}


def test_what_is_recorded_is_found_and_again_when_it_changes(power_list):
    [item] = recorded(power_list, change("waterworks licence"))
    index_recorded.call(power_list.pk, 0, 1)
    assert found("waterworks") == {"waterworks licence"}

    recorded(power_list, change("reservoir licence", item))
    index_recorded.call(power_list.pk, 1, 2)

    assert found("waterworks") == set()
    assert found("reservoir") == {"reservoir licence"}


def test_a_long_list_is_indexed_a_few_hundred_rows_at_a_time(
    power_list, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(finding, "BATCH", 2)

    with django_capture_on_commit_callbacks() as handed_over:
        recorded(power_list, *(change(str(number)) for number in range(5)))

    assert len(handed_over) == 3
