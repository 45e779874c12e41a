"""What readers are told of a change: nothing, a note, or a correction with what it corrects."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageViewRestriction, Workflow, WorkflowTask
from wagtail_factories import ImageFactory

from lifecycle.changing import changed_at_of
from lifecycle.models import Change, ChangeKind, EarlierVersion
from portal.scheduled import publish_due
from syndication.models import Correction
from tests.home.factories import ArticlePageFactory
from tests.lifecycle.newsroom import current, edit, explained, published, said

MOBILE = "13812345678"
OLD, NEW = "会议定于3月1日举行。", "会议定于3月10日举行。"


@pytest.fixture
def page(column):
    return published(column, title="会议通知", body=[("paragraph", f"<p>{OLD}</p>")])


def words(client, page: Page) -> str:
    return client.get(current(page).url).content.decode()


def correct(admin_client, page, keeps: bool = True, text: str = NEW):
    fields = said("correction", "3月1日", "3月10日", keeps)
    return edit(admin_client, page, text, "publish", **fields)


# --- minor and major --------------------------------------------------------------------------


def test_a_minor_change_is_told_nobody(client, admin_client, page):
    edit(admin_client, page, NEW, "publish", **said("minor"))
    assert "3月10日" in words(client, page)
    assert "修改记录" not in words(client, page)
    assert 'name="dateModified"' not in words(client, page)
    assert not Change.objects.exists()


def test_a_major_change_is_told_with_its_note(client, admin_client, page):
    edit(admin_client, page, NEW, "publish", **said("major", "增加会议议程。"))
    told = words(client, page)
    at = timezone.localtime(current(page).last_published_at)
    assert "修改：增加会议议程。" in told
    assert f'<meta name="dateModified" content="{at:%Y-%m-%d %H:%M}">' in told


def test_lists_know_when_pages_changed_in_one_query(
    admin_client, page, column, django_assert_num_queries
):
    other = published(column)
    edit(admin_client, page, NEW, "publish", **said("major", "增加议程。"))
    edit(admin_client, other, NEW, "publish", **said("minor"))
    at = Change.objects.get().went_live_at
    with django_assert_num_queries(1):
        assert changed_at_of([page, other]) == {page.pk: at}


def test_several_are_told_the_newest_first(client, admin_client, page):
    for note in ("先改一处。", "后改一处。"):
        edit(admin_client, page, note, "publish", **said("major", note))
    told = words(client, page)
    assert told.index("修改：后改一处。") < told.index("修改：先改一处。")


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (said("major", " "), "请写修改说明"),
        (said("correction", "", "3月10日"), "请写明原文哪里有误"),
        (said("correction", "3月1日", ""), "请写明正确的内容"),
        (said("major", f"联系人{MOBILE}"), "不能向公众显示"),
    ],
)
def test_what_is_missing_is_said_in_the_form_and_nothing_is_published(
    client, admin_client, page, fields, complaint
):
    answer = edit(admin_client, page, NEW, "publish", **fields)
    assert complaint in answer.content.decode()
    assert OLD in words(client, page)


def test_a_draft_may_lack_the_note_and_what_was_chosen_is_there_again(admin_client, page):
    edit(admin_client, page, NEW, **said("major"))
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'value="major"' in form.split('name="change_kind"')[2]
    assert "checked" in form.split('value="major"')[1][:120]


def test_a_page_that_was_never_public_is_not_asked_about(admin_client, column):
    page = ArticlePageFactory(parent=column, live=False)
    page.save_revision()
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "这次修改属于哪一类" not in form


def test_the_first_publication_is_no_change(client, admin_client, column):
    page = ArticlePageFactory(parent=column, live=False)
    page.save_revision()
    edit(admin_client, page, NEW, "publish", **said("major", "新增。"))
    assert "修改记录" not in words(client, page)


# --- the note goes with its revision ----------------------------------------------------------


def test_the_words_wait_for_the_hour_of_a_scheduled_change(client, admin_client, page):
    hour = timezone.localtime(timezone.now() + timedelta(days=1))
    late = {"go_live_at": f"{hour:%Y-%m-%d %H:%M}"}
    edit(admin_client, page, NEW, "publish", **said("major", "改期。"), **late)
    assert "修改：改期。" not in words(client, page)

    past = timezone.now() - timedelta(minutes=1)
    for revision in page.revisions.exclude(approved_go_live_at=None):
        content = {**revision.content, "go_live_at": past.isoformat()}
        type(revision).objects.filter(pk=revision.pk).update(
            approved_go_live_at=past, content=content
        )
    publish_due()
    assert "修改：改期。" in words(client, page)


def test_the_words_go_through_a_review(client, admin_client, admin_user, page, column):
    workflow = Workflow.objects.create(name="审核")
    task = GroupApprovalTask.objects.create(name="复审")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.workflow_pages.create(page=column)
    edit(admin_client, page, NEW, "submit", **said("major", "经审核修改。"))
    assert "修改：经审核修改。" not in words(client, page)
    current(page).current_workflow_state.current_task_state.approve(user=admin_user)
    assert "修改：经审核修改。" in words(client, page)


def test_the_words_of_a_draft_are_not_lost_by_what_a_program_mends(client, admin_client, page):
    edit(admin_client, page, NEW, **said("major", "增加议程。"))
    current(page).get_latest_revision_as_object().save_revision().publish()
    assert "修改：增加议程。" in words(client, page)


def test_a_note_is_told_once(client, admin_client, page):
    edit(admin_client, page, NEW, "publish", **said("major", "增加议程。"))
    edit(admin_client, page, "又改。", "publish", **said("minor"))
    current(page).get_latest_revision().publish()
    assert words(client, page).count("修改：增加议程。") == 1


# --- corrections ------------------------------------------------------------------------------


def test_a_correction_stands_above_the_text_and_leads_to_what_it_corrects(
    client, admin_client, page
):
    correct(admin_client, page)
    told = words(client, page)
    assert told.index("更正前的版本") < told.index('class="body"')
    assert "3月1日" in told and "3月10日" in told

    version = EarlierVersion.objects.get()
    answer = client.get(f"/versions/{version.pk}/")
    old = answer.content.decode()
    assert OLD in old and "这是已被更正的旧版本" in old
    assert f'href="{current(page).url}"' in old
    assert "<del>1</del><ins>10</ins>" in old
    assert answer["X-Robots-Tag"] == "noindex"
    assert f'<link rel="canonical" href="{current(page).full_url}">' in old


def test_a_later_change_leaves_the_corrected_version_as_it_was(client, admin_client, page):
    correct(admin_client, page)
    edit(admin_client, page, "完全不同。", "publish", **said("minor"))
    call_command("purge_revisions")
    version = EarlierVersion.objects.get()
    assert OLD in client.get(f"/versions/{version.pk}/").content.decode()
    assert version.is_intact


def test_the_editor_may_choose_that_nobody_reads_it(client, admin_client, page):
    correct(admin_client, page, keeps=False)
    version = EarlierVersion.objects.get()
    assert not version.is_readable
    assert client.get(f"/versions/{version.pk}/").status_code == 404
    assert "更正前的版本" not in words(client, page)


def test_what_the_checks_hold_nobody_reads_whatever_was_chosen(client, admin_client, column):
    page = ArticlePageFactory(parent=column, live=False, body=[("paragraph", "<p>公示</p>")])
    page.save_revision().publish()
    # It was public before there were checks.
    before = current(page)
    before.body = [("paragraph", f"<p>联系张三{MOBILE}</p>")]
    before.save()
    correct(admin_client, page)
    version = EarlierVersion.objects.get()
    assert not version.is_readable and "手机" in version.why_not
    assert client.get(f"/versions/{version.pk}/").status_code == 404


@pytest.mark.parametrize("how", ["withdrawn", "private", "deleted"])
def test_an_earlier_version_is_not_longer_public_than_its_page(client, admin_client, page, how):
    correct(admin_client, page)
    version = EarlierVersion.objects.get()
    if how == "withdrawn":
        explained(admin_client, page)
    elif how == "private":
        PageViewRestriction.objects.create(page=current(page), restriction_type="login")
    else:
        current(page).delete()
    assert client.get(f"/versions/{version.pk}/").status_code == 404
    assert EarlierVersion.objects.filter(pk=version.pk).exists()


def test_it_can_be_closed_later(client, admin_client, page):
    correct(admin_client, page)
    change = Change.objects.get()
    admin_client.post(reverse("lifecycle:close_earlier", args=[change.pk]))
    assert client.get(f"/versions/{change.earlier_id}/").status_code == 404


def test_its_pictures_are_shown_as_long_as_it_is_readable(client, admin_client, column):
    page = published(column, cover=ImageFactory(), body=[("paragraph", f"<p>{OLD}</p>")])
    picture = page.cover.get_rendition("width-100").url
    # The form has no cover picture any more.
    correct(admin_client, page)
    assert current(page).cover is None
    assert client.get(picture).status_code == 200

    admin_client.post(reverse("lifecycle:close_earlier", args=[Change.objects.get().pk]))
    assert client.get(picture).status_code == 404


# --- elsewhere --------------------------------------------------------------------------------


def test_a_major_change_opens_the_plan_for_other_platforms_with_its_note(
    admin_client, page, copy_on_weibo
):
    answer = edit(admin_client, page, NEW, "publish", **said("major", "改期。"))
    plan = Correction.objects.unsigned().get()
    assert plan.note == "改期。" and plan.opened_by.username == "admin"
    assert answer["Location"] == reverse("syndication:correction", args=[plan.pk])


def test_a_minor_change_opens_none(admin_client, page, copy_on_weibo):
    edit(admin_client, page, NEW, "publish", **said("minor"))
    assert not Correction.objects.exists()


def test_asking_for_the_plan_and_saying_what_changed_is_one_plan(admin_client, page, copy_on_weibo):
    edit(admin_client, page, NEW, **said("major", "改期。"))
    data = {**said("correction", "3月1日", "3月10日")}
    data["action-publish"] = "correction"
    edit(admin_client, page, NEW, **data)
    assert Correction.objects.unsigned().get().note == "更正：原文“3月1日”，应为“3月10日”。"


@pytest.fixture
def copy_on_weibo(page):
    from syndication.models import Account, ChannelCopy, Payload
    from syndication.models.copy import Position

    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="1")
    payload = Payload.objects.freeze("weibo", {"text": page.title})
    return ChannelCopy.objects.create(
        page=page, page_ref=page.pk, account=account, title=page.title, payload=payload,
        sent_payload=payload, wanted=True, position=Position.LIVE, remote={"id": "1"},
    )  # fmt: skip


def test_kinds_are_what_the_form_offers():
    assert ChangeKind.values == ["minor", "major", "correction"]
