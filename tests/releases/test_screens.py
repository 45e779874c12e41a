"""Putting a release together in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from releases import composing
from releases.models import JointRelease, ReleaseItem, State
from syndication.models import Edition, Release
from tests.attachments.desk import draft, editor_of, is_live
from tests.attachments.files import IDENTITY
from tests.home.factories import ColumnPageFactory
from tests.syndication.engine_room import (
    one_round,
    posts,
    published,
    settle_down,
    weibo_account,
)


@pytest.fixture
def release(admin_user, column) -> JointRelease:
    release = composing.make("新规发布", None, admin_user)
    for title in ("办法", "解读"):
        composing.add(release, draft(column, title=title), admin_user)
    return release


def text(response) -> str:
    return response.content.decode()


def test_a_page_comes_into_a_new_release_and_all_go_out_by_a_click(admin_client, column):
    page = draft(column, title="办法")
    start = admin_client.get(reverse("releases:of_page", args=[page.pk]), follow=True)
    assert "加入联合发布" in text(start)

    shown = admin_client.post(
        reverse("releases:add", args=[page.pk]), {"name": "新规发布", "act": "publish"}, follow=True
    )
    release = JointRelease.objects.get()
    assert "“办法”已加入联合发布。" in text(shown)
    assert admin_client.get(reverse("releases:of_page", args=[page.pk]))["Location"] == reverse(
        "releases:one", args=[release.pk]
    )

    shown = admin_client.post(reverse("releases:let_out", args=[release.pk]), follow=True)
    assert "已全部发布。" in text(shown)
    assert is_live(page)


def test_many_pages_are_chosen_in_the_explorer(admin_client, column):
    pages = [draft(column) for _each in range(3)]
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "joint_release"])
    path += "?" + "&".join(f"id={page.pk}" for page in pages)
    assert "加入联合发布" in text(admin_client.get(path))
    admin_client.post(path, {"name": "一起", "act": "publish"})
    assert ReleaseItem.objects.filter(release__name="一起").count() == 3


def test_the_screen_tells_every_reason_and_nothing_is_published(
    admin_client, admin_user, release, column
):
    held = draft(column, ("paragraph", f"<p>身份证 {IDENTITY}</p>"), title="名单")
    composing.add(release, held, admin_user)
    shown = admin_client.post(reverse("releases:let_out", args=[release.pk]), follow=True)
    assert "未能发布" in text(shown)
    assert "名单：" in text(shown)
    assert IDENTITY not in text(shown)
    assert JointRelease.objects.get(pk=release.pk).state == State.FAILED


def test_a_name_that_is_taken_and_a_moment_that_is_over_are_told(admin_client, release):
    path = reverse("releases:index")
    shown = admin_client.post(path, {"name": "新规发布", "goes_out_at": "2020-01-01 08:00"})
    assert "这一时间已经过去。" in text(shown)
    assert JointRelease.objects.count() == 1


def test_another_department_s_pages_are_not_named(client, release, home, column, admin_user):
    other = ColumnPageFactory(parent=home, slug="other")
    mine = draft(other, title="我的")
    composing.add(release, mine, admin_user)
    client.force_login(editor_of(other, get_user_model(), "other"))
    shown = text(client.get(reverse("releases:one", args=[release.pk])))
    assert "我的" in shown
    assert "办法" not in shown
    assert "其他部门的页面" in shown
    assert client.post(reverse("releases:let_out", args=[release.pk])).status_code in {302, 403}
    assert not is_live(mine)


def test_who_sees_none_of_its_pages_does_not_see_the_release(client, release, home):
    other = ColumnPageFactory(parent=home, slug="other")
    client.force_login(editor_of(other, get_user_model(), "other"))
    assert client.get(reverse("releases:one", args=[release.pk])).status_code == 404
    assert "新规发布" not in text(client.get(reverse("releases:index")))


def test_the_list_and_one_release_cost_the_same_however_much_is_in_them(
    admin_client, admin_user, release, column, django_assert_max_num_queries
):
    for number in range(6):
        composing.make(f"第{number}个", None, admin_user)
    with django_assert_max_num_queries(14):
        admin_client.get(reverse("releases:index"))


@pytest.mark.usefixtures("quick")
def test_copies_that_wait_are_shown_and_go_out_though_no_page_is_in_it(
    admin_client, admin_user, column, sandbox
):
    release = composing.make("春运服务", None, admin_user)
    account = weibo_account(sandbox)
    page = published(column, title="加开列车")
    channel_side = Release.objects.get(key=release.key)
    Edition.objects.create(page_ref=page.pk, account=account, release=channel_side)
    one_round()
    path = reverse("releases:one", args=[release.pk])
    assert "加开列车 → 云汀发布微博" in text(admin_client.get(path))
    assert posts(sandbox) == []

    admin_client.post(reverse("releases:let_out", args=[release.pk]))
    settle_down()

    assert len(posts(sandbox)) == 1


def test_a_page_is_taken_out_and_a_release_called_off(admin_client, release):
    entry = release.items.first()
    admin_client.post(reverse("releases:take_out", args=[release.pk, entry.pk]))
    assert release.items.count() == 1
    admin_client.post(reverse("releases:call_off", args=[release.pk]))
    assert JointRelease.objects.get(pk=release.pk).state == State.CANCELLED
