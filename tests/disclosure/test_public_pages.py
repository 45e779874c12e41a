"""What citizens see of a list: narrowed, power by power, as of any day, and what changed."""

import csv
import io
import json
from datetime import date

import pytest

from disclosure.causes import Cause
from disclosure.history.verify_history import problems
from disclosure.models import PowerListPage
from tests.disclosure.factories import change, recorded

MARCH, JUNE = date(2025, 3, 1), date(2025, 6, 1)


@pytest.fixture
def powers(power_list) -> PowerListPage:
    """Three powers, of which one was adjusted and one cancelled in June."""
    water, sand, _ = recorded(
        power_list,
        change("取水许可", fields={"code": "000175004000", "basis": "《水法》第七条"}),
        change("采砂许可", position=2),
        change("大坝检查", fields={"kind": "行政检查"}, position=3),
    )
    recorded(
        power_list,
        change(
            "取水许可",
            water,
            fields={"code": "000175004000", "basis": "《水法》第七条第一款"},
            effective_on=JUNE,
            document="云政发〔2025〕3号",
        ),
        change("采砂许可", sand, cause=Cause.CANCELLED, reason="法律修改", effective_on=JUNE),
    )
    return PowerListPage.objects.get()


def got(client, page: PowerListPage, below: str = "", status: int = 200) -> str:
    response = client.get(f"{page.url}{below}")
    assert response.status_code == status
    return response.getvalue().decode() if response.streaming else response.content.decode()


def test_the_index_leads_to_each_department_with_the_number_of_its_powers(client, powers):
    html = client.get(powers.get_parent().url).content.decode()

    assert powers.organ.name in html
    assert "2 项" in html


def test_a_list_shows_what_is_in_force(client, powers):
    html = got(client, powers)

    assert "取水许可" in html
    assert "大坝检查" in html
    assert "采砂许可" not in html


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?q=取水", {"取水许可"}),
        ("?q=０００１７５", {"取水许可"}),
        ("?kind=行政检查", {"大坝检查"}),
        ("?state=cancelled", {"采砂许可"}),
        ("?state=all", {"取水许可", "采砂许可", "大坝检查"}),
        ("?q=不存在", set()),
        ("?kind=%3Cscript%3E", set()),
        ("?state=nonsense&page=nonsense", {"取水许可", "大坝检查"}),
        ("?view=cards", {"取水许可", "大坝检查"}),
    ],
)
def test_a_list_can_be_narrowed(client, powers, query, seen):
    html = got(client, powers, query)

    names = {"取水许可", "采砂许可", "大坝检查"}
    assert {name for name in names if f"{name}</a>" in html} == seen
    assert "<script>" not in html.partition("</head>")[2]


def test_a_power_shows_its_published_elements_first_and_its_history(client, powers):
    html = got(client, powers, "000175004000/")

    assert html.index("法律依据") < html.index("《水法》第七条第一款") < html.index("沿革")
    assert "云政发〔2025〕3号" in html
    assert "首次收录" in html


def test_a_cancelled_power_stays_readable_and_says_why(client, powers):
    item = powers.items.get(name="采砂许可")

    html = got(client, powers, f"{item.address}/")

    assert "取消" in html
    assert "法律修改" in html


def test_two_versions_are_compared_by_character(client, powers):
    html = got(client, powers, "000175004000/changes/")

    assert "《水法》第七条<ins>第一款</ins>" in html


def test_a_list_as_of_a_day(client, powers):
    assert "采砂许可" in got(client, powers, "as-of/2025-05-31/")
    assert "采砂许可" not in got(client, powers, "as-of/2025-06-01/")
    got(client, powers, "as-of/2025-02-30/", status=404)


def test_what_changed_in_a_month_and_as_a_feed(client, powers):
    html = got(client, powers, "changes/2025-6/")

    assert "采砂许可" in html
    assert "大坝检查" not in html
    feed = got(client, powers, "changes/feed/")
    assert "<title>取消：采砂许可</title>" in feed


def test_the_record_can_be_taken_away_and_verified(client, powers):
    rows = [json.loads(line) for line in got(client, powers, "record/").splitlines()]

    assert list(problems(rows)) == []
    assert (len(rows), rows[-1]["hash"]) == (5, powers.last_hash)
    assert "def row_hash" in got(client, powers, "verify-history/")


def test_everything_as_csv_is_safe_to_open(client, power_list):
    recorded(power_list, change("=HYPERLINK(1)", fields={"basis": "+1"}))

    text = got(client, power_list, "csv/")

    head, labels, row = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert dict(zip(head, row, strict=True))["name"] == "'=HYPERLINK(1)"
    assert dict(zip(head, row, strict=True))["basis"] == "'+1"
    assert "实施依据" in labels


def test_everything_as_json_follows_its_schema(client, powers):
    told = json.loads(got(client, powers, "json/"))
    schema = json.loads(got(client, powers, "json-schema/"))

    names = {item["fields"]["name"] for item in told["items"]}
    assert names == {"取水许可", "采砂许可", "大坝检查"}
    known = schema["properties"]["items"]["items"]["properties"]
    for item in told["items"]:
        assert item.keys() == known.keys()
        assert item["fields"].keys() <= known["fields"]["properties"].keys()
    one = json.loads(got(client, powers, "000175004000/?format=json"))
    assert one in told["items"]


@pytest.mark.parametrize("below", ["nonsense/", "nonsense/changes/", "changes/2025-13/"])
def test_what_is_not_there_is_not_found(client, powers, below):
    got(client, powers, below, status=404)


@pytest.mark.parametrize("below", ["", "?view=cards", "as-of/2025-05-01/", "changes/2025-1/"])
def test_a_longer_list_takes_no_more_queries(
    client, power_list, below, django_assert_max_num_queries
):
    recorded(power_list, *(change(f"事项{number}") for number in range(40)))
    got(client, power_list, below)

    with django_assert_max_num_queries(26):
        got(client, power_list, below)
