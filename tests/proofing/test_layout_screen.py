"""One-click layout of a page: seen first, then done, in the page as it was seen."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.attachments.desk import draft, editor_of


def newest(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def article(column):
    return draft(
        column,
        ("paragraph", "<p>　　各区,各<b>单位</b>:</p><p></p><p>２０２６年</p>"),
        ("table", {"data": [["电话:", "1,000"]], "table_caption": ""}),
        title="通知(试行)",
    )


@pytest.fixture
def address(client, column, article, django_user_model) -> str:
    client.force_login(editor_of(column, django_user_model, "editor"))
    return reverse("proofing:layout", args=[article.pk])


def test_before_and_after_are_shown_and_nothing_is_changed_yet(client, article, address):
    answer = client.get(address)
    assert [(each.place, each.after) for each in answer.context_data["changes"]] == [
        ("标题", "通知（试行）"),
        ("正文第1块（段落）", "各区，各单位：\n2026年"),
        ("正文第2块（表格）第1行第1列", "电话："),
    ]
    assert "<del>(</del>" in answer.content.decode()
    assert newest(article).title == "通知(试行)"


def test_what_was_seen_is_done_in_a_new_draft(client, article, address):
    seen = client.get(address).context_data["seal"]
    answer = client.post(address, {"seen": seen})
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    laid_out = newest(article)
    assert laid_out.title == "通知（试行）"
    assert str(laid_out.body[0].value) == "<p>各区，各<b>单位</b>：</p><p>2026年</p>"
    assert laid_out.body[1].value["data"] == [["电话：", "1,000"]]
    assert "已经排好版" in client.get(address).content.decode()


def test_what_has_changed_since_it_was_seen_is_shown_again(client, article, address):
    seen = client.get(address).context_data["seal"]
    page = newest(article)
    page.title = "另一个标题(新)"
    page.save_revision()
    assert "页面已有改动" in client.post(address, {"seen": seen}).content.decode()
    assert newest(article).title == "另一个标题(新)"


def test_a_locked_page_is_shown_and_not_changed(client, article, address, admin_user):
    seen = client.get(address).context_data["seal"]
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=admin_user)
    assert "页面已锁定" in client.get(address).content.decode()
    client.post(address, {"seen": seen})
    assert newest(article).title == "通知(试行)"


@pytest.mark.usefixtures("article")
def test_the_editor_leads_there(client, article, address):
    said = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert address in said and "一键排版" in said
