"""Several pages go live together, or none of them does, and whoever looks is told why."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from portal.tasks import publish_due
from releases import composing
from releases.models import Act, JointRelease, State
from releases.releasing import release_due, release_now
from releases.signals import released
from syndication.models import ChannelCopy, Edition, Release
from tests.attachments.desk import draft, editor_of, is_live
from tests.attachments.files import IDENTITY
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.syndication.engine_room import one_round, posts, published, settle_down, weibo_account


@pytest.fixture
def chief(db):
    return get_user_model().objects.create_superuser("chief")


@pytest.fixture
def pages(column):
    return [draft(column, title=title) for title in ("办法", "解读")]


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def release_of(chief, *pages, name="新规发布", goes_out_at=None) -> JointRelease:
    release = composing.make(name, goes_out_at, chief)
    for page in pages:
        composing.add(release, page, chief)
    return release


def scheduled(chief, *pages, minutes_ago=0, **values) -> JointRelease:
    """Return a release that was scheduled and whose moment came so many minutes ago."""
    release = release_of(chief, *pages, goes_out_at=in_an_hour(), **values)
    assert composing.schedule(release, chief) == []
    moment = timezone.now() - timedelta(minutes=minutes_ago, seconds=1)
    JointRelease.objects.filter(pk=release.pk).update(goes_out_at=moment)
    return now(release)


def now(release) -> JointRelease:
    return JointRelease.objects.get(pk=release.pk)


def told_of(release) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(release).order_by("timestamp", "pk")
    return [str(entry.message) for entry in entries]


# --- Together ---


def test_all_pages_go_live_at_once_by_hand(chief, pages):
    release = release_of(chief, *pages)
    assert not any(map(is_live, pages))
    assert release_now(release, chief) == []
    assert all(map(is_live, pages))
    assert now(release).state == State.RELEASED
    assert now(release).released_at


def test_a_change_and_a_withdrawal_go_with_it(chief, column, pages):
    changed = published(column, title="旧说法")
    changed.title = "新说法"
    changed.save_revision()
    old = published(column, title="旧办法")
    release = release_of(chief, *pages, changed)
    composing.add(release, old, chief, Act.TAKE_DOWN)
    assert release_now(release, chief) == []
    assert Page.objects.get(pk=changed.pk).title == "新说法"
    assert not is_live(old)


def test_one_finding_holds_all_and_every_reason_is_told(chief, column, pages):
    held = draft(column, ("paragraph", f"<p>身份证 {IDENTITY}</p>"), title="名单")
    gone = draft(column, title="删除的")
    release = release_of(chief, *pages, held, gone)
    Page.objects.get(pk=gone.pk).delete()

    found = release_now(release, chief)

    assert {obstacle.title for obstacle in found} == {"名单", "删除的"}
    assert not any(map(is_live, [*pages, held]))
    assert now(release).state == State.FAILED
    assert now(release).reasons == [obstacle.as_json() for obstacle in found]
    assert IDENTITY not in str(now(release).reasons)


def test_what_fails_on_the_way_leaves_nothing_half_done(chief, pages):
    release = release_of(chief, *pages)

    def fails(**kwargs):
        raise RuntimeError("channels")

    released.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            release_now(release, chief)
    finally:
        released.disconnect(fails)
    assert not any(map(is_live, pages))
    assert now(release).state == State.DRAFT
    assert release_now(release, chief) == []


def test_an_unforeseen_error_is_told_beside_the_release_until_it_goes_out(chief, pages):
    release = scheduled(chief, *pages)

    def fails(**kwargs):
        raise RuntimeError("channels")

    released.connect(fails)
    try:
        assert release_due().failed == 1
    finally:
        released.disconnect(fails)
    assert now(release).state == State.SCHEDULED
    (told,) = now(release).reasons
    assert "系统将自动重试" in told["reason"]
    assert release_due().released == 1
    assert now(release).reasons == []


def test_a_page_that_is_live_already_stands_in_nobody_s_way(chief, pages):
    release = release_of(chief, *pages)
    pages[0].get_latest_revision().publish()
    assert release_now(release, chief) == []
    assert all(map(is_live, pages))


def test_a_parent_goes_live_before_its_page(chief, home):
    column = ColumnPageFactory(parent=home, live=False)
    column.save_revision()
    page = draft(column)
    order = []
    release = release_of(chief, page, column)

    def note(sender, instance, **kwargs):
        order.append(instance.pk)

    from wagtail.signals import page_published

    page_published.connect(note)
    try:
        assert release_now(release, chief) == []
    finally:
        page_published.disconnect(note)
    assert order == [column.pk, page.pk]


# --- At a moment ---


def test_the_scheduler_lets_out_what_is_due_and_nothing_else(chief, pages):
    due = scheduled(chief, pages[0])
    later = release_of(chief, pages[1], name="以后", goes_out_at=in_an_hour())
    composing.schedule(later, chief)
    publish_due()
    assert is_live(pages[0])
    assert now(due).state == State.RELEASED
    assert not is_live(pages[1])
    assert now(later).state == State.SCHEDULED


def test_what_was_missed_goes_out_late_in_its_order_and_says_so(chief, pages):
    second = scheduled(chief, pages[0], minutes_ago=5, name="后一个")
    first = scheduled(chief, pages[1], minutes_ago=90, name="前一个")
    report = release_due()
    assert report.released == 2
    assert now(first).released_at < now(second).released_at
    assert now(first).minutes_late == 90
    assert "已发布：1 篇，晚了 90 分钟" in told_of(first)


def test_a_second_scheduler_does_nothing_twice(chief, pages):
    release = scheduled(chief, *pages)
    release_due()
    at = now(release).released_at
    assert release_due().released == 0
    assert now(release).released_at == at
    assert pages[0].revisions.count() == 1


def test_one_that_fails_stops_no_other_and_is_not_tried_for_ever(chief, column, pages):
    bad = scheduled(chief, pages[0], minutes_ago=9, name="坏")
    good = scheduled(chief, pages[1], name="好")
    Page.objects.get(pk=pages[0].pk).delete()
    report = release_due()
    assert (report.released, report.failed) == (1, 1)
    assert now(bad).state == State.FAILED
    assert now(good).state == State.RELEASED
    assert release_due().failed == 0


def test_what_was_edited_after_it_was_scheduled_does_not_go_out(chief, pages):
    release = scheduled(chief, *pages)
    page = pages[0].specific
    page.title = "还没写完"
    page.save_revision()
    assert release.items.get(page=page.pk).is_behind
    release_due()
    live = Page.objects.get(pk=page.pk)
    assert (live.title, live.has_unpublished_changes) == ("办法", True)


def test_a_newer_version_that_was_published_meanwhile_is_not_overwritten(chief, pages):
    release = scheduled(chief, *pages)
    page = pages[0].specific
    page.title = "更新的"
    page.save_revision().publish()
    release_due()
    assert Page.objects.get(pk=page.pk).title == "更新的"
    assert now(release).state == State.FAILED
    assert not is_live(pages[1])


@pytest.mark.parametrize("change", ["later moment", "over", "locked"])
def test_a_page_with_a_time_of_its_own_or_a_lock_is_told(chief, column, change):
    page = draft(column)
    if change == "later moment":
        page.go_live_at = in_an_hour()
    elif change == "over":
        page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save_revision()
    if change == "locked":
        Page.objects.filter(pk=page.pk).update(locked=True)
    found = release_now(release_of(chief, page), chief)
    assert len(found) == 1
    assert not is_live(page)


def test_an_hour_that_is_over_cannot_be_set(chief, pages):
    release = release_of(chief, *pages, goes_out_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(composing.Refused):
        composing.schedule(release, chief)


# --- Putting together ---


def test_a_page_is_in_one_open_release_only(chief, pages):
    release_of(chief, pages[0])
    with pytest.raises(composing.Refused, match="新规发布"):
        release_of(chief, pages[0], name="另一个")


def test_a_page_is_free_again_when_its_release_is_out_or_called_off(chief, pages):
    first = release_of(chief, pages[0])
    composing.call_off(first, chief)
    second = release_of(chief, pages[0], name="第二个")
    release_now(second, chief)
    release_of(chief, pages[0], name="第三个")
    assert not now(first).is_open


def test_nothing_is_put_into_a_release_that_waits_for_its_moment(chief, pages):
    release = scheduled(chief, pages[0])
    with pytest.raises(composing.Refused):
        composing.add(release, pages[1], chief)


def test_another_moment_has_to_be_scheduled_again(chief, pages):
    release = scheduled(chief, *pages)
    composing.change(release, "新规发布", in_an_hour(), chief)
    assert now(release).state == State.DRAFT
    release_due()
    assert not any(map(is_live, pages))


def test_who_may_not_publish_every_page_releases_none(chief, pages, home, column):
    release = release_of(chief, *pages, goes_out_at=in_an_hour())
    writer = editor_of(home, get_user_model(), "writer", publishes=False)
    for step in (release_now, composing.schedule, composing.call_off):
        with pytest.raises(PermissionDenied):
            step(release, writer)
    assert not any(map(is_live, pages))
    elsewhere = ArticlePageFactory(parent=column)
    with pytest.raises(PermissionDenied):
        composing.add(release, pages[0], editor_of(elsewhere, get_user_model(), "elsewhere"))


# --- The channels ---


@pytest.mark.usefixtures("quick")
def test_copies_that_wait_for_a_release_go_out_with_its_pages(chief, column, sandbox, pages):
    account = weibo_account(sandbox)
    early = published(column, title="预告")
    release = release_of(chief, *pages)
    channel_side = Release.objects.get(key=release.key)
    Edition.objects.create(page_ref=early.pk, account=account, release=channel_side)
    one_round()
    assert posts(sandbox) == []

    release_now(release, chief)
    settle_down()

    assert len(posts(sandbox)) == 3


@pytest.mark.usefixtures("quick")
def test_calling_off_sends_nothing(chief, column, sandbox, pages):
    account = weibo_account(sandbox)
    early = published(column, title="预告")
    release = release_of(chief, *pages)
    channel_side = Release.objects.get(key=release.key)
    Edition.objects.create(page_ref=early.pk, account=account, release=channel_side)
    one_round()
    composing.call_off(release, chief)
    one_round()
    assert posts(sandbox) == []
    assert ChannelCopy.objects.get().code == "waits_for_release"


def test_one_concept_has_one_name(chief):
    release = release_of(chief)
    composing.change(release, "改了名", None, chief)
    assert [each.name for each in Release.objects.all()] == ["改了名"]
