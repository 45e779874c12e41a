"""Who hears of it when pages and their record do not agree."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from lifecycle.models import FirstPublication, Verification
from lifecycle.tasks import verify
from tests.lifecycle.newsroom import published

pytestmark = pytest.mark.django_db

HEADING = "页面与首次发布记录不一致"


@pytest.fixture
def disagreeing(column):
    page = published(column, title="季度数据")
    FirstPublication.objects.filter(page_ref=page.pk).delete()
    return page


def first_page(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_administrators_read_it_on_their_first_page_until_it_is_mended(admin_client, disagreeing):
    verify()
    shown = first_page(admin_client)
    assert HEADING in shown
    assert f"页面 {disagreeing.pk}：没有首次发布的记录" in shown
    assert reverse("wagtailadmin_pages:history", args=[disagreeing.pk]) in shown

    Page.objects.filter(pk=disagreeing.pk).delete()
    verify()
    assert HEADING not in first_page(admin_client)


def test_editors_are_not_bothered(client, disagreeing, django_user_model):
    verify()
    editor = django_user_model.objects.create_user("bianji", "b@example.com", "x")
    access = Permission.objects.get(codename="access_admin")
    editor.groups.create(name="只写稿").permissions.add(access)
    client.force_login(editor)
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200 and HEADING not in answer.content.decode()


def test_administrators_are_written_to_in_their_language(disagreeing, mailoutbox):
    user = get_user_model().objects.create_superuser("guanli", "guanli@example.com", "x")
    get_user_model().objects.create_superuser("zougguo", "gone@example.com", "x", is_active=False)
    get_user_model().objects.create_superuser("wuyoujian", "", "x")
    UserProfile.get_for_user(user)
    verify()
    (mail,) = mailoutbox
    assert mail.to == ["guanli@example.com"]
    assert mail.subject == "发布记录核对：1 处不一致"
    assert f"- 页面 {disagreeing.pk}：没有首次发布的记录" in mail.body
    assert reverse("wagtailadmin_home") in mail.body


def test_the_same_is_written_about_once_and_more_again(column, disagreeing, mailoutbox, admin_user):
    verify()
    verify()
    assert len(mailoutbox) == 1
    other = published(column, title="另一页")
    FirstPublication.objects.filter(page_ref=other.pk).delete()
    verify()
    assert "2 处不一致" in mailoutbox[1].subject
    assert Verification.objects.count() == 1


def test_what_could_not_be_sent_is_sent_the_next_night(
    disagreeing, admin_user, settings, mailoutbox
):
    working, port = settings.EMAIL_BACKEND, settings.EMAIL_PORT
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    # Nobody listens there.
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    verify()
    assert not Verification.objects.get().is_told
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = working, port
    verify()
    assert len(mailoutbox) == 1 and Verification.objects.get().is_told


def test_nothing_is_said_while_all_agrees(column, admin_client, mailoutbox):
    published(column)
    assert verify() == 0
    assert not mailoutbox and HEADING not in first_page(admin_client)
