"""A document that needs an interpretation leaves by no door without a plan."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from disclosure.models import PolicyDocumentPage
from home.models import ArticlePage
from home.releasing import ReleaseRefused
from portal.scheduled import publish_due
from tests.disclosure.documents.documents import (
    PolicyDocumentPageFactory,
    draft,
    planned,
    publish,
)

SOON = timezone.now() + timedelta(days=2)


@pytest.fixture
def document(policies, organ) -> PolicyDocumentPage:
    return draft(policies, organ, title="要解读的文件", needs_interpretation=True)


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_a_revision_is_not_published(document):
    with pytest.raises(ReleaseRefused, match="制定解读方案"):
        document.save_revision().publish()
    with pytest.raises(ReleaseRefused):
        PublishPageRevisionAction(document.get_latest_revision()).execute()
    assert not is_live(document)


def test_a_page_is_not_made_as_live(policies, organ):
    with pytest.raises(ReleaseRefused):
        PolicyDocumentPageFactory(parent=policies, organ=organ, needs_interpretation=True)
    assert not PolicyDocumentPage.objects.exists()


def test_a_revision_is_not_scheduled(document):
    document.go_live_at = SOON
    revision = document.save_revision()
    with pytest.raises(ReleaseRefused):
        revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_change_of_a_live_document_is_not_scheduled_either(policies, organ):
    document = publish(draft(policies, organ))
    document.needs_interpretation, document.go_live_at = True, SOON
    with pytest.raises(ReleaseRefused):
        document.save_revision().publish()


def test_with_a_plan_it_is_scheduled_and_published(document, time_machine):
    planned(document).go_live_at = SOON
    document.save_revision().publish()
    time_machine.move_to(SOON + timedelta(minutes=1))
    assert publish_due().published == 1
    assert is_live(document)


def test_bulk_publication_is_undone_as_a_whole_and_says_why(
    document, policies, organ, admin_client
):
    other = draft(policies, organ)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = admin_client.post(f"{address}?id={other.pk}&id={document.pk}", follow=True)
    told = answer.content.decode()
    assert "要解读的文件" in told
    assert "制定解读方案" in told
    assert not is_live(document)
    assert not is_live(other)


def test_the_last_approval_of_a_workflow_does_not_publish_it(document, admin_user, admin_client):
    task = GroupApprovalTask.objects.create(name="审核")
    workflow = Workflow.objects.create(name="发文")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(document, admin_user)
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=(document.pk, "approve", state.current_task_state.pk),
    )
    answer = admin_client.post(address, {"comment": ""}, follow=True)
    assert "制定解读方案" in answer.content.decode()
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not is_live(document)


def test_asked_for_in_the_background_it_answers_with_the_reasons(document, admin_client):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = admin_client.post(
        f"{address}?id={document.pk}", HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    )
    assert answer.status_code == 409
    assert "制定解读方案" in answer.content.decode()


def test_an_empty_article_is_not_scheduled_any_more(column):
    article = ArticlePage(title="空稿", live=False, go_live_at=SOON)
    column.add_child(instance=article)
    with pytest.raises(ReleaseRefused):
        article.save_revision(clean=False).publish()
