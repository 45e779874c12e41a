"""A reviewer who approves a page approves the bytes that go out for it."""

import pytest
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from syndication.models import Account, Approval
from syndication.models.approval import Way
from syndication.status import Status, status_of
from tests.home.factories import ArticlePageFactory
from tests.syndication.engine_room import posts, settle_down, the_copy, weibo_account

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def reviewer(django_user_model):
    return django_user_model.objects.create_superuser("终审")


@pytest.fixture
def in_review(home, column, django_user_model):
    """An article that somebody has handed in for review."""
    workflow = Workflow.objects.create(name="终审")
    task = GroupApprovalTask.objects.create(name="终审")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=column)
    article = ArticlePageFactory(parent=column, title="送审稿")
    article.unpublish()
    article.refresh_from_db()
    writer = django_user_model.objects.create_user("采编")
    article.save_revision(user=writer)
    workflow.start(article, writer)
    return article


def test_approving_the_page_approves_exactly_what_is_sent(sandbox, in_review, reviewer):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(needs_review=True)

    state = in_review.current_workflow_state.current_task_state
    state.approve(user=reviewer)
    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    approval = Approval.objects.get(payload=copy.sent_payload)
    assert (approval.way, approval.user, approval.name) == (Way.WORKFLOW, reviewer, "终审")
    assert len(posts(sandbox)) == 1


def test_what_is_published_past_the_reviewer_waits_for_one(sandbox, in_review):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(needs_review=True)

    in_review.get_latest_revision().publish()
    settle_down()

    assert status_of(the_copy(account)) == Status.REVIEWER
    assert posts(sandbox) == []
