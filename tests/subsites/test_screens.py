"""A roster taken in on a screen: looked at first; and what a changed template offers."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from wagtail import hooks

from subsites.admin import going_on
from subsites.models import SubsitePage, SubsiteTemplate, Unit
from subsites.plan.belongings import HOOK, Belonging
from subsites.standard import make_standard_template
from tests.subsites.factories import csv_of, facts, home_of, make_site

pytestmark = pytest.mark.django_db
ROSTER = "/admin/subsites/roster/"


def upload(client, text: str, encoding: str = "utf-8") -> str:
    file = SimpleUploadedFile("units.csv", text.encode(encoding))
    return client.post(ROSTER, {"file": file}).content.decode()


def test_a_roster_is_shown_before_it_is_done(home, admin_client):
    text = csv_of(facts(1), facts(2))
    shown = upload(admin_client, text, "gb18030")
    assert "共2个单位，其中2个有变化" in shown
    assert "云汀市第2局" in shown
    assert not Unit.objects.exists()
    admin_client.post(ROSTER, {"do": "yes", "roster": text})
    assert home_of(Unit.objects.get(slug="ju-2")).live


def test_problems_are_told_by_line_and_column(home, admin_client):
    shown = upload(admin_client, csv_of(facts(1), facts(1)))
    assert "第3行，单位名称：“云汀市第1局”与第2行重复。" in shown
    assert "确认执行" not in shown


def test_a_changed_template_is_offered_and_taken(home, admin_client):
    first, second = make_site(facts(1)), make_site(facts(2))
    column = SubsiteTemplate.objects.get().columns.get(title="部门动态")
    column.title = "工作动态"
    column.save()
    shown = admin_client.get("/admin/subsites/offers/").content.decode()
    assert "标题：部门动态 → 工作动态" in shown
    admin_client.post("/admin/subsites/offers/", {"unit": [str(first.pk)]})
    assert home_of(first).get_children().filter(title="工作动态").exists()
    assert not home_of(second).get_children().filter(title="工作动态").exists()


def test_the_forms_of_units_and_templates_open(home, admin_client):
    unit = make_site(facts(1))
    template = SubsiteTemplate.objects.get()
    for address in (
        "/admin/units/",
        f"/admin/units/edit/{unit.pk}/",
        f"/admin/subsite_templates/edit/{template.pk}/",
        f"/admin/pages/{home_of(unit).pk}/edit/",
    ):
        assert admin_client.get(address).status_code == 200, address


def test_only_keepers_come_here(home, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(ROSTER).status_code == 302


def pressed(client, address: str, response):
    """Press the button of the page that tells how far it has come."""
    form = html.fromstring(response.content).get_element_by_id("going-on")
    return client.post(address, dict(form.form_values()), follow=True)


def test_many_sites_are_made_in_several_requests(home, admin_client, monkeypatch):
    make_standard_template()
    monkeypatch.setattr(going_on, "AT_A_TIME", 0.0)
    text = csv_of(*(facts(number) for number in range(1, 4)))

    response = admin_client.post(ROSTER, {"do": "yes", "roster": text})
    assert "3个单位中已处理1个" in response.content.decode()
    response = pressed(admin_client, ROSTER, response)
    assert "3个单位中已处理2个" in response.content.decode()
    response = pressed(admin_client, ROSTER, response)

    assert "已处理3个单位" in response.content.decode()
    assert SubsitePage.objects.count() == 3


def nothing_for_the_first(unit) -> Iterator[Belonging]:
    def refuse(made):
        raise ValidationError("no")

    if unit.name == facts(1).name:
        yield Belonging("refused", "refused", lambda made: None, refuse)


def test_one_that_fails_stops_no_other_and_is_named_in_the_end(home, admin_client, monkeypatch):
    make_standard_template()
    monkeypatch.setattr(going_on, "AT_A_TIME", 0.0)
    text = csv_of(facts(1), facts(2))

    with hooks.register_temporarily(HOOK, lambda units: nothing_for_the_first):
        response = admin_client.post(ROSTER, {"do": "yes", "roster": text})
        response = pressed(admin_client, ROSTER, response)

    assert f"保持原样，原因见日志：{facts(1).name}" in response.content.decode()
    assert [page.title for page in SubsitePage.objects.all()] == [facts(2).name]
