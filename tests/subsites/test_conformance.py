"""八统一 as eight points, and the board of all units."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from subsites.conformance import points_of, score_of
from subsites.inventory import Column, Standing, standings
from subsites.kinds import Kind, Level
from subsites.models import Unit
from tests.home.factories import ArticlePageFactory
from tests.subsites.factories import facts, home_of, make_site

NOW = timezone.now()
TODAY = timezone.localdate()
UNIT = {
    "name": "水利局", "kind": Kind.DEPARTMENT, "level": Level.CITY, "host": "", "site_code": "",
    "credit_code": "", "secured_on": TODAY, "secured_by": "张三",
}  # fmt: skip
PAGE = dict.fromkeys(("sponsor", "contact", "address", "icp_number", "police_number"), "x")


def column(days: int | None = 0, cycle: int = 14) -> Column:
    newest = None if days is None else NOW - timedelta(days=days)
    return Column(SimpleNamespace(title="动态", update_cycle=cycle), newest)


def standing(unit=None, page=None, **said) -> Standing:
    fine = {
        "columns": (column(),), "standard": 4, "file_rights": 12,
        "people": {"editors": 1, "reviewers": 1}, "is_reviewed": True,
    }  # fmt: skip
    return Standing(
        unit=SimpleNamespace(**{**UNIT, **(unit or {})}),
        page=SimpleNamespace(**{"title": "水利局", "live": True, **PAGE, **(page or {})}),
        **{**fine, **said},
    )


def test_a_site_that_has_everything_scores_a_hundred():
    assert score_of(points_of(standing(), TODAY)) == 100


LACKING = [
    (0, {"unit": {"host": "sl.a.gov.cn"}}, 0.0),
    (0, {"unit": {"host": "sl.a.gov.cn", "site_code": "4307000012"}}, 0.0),
    (1, {"page": {"title": "水利网", "icp_number": ""}}, 4 / 6),
    (2, {"missing": ("政策文件",)}, 0.75),
    (3, {"file_rights": 11}, 0.0),
    (4, {"people": {"editors": 2, "reviewers": 0}}, 0.5),
    (5, {"is_reviewed": False}, 0.5),
    (5, {"editors_publish": True}, 0.5),
    (6, {"unit": {"secured_on": TODAY - timedelta(days=400)}}, 0.5),
    (7, {"columns": (column(), column(None), column(15), column(15, cycle=30))}, 0.5),
    (7, {"columns": ()}, 0.0),
]


@pytest.mark.parametrize(("number", "said", "share"), LACKING)
def test_each_point_is_checked(number, said, share):
    points = points_of(standing(**said), TODAY)
    assert points[number].share == pytest.approx(share)
    assert points[number].lacks or not said.get("columns", True)
    assert all(point.is_met for place, point in enumerate(points) if place != number)


def test_a_unit_without_a_site_meets_nothing():
    assert score_of(points_of(Standing(SimpleNamespace(**UNIT)), TODAY)) == 0


@pytest.fixture
def sites(home) -> list[Unit]:
    return [make_site(facts(1)), make_site(facts(2)), make_site(facts(3, wants_site=False))]


def test_what_is_there_is_found(sites, django_assert_num_queries):
    page = home_of(sites[0])
    fresh = page.get_children().get(title="部门动态").specific
    ArticlePageFactory(parent=fresh, displayed_at=NOW - timedelta(days=3))
    asleep = page.get_children().get(title="通知公告").specific
    ArticlePageFactory(parent=asleep, displayed_at=NOW - timedelta(days=300))
    page.get_children().get(title="数据发布").delete()
    Group.objects.get(name=f"{sites[0].name}·编辑").user_set.add(
        get_user_model().objects.create_user("editor")
    )
    with django_assert_num_queries(13):
        first, second, third = standings()
    assert [c.title for c in first.columns if not c.is_empty] == ["部门动态", "通知公告"]
    assert [c.title for c in first.columns if c.is_asleep(TODAY)] == ["通知公告"]
    assert first.missing == ("数据发布",)
    assert first.people == {"editors": 1, "reviewers": 0}
    assert (first.file_rights, first.is_reviewed, first.editors_publish) == (12, True, False)
    assert (second.page is None, third.page is None) == (False, True)


def test_the_board_shows_all_units(sites, admin_client):
    shown = admin_client.get("/admin/subsites/").content.decode()
    assert "共3个单位，2个已开通子网站" in shown
    assert "仅有单位卡片" in shown
    table = b"".join(admin_client.get("/admin/subsites/?format=csv").streaming_content).decode()
    assert table.count("机构概况、部门动态") == 4
    assert "没有编辑账号" in admin_client.get(f"/admin/subsites/{sites[0].pk}/").content.decode()
