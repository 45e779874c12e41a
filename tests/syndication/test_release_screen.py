"""A release without a time is opened by a person, who sees what waits for it."""

import pytest
from django.urls import reverse

from syndication.models import Edition, Release
from tests.syndication.engine_room import (
    one_round,
    posts,
    published,
    settle_down,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def release(home, sandbox, column) -> Release:
    release = Release.objects.create(name="新规发布")
    account = weibo_account(sandbox)
    page = published(column, title="新规")
    Edition.objects.create(page_ref=page.pk, account=account, release=release)
    one_round()
    return release


def test_what_waits_is_shown_and_opened_by_hand(release, sandbox, admin_client):
    shown = admin_client.get(reverse("release:edit", args=[release.pk])).content.decode()
    assert "新规</a> → 云汀发布微博" in shown
    assert posts(sandbox) == []

    answer = admin_client.post(reverse("release:open", args=[release.pk]), follow=True)
    settle_down()

    assert "已放行" in answer.content.decode()
    assert len(posts(sandbox)) == 1


def test_who_may_not_change_a_release_may_not_open_it(release, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("路人", is_staff=True))

    client.post(reverse("release:open", args=[release.pk]))

    release.refresh_from_db()
    assert release.opened_at is None
