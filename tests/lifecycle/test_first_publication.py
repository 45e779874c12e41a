"""The time at which a page first was public is written once; no door makes it look earlier."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from attachments.gate import Held
from attachments.gate.deciding import judged, mend
from home.models import ArticlePage
from lifecycle import triggers
from lifecycle.first_publication import FirstPublicationIsFixed, NotCarriedOver, carry_over
from lifecycle.models import EarlierVersion, FirstPublication, RefusedDate, Way
from lifecycle.tasks import verify
from portal.scheduled import publish_due
from tests.attachments.desk import editor_of
from tests.home.factories import ArticlePageFactory
from tests.lifecycle.newsroom import current, edit, published

LONG_AGO = timezone.now() - timedelta(days=400)
IN_THE_FORM = "2020-01-02 09:00"


@pytest.fixture
def page(column) -> ArticlePage:
    return published(column)


def first(page: Page):
    return Page.objects.get(pk=page.pk).first_published_at


# --- it is written once -----------------------------------------------------------------------


def test_it_is_recorded_when_a_page_is_first_public(page):
    row = FirstPublication.objects.get(page_ref=page.pk)
    assert (row.at, row.way) == (page.first_published_at, Way.PUBLISHED)


def test_what_a_program_makes_public_at_once_has_it_too(column):
    page = ArticlePageFactory(parent=column)
    assert first(page) and FirstPublication.objects.get(page_ref=page.pk).at == first(page)


def test_a_draft_has_none(column):
    page = ArticlePageFactory(parent=column, live=False)
    page.save_revision()
    assert first(page) is None
    assert not FirstPublication.objects.filter(page_ref=page.pk).exists()


@pytest.mark.parametrize("value", [LONG_AGO, None, timezone.now() + timedelta(days=9)])
def test_a_program_cannot_save_another(page, value):
    before = first(page)
    page.first_published_at = value
    with pytest.raises(FirstPublicationIsFixed), transaction.atomic():
        page.save()
    assert first(page) == before


@pytest.mark.parametrize("value", [LONG_AGO, None])
def test_the_database_refuses_what_passes_no_program_of_ours(page, value):
    before = first(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(first_published_at=value)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET first_published_at = %s WHERE id = %s", [value, page.pk]
        )
    assert first(page) == before


def test_its_record_cannot_be_changed_either(page):
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstPublication.objects.update(at=LONG_AGO)


def test_a_revision_cannot_bring_another(page):
    before = first(page)
    revision = page.save_revision()
    revision.content = {**revision.content, "first_published_at": LONG_AGO.isoformat()}
    revision.save()
    with pytest.raises(FirstPublicationIsFixed):
        revision.publish()
    assert first(page) == before


def test_it_stays_through_everything_that_editors_do(admin_client, page, column, home):
    before = first(page)
    old = page.get_latest_revision()
    edit(admin_client, page, "另一段。", "publish")
    old.publish()
    current(page).unpublish()
    current(page).get_latest_revision().publish()
    current(page).move(home, pos="last-child")
    assert first(page) == before


def test_a_copy_is_first_public_when_it_is(page, column):
    copy = page.copy(update_attrs={"slug": "copy", "title": "副本"})
    if not copy.live:
        copy.displayed_at = None
        copy.save_revision().publish()
    assert first(copy) >= first(page)
    assert FirstPublication.objects.get(page_ref=copy.pk).way == Way.PUBLISHED


# --- nothing earlier is shown ------------------------------------------------------------------


def test_the_form_refuses_an_earlier_time_says_why_and_keeps_who_tried(
    client, page, column, django_user_model
):
    editor = editor_of(column, django_user_model, "liu")
    client.force_login(editor)
    answer = edit(client, page, displayed_at=IN_THE_FORM)

    assert "不能早于首次发布时间" in answer.content.decode()
    row = RefusedDate.objects.get()
    assert (row.page_ref, row.user, row.user_name) == (page.pk, editor, "liu")
    assert f"{timezone.localtime(row.tried):%Y-%m-%d %H:%M}" == IN_THE_FORM
    assert current(page).displayed_at == page.displayed_at


def test_a_form_that_saves_itself_leaves_one_row(client, page, column, django_user_model):
    client.force_login(editor_of(column, django_user_model, "liu"))
    for _time in range(3):
        edit(client, page, displayed_at=IN_THE_FORM)
    assert RefusedDate.objects.count() == 1


def test_a_new_page_cannot_begin_in_the_past(admin_client, column):
    page = ArticlePageFactory(parent=column, live=False)
    page.save_revision()
    answer = edit(admin_client, page, act="publish", displayed_at=IN_THE_FORM)
    assert "不能早于实际发布的时间" in answer.content.decode()
    assert not current(page).live and RefusedDate.objects.count() == 1


def test_nor_can_one_that_is_put_on_the_schedule(admin_client, column):
    page = ArticlePageFactory(parent=column, live=False)
    page.save_revision()
    hour = timezone.localtime(timezone.now() + timedelta(days=1))
    late = {"go_live_at": f"{hour:%Y-%m-%d %H:%M}"}
    early = timezone.localtime(timezone.now() + timedelta(hours=1))
    answer = edit(admin_client, page, act="publish", displayed_at=f"{early:%Y-%m-%d %H:%M}", **late)
    assert "不能早于实际发布的时间" in answer.content.decode()
    assert (
        not Page.objects.get(pk=page.pk)
        .revisions.filter(approved_go_live_at__isnull=False)
        .exists()
    )


def test_a_time_that_has_not_passed_may_be_shown(admin_client, page):
    later = timezone.localtime(timezone.now() + timedelta(hours=2))
    edit(admin_client, page, act="publish", displayed_at=f"{later:%Y-%m-%d %H:%M}")
    assert f"{timezone.localtime(current(page).displayed_at):%H:%M}" == f"{later:%H:%M}"


def test_a_draft_whose_time_has_passed_meanwhile_can_be_kept_and_is_mended_by_a_click(
    admin_client, admin_user, column
):
    page = ArticlePageFactory(parent=column, live=False)
    page.displayed_at = timezone.now() - timedelta(hours=1)
    page.save_revision()
    with pytest.raises(Held):
        page.get_latest_revision().publish(user=admin_user)
    assert RefusedDate.objects.get().user == admin_user

    newest = current(page).get_latest_revision_as_object()
    mend(newest, [row.finding for row in judged(newest) if row.is_open], admin_user)
    current(page).get_latest_revision().publish()
    assert current(page).displayed_at == first(page)


def test_what_is_refused_at_the_end_of_a_review_is_kept_though_the_approval_is_undone(
    admin_client, admin_user, column
):
    page = ArticlePageFactory(parent=column, live=False)
    page.displayed_at = timezone.now() - timedelta(hours=1)
    page.save_revision()
    workflow = Workflow.objects.create(name="审核")
    WorkflowTask.objects.create(
        workflow=workflow, task=GroupApprovalTask.objects.create(name="复审")
    )
    state = workflow.start(page, admin_user)
    admin_client.post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", state.current_task_state.pk],
        )
    )
    assert not current(page).live
    row = RefusedDate.objects.get()
    assert (row.user, row.times) == (admin_user, 1)


def test_nobody_can_waive_it(column):
    page = ArticlePageFactory(parent=column, live=False)
    page.displayed_at = LONG_AGO
    [row] = [row for row in judged(page) if row.finding.check == "first-publication"]
    assert row.is_open and not row.finding.waivable


def test_a_page_that_goes_live_a_little_after_its_hour_shows_when_it_did(column):
    page = ArticlePageFactory(parent=column, live=False)
    hour = timezone.now() + timedelta(hours=1)
    page.go_live_at = page.displayed_at = hour
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=5)
    content = {**revision.content, "go_live_at": past.isoformat(), "displayed_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    Page.objects.filter(pk=page.pk).update(go_live_at=past)

    assert publish_due().published == 1

    page = current(page)
    assert page.live and page.displayed_at >= page.first_published_at.replace(
        second=0, microsecond=0
    )


def test_a_program_cannot_save_an_earlier_time(page):
    page.displayed_at = LONG_AGO
    with pytest.raises(ValidationError):
        page.save()
    assert current(page).displayed_at != LONG_AGO


def test_a_program_that_makes_an_old_looking_page_public_makes_a_draft(column):
    page = ArticlePageFactory(parent=column, displayed_at=LONG_AGO, first_published_at=None)
    assert not current(page).live


# --- what was public elsewhere ----------------------------------------------------------------


def test_an_import_carries_the_time_over_with_evidence(column):
    page = ArticlePageFactory(parent=column, live=False)
    carry_over(page, LONG_AGO, "旧网站 http://old.example/1.htm")
    page.displayed_at = LONG_AGO
    page.save_revision().publish()

    assert first(page) == LONG_AGO and current(page).displayed_at == LONG_AGO
    row = FirstPublication.objects.get(page_ref=page.pk)
    assert (row.way, row.evidence) == (Way.CARRIED_OVER, "旧网站 http://old.example/1.htm")


def test_only_what_was_never_public_here_and_with_evidence(column, page):
    draft = ArticlePageFactory(parent=column, live=False)
    for which, at, evidence in (
        (page, LONG_AGO, "旧网站"),
        (draft, LONG_AGO, " "),
        (draft, timezone.now() + timedelta(days=1), "旧网站"),
    ):
        with pytest.raises(NotCarriedOver):
            carry_over(which, at, evidence)


def test_a_file_imported_by_who_runs_the_portal_keeps_its_time(column, tmp_path):
    file = tmp_path / "旧闻.txt"
    file.write_text("旧闻标题\n发布时间：2015-04-08 10:30\n正文一段。")
    call_command("import_article", str(file), "--column", column.slug, "--publish")
    page = ArticlePage.objects.get(title="旧闻标题")
    assert page.live and f"{timezone.localtime(page.first_published_at):%Y-%m-%d}" == "2015-04-08"
    assert page.displayed_at == page.first_published_at
    row = FirstPublication.objects.get(page_ref=page.pk)
    assert row.way == Way.CARRIED_OVER and "旧闻.txt, SHA-256 " in row.evidence


def test_a_file_that_an_editor_brings_does_not(admin_client, column):
    file = SimpleUploadedFile(
        "旧闻.txt", "旧闻标题\n发布时间：2015-04-08 10:30\n正文一段。".encode()
    )
    answer = admin_client.post(
        reverse("import_article"), {"column": column.pk, "file": file}, follow=True
    )
    assert "文件写明发布于2015-04-08 10:30" in answer.content.decode()
    page = ArticlePage.objects.get(title="旧闻标题")
    assert page.displayed_at is None and page.first_published_at is None


# --- the record is held against the pages ------------------------------------------------------


def test_the_command_finds_what_was_done_behind_our_back(page, capsys):
    call_command("verify_publications")
    # PostgreSQL drops no trigger of a table on which something waits for the end.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER lifecycle_first_published {_on()}")
    Page.objects.filter(pk=page.pk).update(first_published_at=LONG_AGO)
    ArticlePage.objects.filter(pk=page.pk).update(displayed_at=LONG_AGO - timedelta(days=1))
    with pytest.raises(CommandError, match="3 do not agree"):
        call_command("verify_publications")
    assert verify() == 3
    said = capsys.readouterr().out
    assert "trigger lifecycle_first_published is not there" in said
    assert f"page {page.pk}: first published at" in said and f"page {page.pk}: shows" in said
    Page.objects.filter(pk=page.pk).update(first_published_at=page.first_published_at)
    triggers.install()
    assert not triggers.missing()


def _on() -> str:
    return "ON wagtailcore_page" if connection.vendor == "postgresql" else ""


def test_pages_from_before_are_taken_into_the_record(page):
    FirstPublication.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("verify_publications")
    call_command("verify_publications", "--adopt")
    assert FirstPublication.objects.get(page_ref=page.pk).way == Way.ADOPTED


# --- any doors in any order -------------------------------------------------------------------

DOORS = ("edit", "draft", "old", "down", "up", "move", "earlier", "none", "raw", "expire", "alias")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(DOORS), min_size=1, max_size=10))
def test_whatever_is_done_the_first_time_stays_and_nothing_earlier_is_shown(
    column, home, admin_client, doors
):
    with transaction.atomic():
        page = published(column)
        before, oldest = first(page), page.get_latest_revision()
        for number, door in enumerate(doors):
            try:
                with transaction.atomic():
                    _through(door, page, oldest, admin_client, (home, column)[number % 2])
            except (ValidationError, IntegrityError):
                pass
            now = current(page)
            assert now.first_published_at == before, doors
            shown = now.displayed_at.replace(second=0, microsecond=0)
            assert shown >= before.replace(second=0, microsecond=0), doors
        transaction.set_rollback(True)


def _through(door: str, page: Page, oldest, client, parent: Page) -> None:
    now = current(page)
    match door:
        case "edit":
            edit(client, now, "改。", "publish", displayed_at=IN_THE_FORM)
        case "draft":
            edit(client, now, "稿。", displayed_at=IN_THE_FORM)
        case "old":
            oldest.publish()
        case "down":
            now.unpublish()
        case "up":
            now.get_latest_revision().publish()
        case "move":
            now.move(type(parent).objects.get(pk=parent.pk), pos="last-child")
        case "earlier":
            now.first_published_at = now.displayed_at = LONG_AGO
            now.save()
        case "none":
            now.first_published_at = None
            now.save(clean=False)
        case "raw":
            Page.objects.filter(pk=now.pk).update(first_published_at=LONG_AGO)
        case "expire":
            now.unpublish(set_expired=True)
        case "alias":
            now.displayed_at = LONG_AGO
            now.save_revision().publish()


def test_earlier_versions_are_fixed_too(db):
    version = EarlierVersion.objects.create(
        page_ref=1, title="甲", content={"a": 1}, sha256="0", public_until=timezone.now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierVersion.objects.filter(pk=version.pk).update(content={"a": 2})


def test_the_admin_does_not_offer_it(admin_client, page):
    words = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="first_published_at"' not in words
