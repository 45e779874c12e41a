"""Sites made from a roster: all in one go, and brought in step without undoing what people did."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import ColumnPage
from subsites.models import Part, SubsiteTemplate, TemplateColumn, Unit
from subsites.plan.carrying_out import Failed, carry_out, plans_for, plans_of
from tests.home.factories import ArticlePageFactory
from tests.subsites.factories import csv_of, facts, home_of, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal(home):
    home.site_code, home.icp_number = "4307000001", "湘ICP备1号"
    home.save()
    return home


def create(path: Path, *units, **options) -> str:
    path.write_text(csv_of(*units))
    out = io.StringIO()
    call_command("create_subsites", path, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_a_site_has_everything_in_one_go(tmp_path):
    create(tmp_path / "units.csv", facts(1, host="jtj.yunting.gov.cn", site_code="4307000012"))
    unit = Unit.objects.get()
    page = home_of(unit)
    assert page.live
    assert page.title == unit.name
    assert (page.phone, page.organ) == (unit.phone, unit.name)
    titles = list(page.get_children().live().values_list("title", flat=True))
    assert titles[:3] == ["机构概况", "部门动态", "通知公告"]
    editors = Group.objects.get(name=f"{unit.name}·编辑")
    reviewers = Group.objects.get(name=f"{unit.name}·审核")
    assert editors.collection_permissions.get(permission__codename="choose_image").collection.name
    assert page.get_workflow().workflow_tasks.get().task.specific.groups.get() == reviewers
    assert Site.objects.get(hostname="jtj.yunting.gov.cn").root_page_id == page.pk


def test_run_again_it_changes_nothing(tmp_path):
    path = tmp_path / "units.csv"
    create(path, facts(1), facts(2))
    parts = list(Part.objects.order_by("pk").values_list("key", "made"))
    assert "0 changed, 2 as they should be" in create(path, facts(1), facts(2))
    assert list(Part.objects.order_by("pk").values_list("key", "made")) == parts


def test_run_again_it_changes_what_differs_and_nothing_else(tmp_path):
    path = tmp_path / "units.csv"
    create(path, facts(1), facts(2))
    told = create(path, facts(1, phone="0000-99999999"), facts(2))
    assert home_of(Unit.objects.get(slug="ju-1")).phone == "0000-99999999"
    assert "1 changed" in told
    assert "column" not in told


def test_a_dry_run_writes_nothing(tmp_path):
    told = create(tmp_path / "units.csv", facts(1), dry_run=True)
    assert "create home" in told
    assert not Unit.objects.exists()


def test_a_faulty_roster_is_refused_as_a_whole(tmp_path):
    with pytest.raises(CommandError, match="nothing was done"):
        create(tmp_path / "units.csv", facts(1), facts(1))
    assert not Unit.objects.exists()


def test_what_people_renamed_and_removed_stays_so():
    unit = make_site(facts())
    news = ColumnPage.objects.child_of(home_of(unit)).get(title="部门动态")
    news.title = "工作动态"
    news.save_revision().publish()
    ColumnPage.objects.child_of(home_of(unit)).get(title="数据发布").delete()
    group = Group.objects.get(name=f"{unit.name}·审核")
    group.page_permissions.filter(permission__codename="publish_page").delete()

    [planned] = plans_of([unit])
    assert planned.to_do == []
    assert len(planned.kept) == 3
    carry_out(planned)
    news.refresh_from_db()
    assert news.title == "工作动态"


def test_a_changed_template_is_offered_to_sites_that_are_there():
    unit = make_site(facts())
    template = SubsiteTemplate.objects.get()
    column = template.columns.get(title="部门动态")
    column.title, column.update_cycle = "工作动态", 10
    column.save()
    TemplateColumn.objects.create(template=template, title="人事信息", slug="renshi", sort_order=20)

    [planned] = plans_of([unit])
    assert {(each.act, each.title) for each in planned.to_do} == {
        ("change", "部门动态"),
        ("create", "人事信息"),
    }
    carry_out(planned)
    titles = set(home_of(unit).get_children().values_list("title", flat=True))
    assert {"工作动态", "人事信息"} <= titles
    assert "部门动态" not in titles
    assert plans_of([unit])[0].to_do == []


def test_a_change_leaves_drafts_unpublished():
    unit = make_site(facts())
    page = home_of(unit)
    page.introduction = "还没有审核的话"
    page.save_revision()
    carry_out(plans_for([facts(phone="0000-99999999")])[0])
    page = home_of(unit)
    assert (page.phone, page.introduction) == ("0000-99999999", "")
    draft = page.get_latest_revision_as_object()
    assert (draft.phone, draft.introduction) == ("0000-99999999", "还没有审核的话")
    assert page.has_unpublished_changes


def test_a_unit_that_was_renamed_is_known_by_its_credit_code():
    unit = make_site(facts(name="云汀市交通局"))
    carry_out(plans_for([facts(name="云汀市交通运输局")])[0])
    unit.refresh_from_db()
    assert (unit.name, home_of(unit).title) == ("云汀市交通运输局", "云汀市交通运输局")


def test_what_fails_leaves_a_unit_as_it_was(portal):
    Site.objects.create(hostname="jtj.yunting.gov.cn", port=80, root_page=portal)
    [planned] = plans_for([facts(1, host="jtj.yunting.gov.cn", site_code="4307000012")])
    with pytest.raises(Failed), transaction.atomic():
        carry_out(planned)
    assert not Unit.objects.exists()
    assert not Group.objects.filter(name__contains="第1局").exists()


def test_what_was_there_before_is_taken_in(tmp_path):
    path = tmp_path / "units.csv"
    create(path, facts(1))
    Part.objects.filter(key="home").delete()
    assert "adopt home" in create(path, facts(1))
    assert "1 as they should be" in create(path, facts(1))


def test_a_unit_without_a_site_has_a_card_with_its_particulars(client):
    make_site(facts(1))
    make_site(facts(2, wants_site=False))
    card = client.get("/danwei/ju-2/").content.decode()
    assert "云汀市第2局" in card
    assert "云汀市滨河路2号" in card
    assert "0000-00000002" in card
    directory = client.get("/danwei/").content.decode()
    assert 'href="/danwei/ju-1/"' in directory
    assert 'href="/danwei/ju-2/"' in directory


def test_a_site_that_is_not_public_leads_to_the_card_too(client):
    unit = make_site(facts(1, host="jtj.yunting.gov.cn", site_code="4307000012"))
    home_of(unit).unpublish()
    assert "云汀市滨河路1号" in client.get("/danwei/ju-1/").content.decode()


def test_a_new_site_is_not_blank_and_has_its_own_frame(client):
    unit = make_site(facts())
    shown = client.get("/danwei/ju-1/").content.decode()
    assert 'data-look="department"' in shown
    assert "云汀市滨河路1号" in shown
    assert "subsites/department.svg" in shown
    column = home_of(unit).get_children().get(title="部门动态").specific
    article = ArticlePageFactory(parent=column, title="本局召开会议")
    below = client.get(article.url).content.decode()
    assert f" - {unit.name}</title>" in below


def test_a_government_shows_the_emblem_of_the_main_site(client):
    make_site(facts(1, name="云阳县人民政府", kind="government", level="county"))
    shown = client.get("/danwei/ju-1/").content.decode()
    assert "home/emblem.svg" in shown
    assert "data-look" not in shown


def test_many_units_are_planned_with_as_many_queries_as_one(home, django_assert_num_queries):
    units = [make_site(facts(number)) for number in range(1, 5)]
    with CaptureQueriesContext(connection) as of_one:
        plans_of(units[:1])

    with django_assert_num_queries(len(of_one)):
        plans = plans_of(units)

    assert [each.to_do for each in plans] == [[]] * 4
