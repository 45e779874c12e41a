"""A document that needs an interpretation leaves by no door without a plan; nobody waives it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowTask

from attachments.gate import Held
from attachments.gate.deciding import holding, waive
from attachments.models import HeldPublication, Waiver
from disclosure.models import IndexNumber, PolicyDocumentPage
from home.models import ArticlePage
from portal.scheduled import publish_due
from tests.attachments.files import MOBILE
from tests.disclosure.documents.documents import (
    PolicyDocumentPageFactory,
    draft,
    planned,
    publish,
)

SOON = timezone.now() + timedelta(days=2)
# What is said of it, whoever is told and wherever.
TOLD = "未发布：有1处问题须先处理：需要解读 "


@pytest.fixture
def document(policies, organ) -> PolicyDocumentPage:
    return draft(policies, organ, title="要解读的文件", needs_interpretation=True)


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def bulk_publication(*pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"


def test_a_revision_is_not_published(document):
    with pytest.raises(Held, match="制定解读方案") as held:
        document.save_revision().publish()
    assert held.value.messages[0].startswith(TOLD)
    with pytest.raises(Held):
        PublishPageRevisionAction(document.get_latest_revision()).execute()
    assert not is_live(document)


def test_a_page_made_as_live_stays_a_draft_without_an_index_number(policies, organ):
    PolicyDocumentPageFactory(parent=policies, organ=organ, needs_interpretation=True)
    document = PolicyDocumentPage.objects.get()
    assert not document.live
    assert HeldPublication.objects.get().page_id == document.pk
    assert not IndexNumber.objects.exists()


def test_a_document_with_somebodys_number_made_as_live_has_no_index_number_either(policies, organ):
    body = [("paragraph", f"<p>{MOBILE}</p>")]
    PolicyDocumentPageFactory(parent=policies, organ=organ, body=body)
    assert not PolicyDocumentPage.objects.get().live
    assert not IndexNumber.objects.exists()


def test_a_page_is_not_saved_as_live(document):
    document.live = True
    with pytest.raises(Held):
        document.save()
    assert not is_live(document)
    assert not IndexNumber.objects.exists()


def test_a_draft_of_a_live_document_may_lack_it(policies, organ):
    document = publish(draft(policies, organ))
    document.needs_interpretation = True
    document.save_revision()
    assert is_live(document)


def test_a_revision_is_not_scheduled(document):
    document.go_live_at = SOON
    revision = document.save_revision()
    with pytest.raises(Held):
        revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_change_of_a_live_document_is_not_scheduled_either(policies, organ):
    document = publish(draft(policies, organ))
    document.needs_interpretation, document.go_live_at = True, SOON
    with pytest.raises(Held):
        document.save_revision().publish()


@pytest.mark.parametrize("values", [{"needs_interpretation": True}, {"summary": f"电话{MOBILE}"}])
def test_nothing_is_put_on_the_schedule_past_the_door(policies, organ, values):
    document = draft(policies, organ, **values)
    with pytest.raises(Held):
        document.save_revision(approved_go_live_at=SOON)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_with_a_plan_it_is_scheduled_and_published(document, time_machine):
    planned(document).go_live_at = SOON
    document.save_revision().publish()
    time_machine.move_to(SOON + timedelta(minutes=1))
    assert publish_due().published == 1
    assert is_live(document)


def test_what_stands_against_it_only_at_that_hour_takes_it_off_the_schedule(
    policies, organ, time_machine
):
    document, other = draft(policies, organ), draft(policies)
    for each in (document, other):
        each.go_live_at = SOON
        each.save_revision().publish()
    organ.code = ""
    organ.save()
    time_machine.move_to(SOON + timedelta(minutes=1))

    report = publish_due()

    assert (report.published, report.failed) == (1, 0)
    assert (is_live(document), is_live(other)) == (False, True)
    assert HeldPublication.objects.get().page_id == document.pk
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_bulk_publication_leaves_it_out_and_says_why(document, policies, organ, admin_client):
    other = draft(policies, organ)
    answer = admin_client.post(
        f"{bulk_publication(document, other)}&next={reverse('wagtailadmin_home')}", follow=True
    )
    assert f"“要解读的文件”：{TOLD}" in answer.content.decode()
    assert not is_live(document)
    assert is_live(other)


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
    assert TOLD in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("attachments:checks", args=[document.pk])
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not is_live(document)


def test_the_panel_shows_it_and_offers_no_waiver(document, admin_client):
    edit = reverse("wagtailadmin_pages:edit", args=[document.pk])
    screen = reverse("attachments:checks", args=[document.pk])
    for address in (edit, screen):
        said = admin_client.get(address).content.decode()
        assert "制定解读方案" in said
        assert "不能豁免" in said
        assert reverse("attachments:waive", args=[document.pk]) not in said


def test_nobody_waives_it(document, admin_client, admin_user):
    (finding,) = holding(document)
    answer = admin_client.post(
        reverse("attachments:waive", args=[document.pk]),
        {"digest": finding.digest, "reason": "领导已同意"},
        follow=True,
    )
    assert "不能豁免" in answer.content.decode()
    with pytest.raises(ValueError, match="nobody can waive"):
        waive(document, [finding], admin_user, "领导已同意")
    assert not Waiver.objects.exists()
    Waiver.objects.create(page=document, digest=finding.digest, reason="从别处写入")
    assert holding(document) == [finding]


def test_beside_it_a_number_can_be_waived(document, admin_client):
    document.summary = f"电话{MOBILE}"
    document.save_revision()
    number = next(each for each in holding(document) if each.waivable)
    address = reverse("attachments:waive", args=[document.pk])
    said = admin_client.get(reverse("attachments:checks", args=[document.pk])).content.decode()
    assert said.count(address) == 1
    admin_client.post(address, {"digest": number.digest, "reason": "公开的值班电话"})
    assert [each.waivable for each in holding(document)] == [False]


def test_an_alias_follows_its_source_whatever_stands_against_it_now(policies, organ):
    document = publish(draft(policies, organ))
    organ.code = ""
    organ.save()
    assert is_live(document.create_alias(parent=policies, update_slug="alias"))


def test_an_empty_article_is_not_scheduled_any_more(column):
    article = ArticlePage(title="空稿", live=False, go_live_at=SOON)
    column.add_child(instance=article)
    with pytest.raises(Held):
        article.save_revision(clean=False).publish()
