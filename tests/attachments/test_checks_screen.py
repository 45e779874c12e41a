"""What editors see and decide, through the admin as they use it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from attachments.gate import CHECKS, Finding
from attachments.models import HeldPublication, Waiver
from home.models import ArticlePage
from tests.attachments.desk import attached, document, draft, editor_of, is_live
from tests.attachments.files import IDENTITY, MOBILE, workbook
from tests.home.factories import ArticlePageFactory

LISTED = ("paragraph", f"<p>联系人张三，{MOBILE}。</p>")


@pytest.fixture
def reviewer(column, django_user_model, client):
    return editor_of(column, django_user_model, "reviewer", "waive_finding")


@pytest.fixture
def editor(column, django_user_model):
    return editor_of(column, django_user_model, "editor")


@pytest.fixture
def article(column) -> ArticlePage:
    stored = document(workbook(["张三", IDENTITY]), "名单.xlsx", "公示名单")
    return draft(column, LISTED, attached(stored), title="公示")


def screen(client, page: Page) -> str:
    return client.get(reverse("attachments:checks", args=[page.pk])).content.decode()


def editing(page: Page, **more: str) -> dict[str, str]:
    """Return what the editor sends of a page with one paragraph."""
    return {
        "title": page.title,
        "slug": page.slug or "new",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": '{"entityMap":{},"blocks":[{"key":"a","text":"电话' + MOBILE + '","type":'
        '"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"data":{}}]}',
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }


def digests(client, page: Page) -> list[str]:
    rows = client.get(reverse("attachments:checks", args=[page.pk])).context_data["open"]
    return [row.finding.digest for row in rows]


def test_the_screen_shows_what_holds_and_where_and_no_number(client, reviewer, article):
    client.force_login(reviewer)
    said = screen(client, article)
    assert "有2处问题须先处理，才能发布" in said
    assert "正文第1块（段落）" in said and "138****5678" in said
    assert "附件“公示名单” 工作表“名单”B1单元格" in said and "430102********1234" in said
    assert said.count(reverse("attachments:mend", args=[article.pk])) == 1
    assert said.count("请修改文件后重新上传") == 1
    assert MOBILE not in said and IDENTITY not in said


def test_the_editor_has_the_panel_with_a_count(client, editor, article):
    client.force_login(editor)
    said = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "发布前检查" in said
    assert "138****5678" in said


def test_the_publish_button_leads_to_the_checks_and_the_text_is_kept(client, editor, column):
    article = draft(column)
    client.force_login(editor)
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        editing(article, **{"action-publish": "action-publish"}),
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == reverse("attachments:checks", args=[article.pk])
    assert "未发布：有1处问题须先处理" in answer.content.decode()
    assert not is_live(article)
    assert MOBILE in str(Page.objects.get(pk=article.pk).get_latest_revision_as_object().body)


def test_a_new_page_published_at_once_is_kept_as_a_draft(client, editor, column):
    client.force_login(editor)
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["home", "articlepage", column.pk]),
        editing(ArticlePage(title="新稿", slug="new"), **{"action-publish": "action-publish"}),
        follow=True,
    )
    article = ArticlePage.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("attachments:checks", args=[article.pk])
    assert not article.live
    assert MOBILE in str(article.get_latest_revision_as_object().body)


def test_one_click_masks_a_number_and_the_page_can_be_published(client, editor, column):
    article = draft(column, LISTED)
    client.force_login(editor)
    answer = client.post(
        reverse("attachments:mend", args=[article.pk]),
        {"digest": digests(client, article)},
        follow=True,
    )
    assert "已修改1处" in answer.content.decode()
    Page.objects.get(pk=article.pk).get_latest_revision().publish()
    assert "138****5678" in str(ArticlePage.objects.get(pk=article.pk).body)


def test_who_may_not_waive_is_not_offered_it_and_refused(client, editor, article):
    client.force_login(editor)
    assert reverse("attachments:waive", args=[article.pk]) not in screen(client, article)
    answer = client.post(
        reverse("attachments:waive", args=[article.pk]),
        {"digest": digests(client, article), "reason": "没有理由"},
    )
    assert answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")
    assert not Waiver.objects.exists()


def test_a_waiver_needs_a_reason(client, reviewer, article):
    client.force_login(reviewer)
    answer = client.post(
        reverse("attachments:waive", args=[article.pk]),
        {"digest": digests(client, article), "reason": " "},
        follow=True,
    )
    assert "请写明理由" in answer.content.decode()
    assert not Waiver.objects.exists()


def test_a_waiver_is_recorded_shown_reported_and_taken_back(client, reviewer, article):
    client.force_login(reviewer)
    client.post(
        reverse("attachments:waive", args=[article.pk]),
        {"digest": digests(client, article), "reason": "依法公示中标人信息"},
    )
    said = screen(client, article)
    assert "没有妨碍发布的问题" in said and "依法公示中标人信息" in said
    report = client.get(reverse("attachments:waivers")).content.decode()
    assert report.count("依法公示中标人信息") == 2
    assert MOBILE not in report and IDENTITY not in report
    client.post(reverse("attachments:take_back", args=[Waiver.objects.first().pk]))
    assert "有1处问题须先处理" in screen(client, article)


def test_the_report_asks_the_same_of_the_database_however_long_it_is(client, reviewer, column):
    client.force_login(reviewer)

    def waivers(number: int) -> None:
        for count in range(number):
            Waiver.objects.create(
                page=column, page_title="栏目", digest=f"{Waiver.objects.count():064d}",
                check_name="personal", what="手机号码", place="正文", reason="公开电话",
                user=reviewer, user_name=f"审核{count}",
            )  # fmt: skip

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("attachments:waivers"))
        return len(queries)

    waivers(2)
    few = questions()
    waivers(20)
    assert questions() == few


def test_the_report_is_exported_without_formulas(client, reviewer, article):
    client.force_login(reviewer)
    Waiver.objects.create(page=article, page_title="=1+1", digest="d", check_name="c", reason="@a")
    rows = client.get(reverse("attachments:waivers"), {"export": "csv"}).getvalue().decode()
    assert "'=1+1" in rows and "'@a" in rows


def test_the_report_is_for_who_may_waive(client, editor):
    client.force_login(editor)
    assert client.get(reverse("attachments:waivers")).status_code == 302


def test_others_do_not_see_a_pages_findings(client, article, home, django_user_model):
    from tests.home.factories import ColumnPageFactory

    elsewhere = ColumnPageFactory(parent=home, title="别处", slug="elsewhere")
    client.force_login(editor_of(elsewhere, django_user_model, "stranger", "waive_finding"))
    for name in ("checks", "panel"):
        answer = client.get(reverse(f"attachments:{name}", args=[article.pk]))
        assert answer.status_code == 302 and "430102" not in answer.content.decode()


def test_publishing_many_pages_publishes_the_others_and_names_the_held_one(client, editor, column):
    held, good = draft(column, LISTED, title="有号码"), draft(column, title="没有号码")
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(
        f"{address}?id={held.pk}&id={good.pk}&next={reverse('wagtailadmin_home')}", follow=True
    )
    assert (is_live(held), is_live(good)) == (False, True)
    said = answer.content.decode()
    assert "“有号码”：未发布" in said and MOBILE not in said


def test_approving_in_the_admin_leads_to_the_checks(client, editor, reviewer, column):
    task = GroupApprovalTask.objects.create(name="审核")
    task.groups.set(reviewer.groups.all())
    workflow = Workflow.objects.create(name="审核流程")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(page=column, workflow=workflow)
    article = draft(column, LISTED)
    state = workflow.start(article, editor)
    client.force_login(reviewer)
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[article.pk, "approve", state.current_task_state.pk],
    )
    answer = client.post(address, {"comment": ""})
    assert (answer.status_code, answer.url) == (
        302,
        reverse("attachments:checks", args=[article.pk]),
    )
    in_dialogue = client.post(
        address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert in_dialogue.json()["redirect"] == reverse("attachments:checks", args=[article.pk])
    state.refresh_from_db()
    assert state.status == "in_progress" and not is_live(article)


def test_the_admins_first_page_tells_who_may_edit_of_what_was_held_back(client, editor, column):
    ArticlePageFactory(parent=column, title="定时稿", body=[LISTED])
    assert HeldPublication.objects.exists()
    client.force_login(editor)
    said = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "未能发布，等待处理" in said and "定时稿" in said


def test_a_click_that_comes_too_late_changes_nothing(client, reviewer, article):
    client.force_login(reviewer)
    for name in ("mend", "waive"):
        answer = client.post(
            reverse(f"attachments:{name}", args=[article.pk]),
            {"digest": "0" * 64, "reason": "已经核实"},
            follow=True,
        )
        assert "页面内容已有变化" in answer.content.decode()
    assert not Waiver.objects.exists()


@pytest.fixture
def doubtful():
    """Finds two things that whoever edits a page may confirm."""

    def check(page: Page):
        for nth, word in enumerate("甲乙"):
            yield Finding(
                "words", word, "标题", str(nth) * 64, by_editor=True, path=("title",), passage=word
            )

    with hooks.register_temporarily(CHECKS, check):
        yield


@pytest.mark.usefixtures("doubtful")
def test_what_an_editor_may_confirm_is_confirmed_one_by_one_and_taken_back(client, editor, column):
    article = draft(column)
    client.force_login(editor)
    address = reverse("attachments:waive", args=[article.pk])

    def confirm(*digests: str) -> str:
        sent = {"digest": digests, "reason": "书名如此"}
        return client.post(address, sent, follow=True).content.decode()

    both = digests(client, article)
    assert "须逐条确认" in confirm(*both) and not Waiver.objects.exists()
    for digest in both:
        confirm(digest)
    assert not digests(client, article)
    client.post(reverse("attachments:take_back", args=[Waiver.objects.first().pk]))
    assert len(digests(client, article)) == 1


@pytest.mark.usefixtures("doubtful")
def test_what_stands_in_a_field_can_be_shown_there(client, editor, column):
    client.force_login(editor)
    said = screen(client, draft(column))
    assert 'data-checks-show="title" data-checks-passage="甲"' in said
