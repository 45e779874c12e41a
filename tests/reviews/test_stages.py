"""Three named stages: who may decide, what is kept of it, and what becomes of the version."""

import pytest
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    PageLogEntry,
    TaskState,
    WorkflowState,
    WorkflowTask,
)

from reviews.models import ReviewStage, SignOff, Verdict
from reviews.names import name_of
from reviews.signing import NotAllowed
from tests.reviews.desk import (
    LABELS,
    again,
    edited,
    is_live,
    newest,
    person,
    stage_now,
    waiting,
)


def verdicts(page) -> list[tuple[str, str, str]]:
    rows = SignOff.objects.filter(page_ref=page.pk).order_by("pk")
    return [(row.stage_label, row.user_name, row.verdict) for row in rows]


def test_what_all_three_stages_approve_is_published_and_each_is_kept(newsroom):
    article = newsroom.handed_in(title="防汛工作部署")

    for label, user in zip(LABELS, newsroom.people, strict=True):
        assert (stage_now(article), is_live(article)) == (label, False)
        newsroom.approve(article, user, comment=f"{label}通过")

    assert is_live(article)
    rows = list(SignOff.objects.order_by("pk"))
    assert [(row.stage_label, row.user, row.comment) for row in rows] == [
        (label, user, f"{label}通过") for label, user in zip(LABELS, newsroom.people, strict=True)
    ]
    assert len({row.digest for row in rows}) == 1
    assert {row.page_title for row in rows} == {"防汛工作部署"}


def test_a_refusal_names_its_kind_and_the_writer_begins_again(newsroom):
    article = newsroom.handed_in()
    newsroom.approve(article, newsroom.people[0])
    newsroom.refuse(article, newsroom.people[1], "政策依据不清", comment="请核对文号")

    state = again(article).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    row = SignOff.objects.get(verdict=Verdict.REFUSED)
    assert (row.reason, row.comment, row.stage_label) == ("政策依据不清", "请核对文号", "二审")

    edited(article, newsroom.writer, "改好的标题")
    again(article).current_workflow_state.resume(newsroom.writer)
    # Another text was approved at the first stage, so it comes first again.
    assert stage_now(article) == "一审"
    newsroom.pass_all(article)
    assert again(article).title == "改好的标题"


@pytest.mark.parametrize("reason", ["", None])
def test_a_refusal_without_its_kind_is_none(newsroom, reason):
    article = newsroom.handed_in()
    with pytest.raises(NotAllowed):
        newsroom.refuse(article, newsroom.people[0], reason)
    assert stage_now(article) == "一审"
    assert not SignOff.objects.exists()


def test_nobody_from_elsewhere_decides_superusers_neither(newsroom, admin_user):
    article = newsroom.handed_in()
    for user in (admin_user, newsroom.writer, newsroom.people[1], None):
        with pytest.raises(NotAllowed):
            newsroom.approve(article, user)
    stage = waiting(article).task.specific
    assert stage.get_actions(again(article), admin_user) == []
    assert not SignOff.objects.exists()


def test_whoever_wrote_a_version_does_not_approve_it(newsroom):
    first = newsroom.people[0]
    article = newsroom.handed_in()
    edited(article, first, "审核员改过的标题")
    stage = waiting(article).task.specific
    with pytest.raises(NotAllowed, match="撰写"):
        newsroom.approve(article, first)
    assert [name for name, *_ in stage.get_actions(again(article), first)] == ["reject"]

    colleague = person("colleague", newsroom.groups[0])
    newsroom.approve(article, colleague)
    assert stage_now(article) == "二审"


def test_saving_it_again_makes_nobody_else_its_writer(newsroom):
    first = newsroom.people[0]
    article = newsroom.draft()
    edited(article, first, "由审核员撰写")
    newest(article).save_revision(user=newsroom.writer)
    newsroom.handed_in(article)
    with pytest.raises(NotAllowed):
        newsroom.approve(article, first)


def test_nobody_approves_two_stages_of_one_version(newsroom):
    first = newsroom.people[0]
    first.groups.add(newsroom.groups[1])
    article = newsroom.handed_in()
    newsroom.approve(article, first)
    with pytest.raises(NotAllowed, match="另一审级"):
        newsroom.approve(article, first)
    assert stage_now(article) == "二审"


def test_both_rules_can_be_turned_off(newsroom):
    ReviewStage.objects.update(not_by_writer=False, not_twice=False)
    one = newsroom.people[0]
    one.groups.add(*newsroom.groups)
    article = newsroom.draft()
    edited(article, one, "一人办完")
    newsroom.handed_in(article)
    for _stage in LABELS:
        newsroom.approve(article, one)
    assert is_live(article)


def test_a_change_during_the_review_goes_through_all_stages(newsroom):
    article = newsroom.handed_in()
    newsroom.approve(article, newsroom.people[0])
    edited(article, newsroom.people[1], "二审改动")
    colleague = person("colleague", newsroom.groups[1])

    newsroom.approve(article, colleague)
    assert stage_now(article) == "一审"
    newsroom.approve(article, newsroom.people[0])
    newsroom.approve(article, newsroom.people[2])

    assert again(article).title == "二审改动"
    digests = SignOff.objects.order_by("pk").values_list("digest", flat=True)
    assert [digest == digests[3] for digest in digests] == [False, True, True, True]


def test_a_change_beside_the_content_keeps_what_was_approved(newsroom):
    article = newsroom.handed_in()
    newsroom.approve(article, newsroom.people[0])
    newest(article).save_revision(user=newsroom.people[1])
    newsroom.approve(article, newsroom.people[1])
    assert stage_now(article) == "三审"


def test_a_draft_that_is_written_over_loses_its_approvals(newsroom):
    article = newsroom.draft()
    newsroom.handed_in(article)
    newsroom.approve(article, newsroom.people[0])
    changed = newest(article)
    changed.title = "自动保存的改动"
    changed.save_revision(user=newsroom.writer, overwrite_revision=changed.get_latest_revision())
    newsroom.approve(article, newsroom.people[1])
    assert stage_now(article) == "一审"
    assert not is_live(article)


# --- Two at once ------------------------------------------------------------------------------


def test_two_reviewers_at_once_are_one_verdict(newsroom):
    colleague = person("colleague", newsroom.groups[0])
    article = newsroom.handed_in()
    seen_by_both = [waiting(article), waiting(article)]
    seen_by_both[0].approve(user=newsroom.people[0])
    with pytest.raises(NotAllowed), transaction.atomic():
        seen_by_both[1].approve(user=colleague)
    assert [(label, verdict) for label, _name, verdict in verdicts(article)] == [
        ("一审", Verdict.APPROVED)
    ]
    assert stage_now(article) == "二审"


def test_a_click_on_what_was_seen_before_a_change_decides_nothing(newsroom):
    article = newsroom.handed_in()
    seen = waiting(article)
    edited(article, person("colleague", newsroom.groups[0]), "又改了一处")
    with pytest.raises(NotAllowed, match="改动"):
        seen.task.specific.on_action(seen, newsroom.people[0], "approve")
    assert not SignOff.objects.exists()


def test_approving_a_task_state_in_code_keeps_the_rules_and_the_record(newsroom):
    article = newsroom.handed_in()
    with pytest.raises(NotAllowed):
        waiting(article).approve(user=newsroom.writer)
    waiting(article).approve(user=newsroom.people[0], comment="可")
    assert SignOff.objects.get().comment == "可"


# --- The record -------------------------------------------------------------------------------


def test_the_record_is_only_added_to(newsroom):
    newsroom.published()
    row = SignOff.objects.first()
    for change in (row.save, row.delete, SignOff.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        SignOff.objects.update(user_name="别人")


def test_the_record_outlives_page_people_and_stages(newsroom):
    article = newsroom.published(title="会被删除的稿件")
    again(article).delete()
    newsroom.people[0].delete()
    for stage in newsroom.stages:
        stage.delete()
    row = SignOff.objects.get(stage_label="一审")
    assert (row.user, row.user_name) == (None, name_of(newsroom.people[0]))
    assert (row.page_title, row.stage_name) == ("会被删除的稿件", "新闻三审·一审（负责人）")


def test_wagtails_own_history_tells_it_too(newsroom):
    article = newsroom.published()
    actions = PageLogEntry.objects.filter(page=article.pk, action="wagtail.workflow.approve")
    assert actions.count() == 3


def test_a_workflow_without_stages_is_left_as_it_was(column, admin_user, newsroom):
    task = GroupApprovalTask.objects.create(name="一级审核")
    WorkflowTask.objects.filter(workflow=newsroom.workflow).delete()
    WorkflowTask.objects.create(workflow=newsroom.workflow, task=task, sort_order=0)
    article = newsroom.draft()
    again(article).get_latest_revision().publish()
    assert is_live(article)


def test_task_states_are_not_lost_when_the_page_follows(newsroom):
    article = newsroom.handed_in()
    edited(article, newsroom.people[0], "改")
    states = TaskState.objects.filter(workflow_state__object_id=str(article.pk))
    assert [(state.status, state.revision) for state in states] == [
        (TaskState.STATUS_IN_PROGRESS, again(article).latest_revision)
    ]
