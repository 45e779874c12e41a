"""A page with a number of somebody's is published by no door until it is masked or waived."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from attachments.gate import CHECKS, Finding, Held
from attachments.gate.deciding import holding, judged, mend, take_back, waive
from attachments.gate.page_text import texts_of
from attachments.models import HeldPublication, Waiver
from home.models import ArticlePage
from portal.scheduled import publish_due
from tests.attachments import files
from tests.attachments.desk import attached, document, draft, editor_of, is_live
from tests.attachments.files import CARD, IDENTITY, MOBILE, pdf, word, workbook
from tests.home.factories import ArticlePageFactory

LISTED = ("paragraph", f"<p>联系人张三，{MOBILE}。</p>")


def newest(page: Page) -> ArticlePage:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def found(page: Page) -> list[tuple[str, str]]:
    return [(finding.place, finding.snippet) for finding in holding(newest(page))]


@pytest.fixture
def reviewer(column, django_user_model):
    return editor_of(column, django_user_model, "reviewer", "waive_finding")


# --- where it looks ---------------------------------------------------------------------------


def test_every_word_of_a_page_is_looked_at_and_the_place_is_told(column):
    article = draft(
        column,
        ("heading", {"text": f"标题{MOBILE}", "level": "2"}),
        ("paragraph", f"<p>甲</p><p>身份证 430102<b>19900307</b>{IDENTITY[-4:]}</p>"),
        ("table", {"data": [["姓名", "卡号"], ["张三", CARD]], "table_caption": "13900001111"}),
        ("quote", {"text": "见13700001111", "attribution": ""}),
        title="公示13600001111",
        summary="摘要13500001111",
    )
    assert set(found(article)) == {
        ("标题", "136****1111"),
        ("摘要", "135****1111"),
        ("正文第1块（小标题） › 标题文字", "138****5678"),
        ("正文第2块（段落）", "430102********1234"),
        ("正文第3块（表格）第2行第2列", "622202*********4567"),
        ("正文第3块（表格）", "139****1111"),
        ("正文第4块（引文） › 引文", "137****1111"),
    }


def test_a_telephone_link_is_looked_at(column):
    article = draft(column, ("paragraph", f'<p><a href="tel:{MOBILE}">打电话</a></p>'))
    assert [snippet for _place, snippet in found(article)] == ["138****5678"]


@pytest.mark.parametrize(
    "body",
    [
        lambda doc: attached(doc),
        lambda doc: ("paragraph", f'<p><a linktype="document" id="{doc.pk}">名单</a></p>'),
        lambda doc: ("paragraph", f'<p><a href="{doc.url}">名单</a></p>'),
    ],
    ids=["block", "link", "address"],
)
def test_a_document_is_looked_at_however_the_page_leads_to_it(column, body):
    stored = document(pdf("one", "two", f"ID {IDENTITY}"), "名单.pdf", "公示名单")
    article = draft(column, body(stored))
    assert found(article) == [("附件“公示名单” 第3页", "430102********1234")]


def test_the_title_and_the_name_of_a_document_are_looked_at(column):
    stored = document(pdf(), f"{IDENTITY}.pdf", f"张三{IDENTITY}")
    article = draft(column, attached(stored))
    assert found(article) == [
        ("附件“张三430102********1234” 标题", "430102********1234"),
    ]
    stored.title = "名单"
    stored.save()
    assert found(article) == [("附件“名单” 文件名", "430102********1234")]


def test_what_readers_could_uncover_in_a_document_holds_as_well(column):
    article = draft(column, attached(document(word(files.INSERTED), "通知.docx")))
    said = [finding.what for finding in holding(newest(article))]
    assert len(said) == 1 and "2处修订痕迹" in said[0]


def test_a_long_list_is_one_finding(column):
    rows = [["张", f"139{number:08d}"] for number in range(10_000_000, 10_000_020)]
    article = draft(column, attached(document(workbook(*rows), "名单.xlsx")))
    (finding,) = holding(newest(article))
    assert "共20个" in finding.what


def test_a_document_is_read_once_and_the_questions_asked_of_the_database_stay_the_same(column):
    documents = [document(workbook([MOBILE[:-1] + str(n)]), f"{n}.xlsx") for n in range(5)]

    def questions(number: int) -> int:
        article = newest(draft(column, *map(attached, documents[:number])))
        holding(article)
        with CaptureQueriesContext(connection) as queries:
            assert len(holding(article)) == number
        return len(queries)

    assert questions(1) == questions(5)


# --- the doors --------------------------------------------------------------------------------


def test_publishing_in_code_is_refused_with_what_was_found_and_where(column):
    article = draft(column, LISTED)
    with pytest.raises(Held) as held:
        article.get_latest_revision().publish()
    assert not is_live(article)
    assert "正文第1块（段落） 手机号码：138****5678" in held.value.messages[0]
    assert MOBILE not in held.value.messages[0]


def test_wagtails_action_itself_is_refused(column):
    article = draft(column, LISTED)
    with pytest.raises(Held):
        PublishPageRevisionAction(article.get_latest_revision()).execute()
    assert not is_live(article)


def test_scheduling_is_refused_and_leaves_the_schedule_alone(column):
    article = draft(column, LISTED)
    article = newest(article)
    article.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(Held):
        article.save_revision().publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def due(article: ArticlePage) -> Revision:
    """Put the newest draft on the schedule of a moment ago, as if nobody had looked."""
    revision = article.get_latest_revision()
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    return revision


@pytest.mark.parametrize("scheduler", [publish_due, lambda: call_command("publish_scheduled")])
def test_a_scheduled_page_stays_back_with_a_notice_and_the_others_go_out(column, scheduler):
    held, good = draft(column, LISTED), draft(column)
    for article in (held, good):
        due(article)

    scheduler()

    assert (is_live(held), is_live(good)) == (False, True)
    notice = HeldPublication.objects.get()
    assert (notice.page_id, notice.number, notice.was_scheduled) == (held.pk, 1, True)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    (entry,) = PageLogEntry.objects.filter(page=held.pk, action="attachments.held")
    assert "定时发布被暂停" in str(entry.formatter.format_message(entry))


def test_the_schedulers_report_counts_only_what_went_out(column):
    due(draft(column, LISTED))
    report = publish_due()
    assert (report.published, report.failed) == (0, 0)
    assert publish_due().failed == 0


def test_a_page_that_a_program_makes_live_at_once_stays_a_draft_with_a_notice(column):
    article = ArticlePageFactory(parent=column, body=[LISTED])
    assert not is_live(article)
    assert HeldPublication.objects.get().page_id == article.pk


def test_a_notice_goes_when_the_page_is_published(column, reviewer):
    article = ArticlePageFactory(parent=column, body=[LISTED])
    waive(article, holding(article), reviewer, "公开的值班电话")
    article.save_revision().publish()
    assert is_live(article)
    assert not HeldPublication.objects.exists()


def test_approval_at_the_end_of_a_workflow_is_refused_and_the_task_stays_open(
    column, django_user_model
):
    editor = editor_of(column, django_user_model, "editor", publishes=False)
    moderator = editor_of(column, django_user_model, "moderator")
    task = GroupApprovalTask.objects.create(name="审核")
    task.groups.set(moderator.groups.all())
    workflow = Workflow.objects.create(name="审核流程")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(page=column, workflow=workflow)
    article = draft(column, LISTED)
    state = workflow.start(article, editor)

    with pytest.raises(Held):
        state.current_task_state.approve(user=moderator)

    state.refresh_from_db()
    assert not is_live(article)
    assert state.status == "in_progress"
    assert state.current_task_state.status == "in_progress"


def test_an_alias_follows_what_its_source_has_published(column, reviewer):
    article = draft(column, LISTED)
    waive(article, holding(newest(article)), reviewer, "公开的值班电话")
    article.get_latest_revision().publish()
    alias = Page.objects.get(pk=article.pk).specific.create_alias(
        parent=column, update_slug="alias"
    )
    assert is_live(alias)


def test_a_copy_asks_again(column, reviewer):
    article = draft(column, LISTED)
    waive(article, holding(newest(article)), reviewer, "公开的值班电话")
    article.get_latest_revision().publish()
    copy = Page.objects.get(pk=article.pk).specific.copy(
        update_attrs={"slug": "copy"}, keep_live=True
    )
    assert not is_live(copy)


def test_a_page_that_is_live_already_stays_as_it_is_when_its_new_version_is_held(column):
    article = draft(column)
    article.get_latest_revision().publish()
    article = newest(article)
    article.body = [LISTED]
    with pytest.raises(Held):
        article.save_revision().publish()
    assert is_live(article)
    assert MOBILE not in str(ArticlePage.objects.get(pk=article.pk).body)


# --- deciding ---------------------------------------------------------------------------------


def test_a_waiver_holds_for_what_was_seen_and_for_this_page_only(column, reviewer):
    article, other = draft(column, LISTED), draft(column, LISTED)
    waive(article, holding(newest(article)), reviewer, "公开的值班电话")

    article.get_latest_revision().publish()

    assert is_live(article)
    assert holding(newest(other))
    waiver = Waiver.objects.get()
    assert (waiver.user, waiver.reason, waiver.snippet) == (
        reviewer,
        "公开的值班电话",
        "138****5678",
    )
    article = newest(article)
    article.body = [("paragraph", "<p>联系人张三，13987654321。</p>")]
    with pytest.raises(Held):
        article.save_revision().publish()


def test_a_waiver_of_a_document_ends_when_the_file_is_another_one(column, reviewer):
    stored = document(workbook(["张三", MOBILE]), "名单.xlsx")
    article = draft(column, attached(stored))
    waive(article, holding(newest(article)), reviewer, "企业公开电话")
    assert not holding(newest(article))
    stored.file.save("名单.xlsx", ContentFile(workbook(["李四", MOBILE])))
    assert holding(newest(article))


def test_a_waiver_taken_back_holds_again_and_stays_in_the_record(column, reviewer):
    article = draft(column, LISTED)
    waive(article, holding(newest(article)), reviewer, "公开的值班电话")
    take_back(Waiver.objects.get(), reviewer)
    assert holding(newest(article))
    assert Waiver.objects.count() == 1
    waive(article, holding(newest(article)), reviewer, "再次核实")
    assert not holding(newest(article))
    assert Waiver.objects.count() == 2


def test_masking_changes_the_digits_and_nothing_else(column, reviewer):
    article = draft(
        column,
        ("paragraph", f"<p>甲 430102<b>19900307</b>{IDENTITY[-4:]} &amp; <i>乙</i></p>"),
        ("table", {"data": [["张三", MOBILE]], "first_row_is_table_header": False}),
        title=f"公示{MOBILE}",
    )
    page = newest(article)

    assert mend(page, holding(page), reviewer) == 2

    masked = newest(article)
    assert masked.title == "公示138****5678"
    assert masked.body[0].value.source == (
        f"<p>甲 430102<b>********</b>{IDENTITY[-4:]} &amp; <i>乙</i></p>"
    )
    assert masked.body[1].value["data"] == [["张三", "138****5678"]]
    assert not holding(masked)
    assert [block.id for block in masked.body] == [block.id for block in page.body]


def test_notes_do_not_hold(column):
    stored = document(pdf(" "), "扫描.pdf")
    rows = judged(newest(draft(column, attached(stored))))
    assert [row.is_open for row in rows] == [False]
    assert "没有文字" in rows[0].finding.what


def test_another_app_hangs_its_own_check_into_the_same_gate(column, reviewer):
    def slogans(page):
        if "错字" in page.title:
            yield Finding("words", "错别字", "标题", "f" * 64)

    with hooks.register_temporarily(CHECKS, slogans):
        article = draft(column, title="有错字")
        with pytest.raises(Held):
            article.get_latest_revision().publish()
        waive(article, holding(newest(article)), reviewer, "专有名词")
        article.get_latest_revision().publish()
    assert is_live(article)


def test_every_text_has_the_place_that_the_editor_knows(column):
    page = draft(
        column,
        ("heading", {"text": "标题", "level": "2"}),
        ("gallery", {"images": [{"image": None, "alt_text": "桥", "caption": ""}]}),
        summary="摘要",
    )
    body = page.body.get_prep_value()
    gallery = body[1]["value"]["images"][0]
    assert {text.text: where.path for where, text in texts_of(page)} == {
        page.title: ("title",),
        "摘要": ("summary",),
        "云汀市人民政府办公室": ("source",),
        "标题": ("body", body[0]["id"], "text"),
        "桥": ("body", body[1]["id"], "images", gallery["id"], "alt_text"),
    }
