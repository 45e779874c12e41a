"""What withdrawing, restoring and changing a page means for what is asked of people."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from home.models import ArticlePage
from syndication import choices, corrections
from syndication.channels.remedies import Remedy
from syndication.engine import inbound, watch
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, Correction, HumanTask, InboundEvent
from syndication.models.account import OnChange, OnWithdrawal, Target
from syndication.models.copy import Drift, Fault
from syndication.models.task import TaskKind
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    articles,
    one_round,
    picture,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def edited(page: ArticlePage, **values: str) -> None:
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def unpublished(page: ArticlePage) -> None:
    ArticlePage.objects.get(pk=page.pk).unpublish()


def open_tasks() -> list[str]:
    return list(HumanTask.objects.filter(closed_at=None).values_list("kind", flat=True))


def test_a_page_restored_before_a_person_deleted_its_copy_asks_nobody_to_delete_it(
    home, sandbox, column
):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(on_withdrawal=OnWithdrawal.BY_HAND)
    page = published(column)
    settle_down()
    unpublished(page)
    settle_down()
    assert open_tasks() == [TaskKind.DELETE]

    edited(page)
    settle_down()

    assert open_tasks() == []
    assert status_of(the_copy(account)) == Status.LIVE
    assert len(posts(sandbox)) == 1


def test_a_page_withdrawn_and_corrected_at_once_is_not_left_as_it_was(home, sandbox, column):
    wechat_account(sandbox)
    weibo_account(sandbox)
    page = published(column, title="有错的一版")
    settle_down()

    unpublished(page)
    plan_page(page.pk)
    edited(page, title="改正的一版")
    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["改正的一版"]
    assert ["改正的一版" in post["sent_text"] for post in posts(sandbox)] == [True]


def test_nobody_is_asked_about_what_a_person_deleted_once_its_page_is_withdrawn(
    home, sandbox, column
):
    account = weibo_account(sandbox)
    page = published(column)
    settle_down()
    [post] = posts(sandbox)
    sandbox.control(f"weibo/posts/{post['mid']}/delete")
    watch.watch(account.pk)
    assert open_tasks() == [TaskKind.DRIFT]

    unpublished(page)
    settle_down()

    copy = the_copy(account)
    assert open_tasks() == []
    assert (copy.fault, copy.drift) == (Fault.NOBODY, Drift.NONE)
    assert status_of(copy) == Status.WITHDRAWN

    edited(page)
    settle_down()

    assert len(posts(sandbox)) == 1


def test_a_change_of_the_page_overwrites_what_a_person_did_to_the_draft(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(target=Target.DRAFT)
    page = published(column, title="第一版")
    settle_down()
    watch.watch(account.pk)
    copy = the_copy(account)
    sandbox.control(f"wechat/drafts/{copy.remote['draft_id']}", article={"title": "别人改的"})
    Account.objects.update(watched_at=None)
    ChannelCopy.objects.update(seen_at=None)
    watch.watch(account.pk)
    assert TaskKind.DRIFT in open_tasks()

    edited(page, title="第二版")
    settle_down()

    [draft] = sandbox.state()["wechat"]["drafts"]
    assert draft["articles"][0]["title"] == "第二版"
    assert the_copy(account).drift == Drift.NONE
    assert TaskKind.DRIFT not in open_tasks()


def test_a_correction_is_settled_when_a_callback_says_that_it_is_out(home, sandbox, column):
    account = wechat_account(sandbox)
    page = published(column, title="第一版")
    settle_down()
    user = get_user_model().objects.create_user("editor")
    correction = corrections.open_for_change(page, user)
    edited(page, title="第二版")
    [line] = corrections.prepare(correction)
    sandbox.control("wechat/accounts", app_id=account.app_id, publish_delay=0.5)
    corrections.sign(correction, user, {line.copy.pk: "replace"}, "")

    while the_copy(account).position != "submitted":
        one_round()
    copy = the_copy(account)
    event = InboundEvent.objects.create(
        account=account,
        key="publish",
        kind="PUBLISHJOBFINISH",
        body={
            "publish_id": copy.remote["publish_id"],
            "publish_status": 0,
            "article_id": "article-1",
            "article_detail": {"item": [{"article_url": "https://mp.weixin.qq.com/s/abc"}]},
        },
    )
    inbound.handle(event.pk)

    assert Correction.objects.get().settled_at
    assert the_copy(account).correcting is None


def test_a_picture_that_has_been_mended_is_no_longer_complained_about(home, sandbox, column):
    account = weibo_account(sandbox)
    good, bad = picture(), picture(colour="tomato")
    bad.file.storage.delete(bad.file.name)
    bad.file.storage.save(bad.file.name, ContentFile(b"not a picture"))
    page = published(column, cover=good)
    settle_down()

    edited(page, cover=bad)
    settle_down()
    assert status_of(the_copy(account)) == Status.EDITOR
    edited(page, cover=good)
    settle_down()

    assert status_of(the_copy(account)) == Status.LIVE


@pytest.mark.parametrize("seen", [True, False])
def test_a_page_that_returns_before_its_withdrawal_by_hand_is_done_is_followed_again(
    home, sandbox, column, admin_user, seen
):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(on_change=OnChange.REPLACE)
    page = published(column, title="第一版")
    settle_down()
    correction = corrections.sign_withdrawal(
        page, admin_user, {the_copy(account).pk: Remedy.BY_HAND}
    )
    plan_page(page.pk)
    assert the_copy(account).correcting
    unpublished(page)
    if seen:
        settle_down()

    edited(page, title="第二版")
    settle_down()

    [post] = posts(sandbox)
    assert "第二版" in post["sent_text"]
    assert status_of(the_copy(account)) == Status.LIVE
    correction.refresh_from_db()
    assert correction.settled_at


def test_a_choice_whose_hint_is_lost_is_carried_out_all_the_same(home, sandbox, column):
    account = weibo_account(sandbox)
    page = published(column)
    settle_down()

    # Nothing is committed here, so no hint is ever given.
    choices.leave_out(page, account)
    settle_down()
    assert posts(sandbox) == []

    choices.take_in(page, account)
    settle_down()
    assert len(posts(sandbox)) == 1
