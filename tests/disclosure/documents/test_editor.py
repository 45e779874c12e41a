"""The editor of a document: what it tells, and what it refuses in words."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from disclosure.models import PolicyDocumentPage, Topic
from tests.disclosure.documents.documents import draft, publish
from tests.disclosure.people import member
from tests.home.factories import ColumnPageFactory


def form(organ: Any, **values: Any) -> dict[str, Any]:
    body = [("paragraph", rich_text("<p>正文。</p>", features=["bold"]))]
    empty = [
        *["slug", "short_title", "summary", "source", "responsible_editor", "displayed_at"],
        *["cover", "seo_title", "search_description", "go_live_at", "expire_at", "keywords"],
        *["effective_on", "expires_on"],
    ]
    rows = {
        name: inline_formset(values.pop(name, []))
        for name in ("joint_organs", "attachments", "acts", "declared_changes", "plans")
    }
    return nested_form_data(
        {
            **dict.fromkeys(empty, ""),
            "title": "关于某事的通知",
            "organ": organ.pk,
            "number": "云政发[2026]3号",
            "genre": "notice",
            "rank": "ordinary",
            "openness": "proactive",
            "topic": Topic.objects.get(name="税务").pk,
            "written_on": "2026-03-02",
            "body": streamfield(body),
            "comments": inline_formset([]),
            **rows,
            **values,
        }
    )


@pytest.fixture
def add(policies) -> str:
    return reverse("wagtailadmin_pages:add", args=("disclosure", "policydocumentpage", policies.pk))


def test_a_document_is_written_and_published_in_one_form(add, organ, admin_client):
    answer = admin_client.post(add, {**form(organ), "action-publish": "1"})
    assert answer.status_code == 302
    document = PolicyDocumentPage.objects.get()
    assert document.live
    assert document.number == "云政发〔2026〕3号"
    assert (document.number_prefix, document.number_year, document.number_serial) == (
        "云政发", 2026, 3,
    )  # fmt: skip


def test_a_draft_may_lack_nearly_everything(add, organ, admin_client):
    empty = {**form(organ), "organ": "", "topic": "", "written_on": "", "number": ""}
    assert admin_client.post(add, empty).status_code == 302
    assert not PolicyDocumentPage.objects.get().live


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"needs_interpretation": "on"}, "请先制定解读方案"),
        ({"expires_on": "2026-01-01"}, "失效日期早于生效日期"),
        ({"acts": [{"deed": "repeals", "target": "", "title": ""}]}, "请选择文件"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(add, organ, admin_client, values, words):
    answer = admin_client.post(add, {**form(organ, **values), "action-publish": "1"})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not PolicyDocumentPage.objects.exists()


def test_a_plan_in_the_same_form_lets_it_out(add, organ, admin_client):
    plan = [{"form": "chart", "who": "市司法局", "due_on": "2026-03-05"}]
    data = form(organ, needs_interpretation="on", plans=plan)
    assert admin_client.post(add, {**data, "action-publish": "1"}).status_code == 302
    assert PolicyDocumentPage.objects.get().live


def test_an_organ_without_a_code_is_told_of_at_publication_only(add, organ, admin_client):
    organ.code = ""
    organ.save()
    answer = admin_client.post(add, {**form(organ), "action-publish": "1"})
    assert "没有机构代码" in answer.content.decode()
    assert admin_client.post(add, form(organ)).status_code == 302


def test_the_editor_sees_the_number_taken_apart_and_the_same_number_elsewhere(
    policies, organ, admin_client
):
    first = publish(draft(policies, organ, title="第一份", number="云政发〔2026〕3号"))
    second = draft(policies, organ, title="第二份", number="云政发[2026]3号")
    strange = draft(policies, organ, title="第三份", number="没有文号")

    edit = reverse("wagtailadmin_pages:edit", args=(second.pk,))
    told = admin_client.get(edit).content.decode()
    assert "同一机关的另一份文件也使用这个发文字号" in told
    assert reverse("wagtailadmin_pages:edit", args=(first.pk,)) in told
    saved = admin_client.post(edit, form(organ, slug="second"), follow=True).content.decode()
    assert "同一机关的《第一份》也使用这个发文字号" in saved
    told = admin_client.get(reverse("wagtailadmin_pages:edit", args=(strange.pk,))).content.decode()
    assert "无法识别发文字号“没有文号”" in told


def test_who_may_not_edit_a_document_does_not_change_its_validity(
    home, policies, organ, client, django_user_model
):
    others = publish(draft(policies, organ, title="市政府的文件"))
    own = ColumnPageFactory(parent=home, title="水务局文件", slug="water")
    group = Group.objects.create(name="水务局编辑")
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=own, permission_type=codename[:-5])
    client.force_login(member(django_user_model, "editor", group=group))
    add = reverse("wagtailadmin_pages:add", args=("disclosure", "policydocumentpage", own.pk))
    data = form(organ, acts=[{"deed": "repeals", "target": others.pk, "title": "", "number": ""}])
    answer = client.post(add, {**data, "action-publish": "1"})
    assert "不能改变它的有效性" in answer.content.decode()
    others.refresh_from_db()
    assert others.validity == "in_force"


def test_topics_are_offered_by_their_first_level(add, admin_client):
    page = BeautifulSoup(admin_client.get(add).content, "html.parser")
    groups = {
        each["label"]: [option.get_text() for option in each.select("option")]
        for each in page.select("select[name=topic] optgroup")
    }
    assert groups["国防"] == ["国防建设", "国防动员"]
    assert len(groups) == 21
    assert "其他" in [option.get_text() for option in page.select("select[name=topic] > option")]
