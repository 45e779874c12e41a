"""The planner: what is wanted minus what is there, without a database."""

import pytest

from subsites.kinds import Kind, Level
from subsites.plan.facts import ColumnFacts, MainFacts, Standard, UnitFacts
from subsites.plan.planning import Act, State, given_after, plan, to_do
from subsites.plan.wanted import wanted

WANTED = {"home": {"title": "水利局", "phone": "1"}}


def acts(actual: State) -> list[tuple[str, str]]:
    return [
        (change.act, ",".join(each.field for each in change.differences))
        for change in plan(WANTED, actual)
    ]


GIVEN = {"title": "水利局", "phone": "1"}


@pytest.mark.parametrize(
    ("there", "given", "expected"),
    [
        # Nothing is there yet.
        ({}, {}, [(Act.CREATE, "")]),
        # All is as it should be.
        ({"home": GIVEN}, {"home": GIVEN}, []),
        # It was made by us and removed by somebody: it stays away.
        ({}, {"home": GIVEN}, [(Act.KEEP, "")]),
        # The roster says another number than when we wrote the old one.
        (
            {"home": {"title": "水利局", "phone": "0"}},
            {"home": {"title": "水利局", "phone": "0"}},
            [(Act.CHANGE, "phone")],
        ),
        # Somebody wrote another number than we did, and renamed the page.
        (
            {"home": {"title": "水利局（水务局）", "phone": "9"}},
            {"home": {"title": "水利局", "phone": "0"}},
            [(Act.KEEP, "title,phone")],
        ),
        # One value is ours, the other is not.
        (
            {"home": {"title": "水务局", "phone": "0"}},
            {"home": {"title": "水利局", "phone": "0"}},
            [(Act.CHANGE, "phone"), (Act.KEEP, "title")],
        ),
        # Somebody made it before us; it is taken in, and what it says is left alone.
        ({"home": {"title": "水务局", "phone": "1"}}, {}, [(Act.ADOPT, ""), (Act.KEEP, "title")]),
    ],
)
def test_a_value_changes_only_where_it_is_still_ours(there, given, expected):
    assert acts(State(there, given)) == expected


def test_what_was_done_once_is_not_to_do_again():
    there = {"home": {"title": "水务局", "phone": "0"}}
    actual = State(there, {"home": {"title": "水利局", "phone": "0"}})
    given = given_after(WANTED, actual, "home", was_made=False)
    after = State({"home": {"title": "水务局", "phone": "1"}}, {"home": given})
    assert to_do(plan(WANTED, after)) == []


def unit(**said) -> UnitFacts:
    facts = {"name": "水利局", "kind": Kind.DEPARTMENT, "level": Level.CITY, "slug": "shuili"}
    return UnitFacts(**{**facts, **said})


STANDARD = Standard(
    (
        ColumnFacts(7, "部门动态", "dongtai", "news", 14),
        ColumnFacts(8, "数据发布", "shuju", "data", 90, "统计局"),
    ),
    MainFacts("4307000001", "湘ICP备1号", "湘公网安备1号"),
)


def test_a_site_below_the_portal_shows_what_the_portal_is_filed_under():
    parts = wanted(unit(), STANDARD)
    assert parts["home"]["site_code"] == "4307000001"
    assert parts["home"]["icp_number"] == "湘ICP备1号"
    assert "site" not in parts


def test_a_site_of_its_own_has_its_own_host_and_code():
    parts = wanted(unit(host="sl.a.gov.cn", site_code="4307000009"), STANDARD)
    assert parts["home"]["site_code"] == "4307000009"
    assert "icp_number" not in parts["home"]
    assert parts["site"]["hostname"] == "sl.a.gov.cn"


def test_columns_are_the_units_own_unless_the_template_says_whose():
    parts = wanted(unit(), STANDARD)
    assert parts["column:7"]["owner_department"] == "水利局"
    assert parts["column:8"]["owner_department"] == "统计局"


def test_editors_cannot_publish():
    keys = set(wanted(unit(), STANDARD))
    assert "page:reviewers:publish_page" in keys
    assert "page:editors:publish_page" not in keys


def test_a_unit_that_wants_no_site_is_listed_and_no_more():
    assert list(wanted(unit(wants_site=False), STANDARD)) == ["unit"]
