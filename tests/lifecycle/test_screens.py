"""What editors see of all this, each of their own pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lifecycle.models import Withdrawal
from tests.attachments.desk import editor_of
from tests.home.factories import ColumnPageFactory
from tests.lifecycle.newsroom import current, edit, explained, merged, published, said

REPORTS = ("withdrawals", "changes", "refused_dates")


@pytest.fixture
def editor(column, django_user_model):
    return editor_of(column, django_user_model, "editor")


def shown(client, name: str, **asked: str) -> str:
    return client.get(reverse(f"lifecycle:{name}"), asked).content.decode()


def one_of_each(admin_client, column, number: int = 0) -> None:
    page = published(column, title=f"甲{number}")
    edit(admin_client, page, "改。", "publish", **said("correction", f"误{number}", "正"))
    edit(admin_client, page, displayed_at="2020-01-02 09:00")
    explained(admin_client, page, f"说明{number}")


def test_each_report_shows_its_rows(admin_client, column):
    one_of_each(admin_client, column)
    assert "说明0" in shown(admin_client, "withdrawals")
    assert "误0" in shown(admin_client, "changes")
    assert "2020-01-02 09:00" in shown(admin_client, "refused_dates")


def test_an_editor_sees_what_is_theirs(client, admin_client, editor, column, home):
    other = ColumnPageFactory(parent=home, title="别处", slug="other")
    one_of_each(admin_client, column, 1)
    one_of_each(admin_client, other, 2)
    client.force_login(editor)
    for name in REPORTS:
        words = shown(client, name)
        assert "甲1" in words and "甲2" not in words


def test_who_edits_nothing_is_refused(client, django_user_model, column):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("guest", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for name in REPORTS:
        assert client.get(reverse(f"lifecycle:{name}")).status_code == 302


def test_a_deleted_page_is_in_the_report_still(admin_client, column):
    page = published(column, title="没有了")
    page.delete()
    assert "没有了" in shown(admin_client, "withdrawals")


def test_reports_are_narrowed(admin_client, column):
    one_of_each(admin_client, column, 1)
    target, page = published(column, title="全年"), published(column, title="半年")
    merged(admin_client, page, target)
    shown(admin_client, "withdrawals")  # Messages of what was done before are gone with it.
    words = shown(admin_client, "withdrawals", meaning="merged")
    assert "半年" in words and "甲1" not in words


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_asks_the_same_however_long_it_is(admin_client, column, name):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(admin_client, name)
        return len(asked)

    one_of_each(admin_client, column, 1)
    queries()
    before = queries()
    for number in range(2, 6):
        one_of_each(admin_client, column, number)
    assert queries() == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_no_formula(admin_client, column, form):
    page = published(column, title="=1+1")
    explained(admin_client, page, "=HYPERLINK(1)")
    answer = admin_client.get(reverse("lifecycle:withdrawals"), {"export": form})
    body = b"".join(answer.streaming_content)
    if form == "csv":
        said = body.decode()
        assert "'=1+1" in said and "'=HYPERLINK(1)" in said
    else:
        assert body.startswith(b"PK")


def test_the_words_of_a_withdrawal_are_changed(client, admin_client, column):
    page = published(column, title="甲")
    explained(admin_client, page, "初步说明。")
    address = reverse("lifecycle:withdrawal", args=[Withdrawal.objects.get().pk])
    assert "初步说明。" in admin_client.get(address).content.decode()

    refused = admin_client.post(address, {"meaning": "explained", "explanation": ""})
    assert refused.status_code == 422
    admin_client.post(address, {"meaning": "explained", "explanation": "最终说明。"})

    assert "最终说明。" in client.get(page.url).content.decode()
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert "初步说明。" in admin_client.get(history).content.decode()


def test_the_words_of_a_deleted_page_can_be_changed_too(client, admin_client, column):
    page = published(column, title="甲")
    url = page.url
    page.delete()
    address = reverse("lifecycle:withdrawal", args=[Withdrawal.objects.get().pk])
    admin_client.post(address, {"meaning": "explained", "explanation": "已废止。"})
    assert "已废止。" in client.get(url).content.decode()


def test_the_editor_of_a_withdrawn_page_says_so(admin_client, column):
    page = published(column, title="甲")
    explained(admin_client, page)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = admin_client.get(editor).content.decode()
    assert "重新发布即结束撤下" in words
    assert reverse("lifecycle:withdrawal", args=[Withdrawal.objects.get().pk]) in words
    current(page).get_latest_revision().publish()
    assert "重新发布即结束撤下" not in admin_client.get(editor).content.decode()


def test_who_may_not_publish_there_changes_nothing(client, admin_client, column, django_user_model):
    writer = editor_of(column, django_user_model, "writer", publishes=False)
    page = published(column, title="甲")
    explained(admin_client, page)
    client.force_login(writer)
    address = reverse("lifecycle:withdrawal", args=[Withdrawal.objects.get().pk])
    assert client.get(address).status_code == 404
    assert address not in shown(client, "withdrawals")


def test_the_question_shows_what_each_answer_does(admin_client, column):
    page = published(column, title="甲", source="云汀市统计局")
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    words = admin_client.get(address).content.decode()
    assert "撤下并说明" in words and "HTTP 301" in words and "云汀市统计局" in words
    assert current(page).live
