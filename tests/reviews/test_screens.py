"""The screens: what they show to whom, that their questions stay few, and what they refuse."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, WorkflowPage

from reviews.models import RefusalReason, ReviewStage, SignOff
from tests.home.factories import ColumnPageFactory
from tests.reviews.desk import again, edited, form_of, group, is_live, person, stage_now, waiting


@pytest.fixture
def manager(newsroom):
    return person("manager", group("审校管理", None, "manage_reviews"))


def text(client, name: str, **query: str) -> str:
    return client.get(reverse(name), query).content.decode()


# --- The board --------------------------------------------------------------------------------


def test_the_board_shows_what_waits_and_for_whom(newsroom, client):
    newsroom.handed_in(title="等一审的")
    at_second = newsroom.handed_in(title="等二审的")
    newsroom.approve(at_second, newsroom.people[0])
    client.force_login(newsroom.people[1])
    everything = text(client, "reviews:board")
    assert "等一审的" in everything and "等二审的" in everything
    mine = text(client, "reviews:board", show="mine")
    assert "等二审的" in mine and "等一审的" not in mine
    assert "等二审的" not in text(client, "reviews:board", stage="一审")
    assert "等二审的" not in text(client, "reviews:board", q="等一审")
    assert "等二审的" in text(client, "reviews:board", column=str(newsroom.column.pk))
    for nonsense in ({"column": "x"}, {"p": "zz"}, {"show": "?"}, {"column": "9" * 30}):
        assert client.get(reverse("reviews:board"), nonsense).status_code == 200


def test_nobody_sees_items_of_places_that_are_not_theirs(newsroom, home, client):
    newsroom.handed_in(title="别处的稿件")
    other = ColumnPageFactory(parent=home, title="别的栏目")
    client.force_login(person("elsewhere", group("别处", other)))
    assert "别处的稿件" not in text(client, "reviews:board")
    newsroom.published(title="别处已审的稿件")
    assert "别处已审的稿件" not in text(client, "reviews:record")


def test_people_without_pages_are_not_let_in(newsroom, client):
    client.force_login(person("visitor", group("访客")))
    for name in ("board", "record", "borrowed", "deputies", "columns", "set_up"):
        assert client.get(reverse(f"reviews:{name}")).status_code == 302


@pytest.mark.parametrize("name", ["reviews:board", "reviews:record", "reviews:columns"])
def test_a_long_list_asks_no_more_than_a_short_one(newsroom, manager, client, name):
    client.force_login(manager)

    def questions() -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    newsroom.approve(newsroom.handed_in(), newsroom.people[0])
    few = questions()
    for _number in range(4):
        newsroom.approve(newsroom.handed_in(), newsroom.people[0])
        newsroom.handed_in()
    assert questions() == few


# --- The record -------------------------------------------------------------------------------


def test_the_record_is_narrowed_and_exported_without_formulas(newsroom, client):
    article = newsroom.handed_in(title="=1+1 公式标题")
    newsroom.approve(article, newsroom.people[0], comment="=cmd()")
    newsroom.refuse(article, newsroom.people[1], "其他")
    client.force_login(newsroom.people[0])
    assert "公式标题" in text(client, "reviews:record", stage="一审")
    assert "公式标题" not in text(client, "reviews:record", stage="三审")
    tomorrow = f"{timezone.localdate() + timedelta(days=1)}"
    assert "公式标题" not in text(client, "reviews:record", since=tomorrow)
    assert "公式标题" in text(client, "reviews:record", until=tomorrow, verdict="refused")
    assert "公式标题" not in text(client, "reviews:record", person="查无此人")
    assert client.get(reverse("reviews:record"), {"since": "2026-99-99"}).status_code == 200

    answer = client.get(reverse("reviews:record"), {"export": "csv"})
    said = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said)))
    assert len(rows) == 3
    assert rows[1][1] == "'=1+1 公式标题" and rows[1][8] == "'=cmd()"
    book = client.get(reverse("reviews:record"), {"export": "xlsx"})
    assert book["Content-Type"].startswith("application/vnd.openxml")


# --- Setting up -------------------------------------------------------------------------------


def setup_data(column, *groups, **more) -> dict:
    told = {
        "page": column.pk, "name": "公告三审", "is_printed": "on", "not_by_writer": "on",
        "not_twice": "on", "asks_reason": "on",
    }  # fmt: skip
    for number, each in enumerate(groups):
        told |= {
            f"label_{number}": f"第{number + 1}审", f"role_{number}": "岗位",
            f"groups_{number}": [each.pk],
        }  # fmt: skip
    return told | more


def test_three_groups_become_a_review_of_a_column_in_one_form(home, newsroom, manager, client):
    column = ColumnPageFactory(parent=newsroom.column, title="通知公告")
    client.force_login(manager)
    assert client.get(reverse("reviews:set_up")).status_code == 200
    answer = client.post(reverse("reviews:set_up"), setup_data(column, *newsroom.groups))
    assert answer.status_code == 302
    workflow = column.get_workflow()
    assert [(task.specific.label, task.specific.is_printed) for task in workflow.tasks] == [
        ("第1审", True), ("第2审", True), ("第3审", True),
    ]  # fmt: skip
    shown = text(client, "reviews:columns")
    assert "通知公告" in shown and "第2审" in shown

    change = reverse("reviews:change", args=[workflow.pk])
    assert client.get(change).status_code == 200
    told = setup_data(column, *newsroom.groups, label_0="初审", is_printed="")
    assert client.post(change, told).status_code == 302
    assert [task.specific.label for task in workflow.tasks] == ["初审", "第2审", "第3审"]


def test_only_groups_that_may_review_in_that_part_are_offered(home, newsroom, manager, client):
    column = ColumnPageFactory(parent=newsroom.column, title="通知公告")
    elsewhere = group("别的栏目", ColumnPageFactory(parent=home, title="别的栏目"))
    above, below, office = group("总编室", home), group("子栏目", column), group("法制办公室")
    outside = Group.objects.create(name="不进后台")
    client.force_login(manager)

    asked = text(client, "reviews:set_up")
    assert "groups_0" not in asked and 'name="page"' in asked

    offered = client.get(reverse("reviews:set_up"), {"page": column.pk}).context["form"]
    offered = set(offered.fields["groups_0"].queryset)
    assert {*newsroom.groups, above, below, office} <= offered
    assert not {elsewhere, outside} & offered

    told = setup_data(column, elsewhere, *newsroom.groups[1:])
    assert client.post(reverse("reviews:set_up"), told).status_code == 200
    assert not WorkflowPage.objects.filter(page=column).exists()


def test_a_group_that_reviews_there_already_stays_to_be_chosen(home, newsroom, manager, client):
    GroupPagePermission.objects.filter(group=newsroom.groups[0]).delete()
    other = ColumnPageFactory(parent=home, title="别的栏目")
    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=newsroom.groups[0], page=other, permission=permission)
    client.force_login(manager)
    change = reverse("reviews:change", args=[newsroom.workflow.pk])
    offered = client.get(change).context["form"].fields
    assert newsroom.groups[0] in offered["groups_0"].queryset
    assert newsroom.groups[0] not in offered["groups_1"].queryset


def test_a_column_that_has_a_workflow_asks_whether_it_is_replaced(newsroom, manager, client):
    client.force_login(manager)
    told = setup_data(newsroom.column, *newsroom.groups)
    assert client.post(reverse("reviews:set_up"), told).status_code == 200
    assert WorkflowPage.objects.get(page=newsroom.column).workflow == newsroom.workflow
    client.post(reverse("reviews:set_up"), {**told, "replaces": "on"})
    assert WorkflowPage.objects.get(page=newsroom.column).workflow.name == "公告三审"


@pytest.mark.parametrize(
    "bad", [{"label_1": "第1审"}, {"groups_0": []}, {"name": ""}, {"page": "999999"}]
)
def test_a_review_that_makes_no_sense_is_not_made(newsroom, home, manager, client, bad):
    column = ColumnPageFactory(parent=newsroom.column)
    client.force_login(manager)
    number = ReviewStage.objects.count()
    told = setup_data(column, *newsroom.groups, **bad)
    assert client.post(reverse("reviews:set_up"), told).status_code == 200
    assert ReviewStage.objects.count() == number


def test_only_who_manages_reviews_sets_them_up(newsroom, client):
    client.force_login(newsroom.people[2])
    told = setup_data(newsroom.column, *newsroom.groups, replaces="on")
    client.post(reverse("reviews:set_up"), told)
    client.post(reverse("reviews:change", args=[newsroom.workflow.pk]), told)
    newsroom.workflow.refresh_from_db()
    assert newsroom.workflow.name == "新闻三审"


# --- In the editor ----------------------------------------------------------------------------


def act(client, article, name: str, **extra) -> str:
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    told = {
        **form_of(article), "action-workflow-action": "true", "workflow-action-name": name,
        "workflow-action-extra-data": json.dumps(extra),
    }  # fmt: skip
    return client.post(edit, told, follow=True).content.decode()


def test_reviewers_decide_in_the_editor(newsroom, client):
    article = newsroom.handed_in(title="编辑器里审")
    for user in newsroom.people:
        client.force_login(user)
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
        assert "审核通过" in edit and "退回修改" in edit
        act(client, article, "approve", comment="同意")
    assert is_live(article)
    assert SignOff.objects.filter(comment="同意").count() == 3


def test_a_forged_refusal_without_a_reason_is_refused_with_a_word(newsroom, client):
    article = newsroom.handed_in()
    client.force_login(newsroom.people[0])
    assert "请选择退回原因" in act(client, article, "reject", comment="不好", nonsense="x")
    assert stage_now(article) == "一审"


def test_somebody_elses_newer_version_stops_a_verdict_from_the_editor(newsroom, client):
    article = newsroom.handed_in()
    seen = again(article).latest_revision_id
    edited(article, person("colleague", newsroom.groups[0]), "同时改动")
    client.force_login(newsroom.people[0])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    told = {
        **form_of(article), "title": "旧的标题", "action-workflow-action": "true",
        "workflow-action-name": "approve", "loaded_revision_id": str(seen),
    }  # fmt: skip
    assert "没有生效" in client.post(edit, told, follow=True).content.decode()
    assert again(article).draft_title == "同时改动"
    assert not SignOff.objects.exists()


def test_the_dialogue_of_a_refusal_offers_the_kinds_of_reasons(newsroom, client):
    article = newsroom.handed_in()
    client.force_login(newsroom.people[0])
    path = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, "reject", waiting(article).pk]
    )
    assert "政策依据不清" in client.get(path).json()["html"]
    asked = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    assert client.post(path, {"comment": "改"}, **asked).json()["step"] == "action"
    done = client.post(path, {"reason": "政策依据不清", "comment": "请补文号"}, **asked)
    assert done.json()["step"] == "success"
    assert SignOff.objects.get().reason == "政策依据不清"


def test_reasons_are_kept_in_a_list(newsroom, admin_client):
    assert admin_client.get(reverse("refusal_reasons:index")).status_code == 200
    admin_client.post(reverse("refusal_reasons:add"), {"name": "涉密", "order": 1, "is_used": "on"})
    assert RefusalReason.objects.filter(name="涉密").exists()


def test_the_editor_asks_no_more_the_longer_the_history(newsroom, client):
    article = newsroom.draft()
    client.force_login(newsroom.people[0])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    def questions() -> int:
        edited(article, newsroom.writer, f"第{SignOff.objects.count()}版")
        state = again(article).current_workflow_state
        if state:
            state.resume(newsroom.writer)
        else:
            newsroom.handed_in(article)
        client.get(edit)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(edit).status_code == 200
        newsroom.refuse(article, newsroom.people[0])
        return len(queries)

    questions()
    few = questions()
    for _number in range(3):
        more = questions()
    assert more == few
