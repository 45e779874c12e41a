"""What `migrate` names in English has a Chinese name; what people name is theirs."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, Page, Task, Workflow

from portal.names import name_first_objects, name_permissions

pytestmark = pytest.mark.django_db
wagtailcore = apps.get_app_config("wagtailcore")


def names_of_page_permissions():
    return dict(
        Permission.objects.filter(
            content_type__app_label="wagtailcore", content_type__model="page"
        ).values_list("codename", "name")
    )


def test_permissions_are_named_by_migrate():
    names = names_of_page_permissions()
    assert names["add_page"] == "可以添加页面"
    assert names["publish_page"] == "发布任意页面"


def test_permissions_are_made_and_named_in_one_go():
    Permission.objects.filter(content_type__app_label="wagtailcore").delete()

    name_permissions(wagtailcore)

    assert names_of_page_permissions()["add_page"] == "可以添加页面"


def test_the_first_objects_get_chinese_names():
    Group.objects.create(name="Editors")
    Workflow.objects.create(name="Moderators approval")
    Task.objects.create(name="Moderators approval")
    Collection.objects.all().delete()
    Collection.add_root(name="Root")
    Page.objects.filter(depth=1).update(title="Root", draft_title="Root")
    Group.objects.filter(name="编辑").delete()
    Workflow.objects.filter(name="审核员审批").delete()
    Task.objects.filter(name="审核员审批").delete()

    name_first_objects(wagtailcore)

    assert Group.objects.filter(name="编辑").exists()
    assert Workflow.objects.filter(name="审核员审批").exists()
    assert Task.objects.filter(name="审核员审批").exists()
    assert Collection.get_first_root_node().name == "根目录"
    assert not Page.objects.filter(depth=1).exclude(title="根目录", draft_title="根目录").exists()


def test_a_group_that_people_have_named_stays():
    Group.objects.filter(name="编辑").delete()
    ours = Group.objects.create(name="编辑")
    other = Group.objects.create(name="Editors")

    name_first_objects(wagtailcore)

    ours.refresh_from_db()
    other.refresh_from_db()
    assert (ours.name, other.name) == ("编辑", "Editors")
