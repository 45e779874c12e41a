"""Nobody publishes past the stages, by any door; what all stages approved passes by every door."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision, WorkflowTask

from attachments.gate import Held
from attachments.gate.deciding import waive
from attachments.models import HeldPublication, Waiver
from home.importing.draft import Draft, Unreadable
from home.importing.storing import store
from home.models import ArticlePage
from portal.scheduled import publish_due
from reviews.models import Passage
from tests.disclosure.documents.documents import draft as document_draft
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.reviews.desk import (
    Newsroom,
    again,
    edited,
    form_of,
    is_live,
    newest,
)

pytestmark = pytest.mark.django_db


def at_once(article, user):
    again(article).get_latest_revision().publish(user=user)


def by_action(article, user):
    PublishPageRevisionAction(again(article).get_latest_revision()).execute()


def by_page(article, user):
    page = again(article)
    page.publish(page.get_latest_revision())


def on_schedule(article, user):
    page = newest(article)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=user).publish(user=user)
    its_hour_comes()


def its_hour_comes():
    """Let the hour of all that is on the schedule have come a minute ago."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        content = {**revision.content, "go_live_at": past.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=past)
    return publish_due()


def on_schedule_in_code(article, user):
    page = newest(article)
    page.save_revision(user=user, approved_go_live_at=timezone.now() - timedelta(minutes=1))
    publish_due()


def slipped_on_the_schedule(article, user):
    past = timezone.now() - timedelta(minutes=1)
    revision = again(article).get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled")


def by_saving_it_live(article, user):
    page = newest(article)
    page.live = True
    page.save()


DOORS = [
    at_once, by_action, by_page, on_schedule, on_schedule_in_code, slipped_on_the_schedule,
    by_saving_it_live,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_what_no_stage_approved_is_let_out_by_no_door(newsroom, admin_user, door):
    for user in (newsroom.writer, admin_user):
        article = newsroom.draft()
        try:
            door(article, user)
        except ValidationError as held:
            assert isinstance(held, Held)
        assert not is_live(article)


@pytest.mark.parametrize("door", DOORS)
def test_what_two_of_three_approved_is_let_out_by_no_door(newsroom, door):
    article = newsroom.handed_in()
    for user in newsroom.people[:2]:
        newsroom.approve(article, user)
    try:
        door(article, newsroom.people[1])
    except Held as held:
        # What a program saves has no draft that anybody has seen.
        told = held.messages[0]
        assert "三审" in told and (door is by_saving_it_live or "一审" not in told)
    assert not is_live(article)


@pytest.mark.parametrize(
    "door", [at_once, by_action, by_page, on_schedule, slipped_on_the_schedule]
)
def test_what_all_approved_passes_by_every_door(newsroom, door):
    article = newsroom.published()
    again(article).unpublish()
    door(article, newsroom.writer)
    assert is_live(article)


@pytest.mark.parametrize("door", DOORS)
def test_a_change_after_the_approval_is_let_out_by_no_door(newsroom, door):
    article = newsroom.published(title="审过的标题")
    edited(article, newsroom.writer, "没有审过的标题")
    try:
        door(article, newsroom.writer)
    except ValidationError as held:
        assert isinstance(held, Held)
    assert again(article).title == "审过的标题"
    assert is_live(article)


def test_nobody_waives_it(newsroom, admin_user):
    article = newsroom.draft()
    with pytest.raises(Held) as held:
        at_once(article, admin_user)
    with pytest.raises(ValueError, match="waive"):
        waive(article, held.value.findings, admin_user, "领导已同意")
    assert not Waiver.objects.exists()


def test_the_editors_button_and_a_forged_post_lead_to_the_checks(newsroom, client):
    article = newsroom.draft(title="按钮")
    client.force_login(newsroom.writer)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    page = client.get(edit).content.decode()
    assert 'name="action-publish"' not in page
    answer = client.post(edit, {**form_of(article), "action-publish": "1"})
    assert answer.status_code == 302
    assert not is_live(article)


def test_bulk_publishing_leaves_it_out_and_publishes_the_others(newsroom, home, admin_client):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    held, good = newsroom.draft(), ArticlePageFactory(parent=free, live=False)
    good.save_revision()
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin_client.post(f"{path}?id={held.pk}&id={good.pk}", {"include_descendants": ""})
    assert (is_live(held), is_live(good)) == (False, True)


def test_bulk_publishing_of_a_column_leaves_out_what_is_below(newsroom, admin_client):
    held = newsroom.draft()
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin_client.post(f"{path}?id={newsroom.column.pk}", {"include_descendants": "on"})
    assert not is_live(held)


def test_the_api_publishes_nothing_unreviewed(newsroom, admin_client):
    article = newsroom.draft()
    path = reverse("wagtailadmin_api:pages:action", args=[article.pk, "publish"])
    admin_client.post(path, data="{}", content_type="application/json")
    assert not is_live(article)


def test_an_import_to_be_published_at_once_is_refused_as_a_whole(newsroom):
    told = Draft("导入的稿件", (("paragraph", "<p>正文。</p>"),))
    with pytest.raises(Unreadable, match="三审"):
        store(told, newsroom.column, "稿件.docx", "0" * 64, publish=True, user=newsroom.writer)
    assert not ArticlePage.objects.filter(title="导入的稿件").exists()
    article, _done = store(told, newsroom.column, "稿件.docx", "0" * 64, publish=False)
    assert not is_live(article)


def test_a_page_added_live_by_a_program_stays_a_draft_with_a_notice(newsroom):
    article = ArticlePageFactory(parent=newsroom.column)
    assert not is_live(article)
    assert HeldPublication.objects.get().page_id == article.pk


def test_a_column_made_below_a_reviewed_one_is_reviewed_as_well(newsroom):
    assert not is_live(ColumnPageFactory(parent=newsroom.column))


@pytest.mark.parametrize(
    ("field", "value"), [("title", "改过"), ("slug", "other"), ("summary", "改")]
)
def test_a_live_page_is_not_changed_in_place(newsroom, field, value):
    article = newsroom.published()
    before = getattr(article, field)
    setattr(article, field, value)
    with pytest.raises(Held):
        article.save()
    plain = Page.objects.get(pk=article.pk)
    if field != "summary":
        setattr(plain, field, value)
        with pytest.raises(Held):
            plain.save()
    assert getattr(again(article), field) == before


def test_what_is_noted_beside_the_content_can_be_saved(newsroom, admin_user):
    article = newsroom.published()
    article.locked, article.locked_by, article.owner = True, admin_user, admin_user
    article.save()
    assert again(article).locked


def test_an_old_approved_version_may_come_back(newsroom):
    article = newsroom.published(title="第一版")
    first = article.live_revision
    edited(article, newsroom.writer, "第二版")
    newsroom.handed_in(article)
    newsroom.pass_all(article)
    assert again(article).title == "第二版"
    first.publish(user=newsroom.writer)
    assert again(article).title == "第一版"


def test_a_stage_added_later_asks_for_what_was_approved_before(newsroom):
    article = newsroom.published()
    first = article.live_revision
    stage = newsroom.stages[0]
    stage.pk = stage.task_ptr_id = stage.id = None
    stage.name = stage.label = "四审"
    stage._state.adding = True
    stage.save()
    WorkflowTask.objects.create(workflow=newsroom.workflow, task=stage, sort_order=9)
    with pytest.raises(Held, match="四审"):
        first.publish()
    assert is_live(article)


def test_a_review_whose_stages_are_all_out_of_use_lets_nothing_pass(newsroom):
    article = newsroom.draft()
    for stage in newsroom.stages:
        stage.deactivate()
    with pytest.raises(Held):
        at_once(article, newsroom.writer)
    newsroom.workflow.tasks.update(active=False)
    with pytest.raises(Held):
        newsroom.workflow.start(again(article), newsroom.writer)
    assert not is_live(article)


def test_scheduling_after_approval_goes_out_at_its_hour(newsroom):
    article = newsroom.draft()
    page = newest(article)
    page.go_live_at = timezone.now() + timedelta(hours=3)
    page.save_revision(user=newsroom.writer)
    newsroom.handed_in(article)
    newsroom.pass_all(article)
    assert not is_live(article)
    assert its_hour_comes().published == 1
    assert is_live(article)
    assert Passage.objects.get().page_ref == article.pk


def test_what_is_public_before_a_review_is_set_up_stays_so(column, home):
    article = ArticlePageFactory(parent=column, title="早已公开")
    newsroom = Newsroom(column)
    assert is_live(article)
    article = again(article)
    article.save()
    edited(article, newsroom.writer, "新的一版")
    with pytest.raises(Held):
        at_once(article, newsroom.writer)
    assert again(article).title == "早已公开"


# --- What pages add to themselves when they are published --------------------------------------


def test_publishing_again_what_is_public_needs_no_second_review(newsroom):
    article = newsroom.published()
    assert article.displayed_at is not None
    article.save_revision(user=newsroom.writer).publish()
    article.unpublish()
    again(article).save_revision(user=newsroom.writer).publish()
    assert is_live(article)


def test_a_document_gets_its_number_when_it_is_published_and_stays_approved(newsroom):
    organ = OrganFactory(name="云汀市财政局", code="123456789")
    document = document_draft(
        newsroom.column, organ, title="停车收费办法", number="云财发[2026]7号"
    )
    document.save_revision(user=newsroom.writer)
    newsroom.handed_in(document)
    newsroom.pass_all(document)
    live = again(document)
    assert live.live and live.number == "云财发〔2026〕7号"
    live.save()
    live.save_revision(user=newsroom.writer).publish()
    edited(document, newsroom.writer, "停车收费新办法")
    with pytest.raises(Held):
        at_once(document, newsroom.writer)
