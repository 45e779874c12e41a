"""What a sub-site gets of other apps: an organ, routes, rights in interviews."""

import pytest
from django.contrib.auth.models import Group

from disclosure.models import Organ
from subsites.plan.carrying_out import carry_out, plans_for, plans_of
from syndication.models import Account, Route
from tests.subsites.factories import facts, home_of, make_site

pytestmark = pytest.mark.django_db


def test_a_unit_becomes_an_organ_whose_lists_its_editors_change(home):
    unit = make_site(facts())
    organ = Organ.objects.get(name=unit.name)
    assert organ.code == unit.credit_code
    assert organ.editors == Group.objects.get(name=f"{unit.name}·编辑")
    assert plans_of([unit])[0].to_do == []


def test_an_organ_that_is_there_gets_editors_if_it_has_none(home):
    Organ.objects.create(name=facts().name, short_names="旧称")
    make_site(facts())
    organ = Organ.objects.get()
    assert (organ.short_names, organ.editors is not None) == ("旧称", True)


def test_items_of_the_site_go_to_the_accounts_of_the_roster(home):
    Account.objects.create(kind="wechat", name="云汀交通", app_id="wx1")
    unit = make_site(facts(accounts="云汀交通；云汀水利"))
    route = Route.objects.get()
    assert (route.account.name, route.root_id) == ("云汀交通", home_of(unit).pk)
    blocked = [each for each in plans_of([unit])[0].kept if each.note]
    assert [each.title for each in blocked] == ["分发到云汀水利"]


def test_reviewers_of_interviews_are_reviewers_of_the_site(home):
    unit = make_site(facts())
    rights = Group.objects.get(name=f"{unit.name}·审核").permissions.filter(
        content_type__app_label="interviews"
    )
    assert {each.codename for each in rights} == {"conduct", "moderate", "review"}


def test_a_route_that_was_removed_on_purpose_stays_away(home):
    Account.objects.create(kind="wechat", name="云汀交通", app_id="wx1")
    said = facts(accounts="云汀交通")
    make_site(said)
    Route.objects.all().delete()
    [planned] = plans_for([said])
    assert planned.to_do == []
    carry_out(planned)
    assert not Route.objects.exists()
