"""A major change or a withdrawal is decided copy by copy, signed once, settled when observed."""

import pytest
from django.urls import reverse

from home.models import ArticlePage
from syndication import binding, corrections, handwork
from syndication.channels.remedies import Remedy
from syndication.models import Account, Correction, HumanTask
from syndication.models.account import OnChange, OnWithdrawal, Target
from syndication.models.task import TaskKind
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    articles,
    one_round,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def chief(django_user_model):
    return django_user_model.objects.create_superuser("总编辑")


def changed_a_lot(page: ArticlePage, user, **values) -> Correction:
    correction = corrections.open_for_change(page, user)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    corrections.prepare(correction)
    return correction


def decide(correction: Correction, user, remedy: Remedy, note: str = "时间有误。") -> None:
    lines = corrections.lines_of_change(correction.page_ref)
    corrections.sign(correction, user, {line.copy.pk: remedy for line in lines}, note)


def test_nothing_happens_before_a_major_change_is_signed(home, sandbox, column, chief):
    wechat, weibo = wechat_account(sandbox), weibo_account(sandbox)
    Account.objects.update(on_change=OnChange.REPLACE)
    page = published(column, title="旧标题")
    settle_down()

    correction = changed_a_lot(page, chief, title="新标题")
    settle_down()

    assert [a["title"] for a in articles(sandbox)] == ["旧标题"]
    assert len(posts(sandbox)) == 1
    lines = corrections.prepare(correction)
    assert {line.copy.account for line in lines} == {wechat, weibo}
    assert all(offer.remedy for line in lines for offer in line.offers)


def test_replacing_deletes_first_and_publishes_once(home, sandbox, column, chief):
    accounts = wechat_account(sandbox), weibo_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    before = [the_copy(account).url for account in accounts]
    correction = changed_a_lot(page, chief, title="新标题")
    decide(correction, chief, Remedy.REPLACE)
    assert {status_of(the_copy(account)) for account in accounts} == {Status.OUT_OF_STEP}

    settle_down()

    assert [a["title"] for a in articles(sandbox)] == ["新标题"]
    [post] = posts(sandbox)
    assert "新标题" in post["sent_text"]
    assert {status_of(the_copy(account)) for account in accounts} == {Status.LIVE}
    assert [the_copy(account).url for account in accounts] != before
    correction.refresh_from_db()
    assert correction.settled_at


def test_a_comment_corrects_a_post_without_touching_it(home, sandbox, column, chief):
    account = weibo_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")
    decide(correction, chief, Remedy.COMMENT, "开放时间应为上午九时。")

    settle_down()

    [post] = posts(sandbox)
    assert "旧标题" in post["sent_text"]
    [comment] = sandbox.state()["weibo"]["comments"]
    assert "开放时间应为上午九时。" in comment["text"]
    assert status_of(the_copy_of_page(account)) == Status.KEPT
    correction.refresh_from_db()
    assert correction.settled_at


def test_a_correction_is_published_beside_an_article(home, sandbox, column, chief):
    account = wechat_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")
    decide(correction, chief, Remedy.NOTICE, "开放时间应为上午九时。")

    settle_down()

    assert {a["title"] for a in articles(sandbox)} == {"旧标题", "更正：新标题"}
    assert status_of(the_copy_of_page(account)) == Status.KEPT
    correction.refresh_from_db()
    assert correction.settled_at

    page.unpublish()
    settle_down()
    assert {a["title"] for a in articles(sandbox)} == {"更正：新标题"}


def test_what_is_left_is_marked_and_settled_by_the_signature(home, sandbox, column, chief):
    account = weibo_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")

    decide(correction, chief, Remedy.LEAVE)
    settle_down()

    assert status_of(the_copy(account)) == Status.KEPT
    item = correction.items.get()
    assert (item.remedy, item.settled_by) == (Remedy.LEAVE, chief)


def test_what_a_person_does_is_out_of_step_until_there_is_proof(home, sandbox, column, chief):
    account = wechat_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")
    decide(correction, chief, Remedy.BY_HAND)
    settle_down()
    copy = the_copy(account)
    assert status_of(copy) == Status.OUT_OF_STEP
    task = HumanTask.objects.get(copy=copy, kind=TaskKind.CHANGE)

    handwork.answer(task, handwork.DONE, "已在后台修改，见截图编号3。", chief)

    assert status_of(the_copy(account)) == Status.KEPT
    item = correction.items.get()
    assert (item.proof, item.settled_by) == ("已在后台修改，见截图编号3。", chief)
    correction.refresh_from_db()
    assert correction.settled_at


def test_every_copy_needs_a_decision_that_its_platform_offers(home, sandbox, column, chief):
    wechat_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")

    with pytest.raises(corrections.CannotSign, match="undecided"):
        corrections.sign(correction, chief, {}, "")
    with pytest.raises(corrections.CannotSign, match="undecided"):
        decide(correction, chief, Remedy.COMMENT)
    with pytest.raises(corrections.CannotSign, match="note"):
        decide(correction, chief, Remedy.NOTICE, " ")

    correction.refresh_from_db()
    assert correction.signed_at is None
    assert not correction.items.exists()


def test_a_plan_is_signed_once(home, sandbox, column, chief):
    weibo_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")
    lines = corrections.lines_of_change(page.pk)
    decisions = {line.copy.pk: Remedy.NOTICE for line in lines}
    corrections.sign(correction, chief, decisions, "有误。")

    with pytest.raises(corrections.CannotSign, match="signed"):
        corrections.sign(correction, chief, decisions, "有误。")
    settle_down()

    assert len(posts(sandbox)) == 2


def test_a_plan_with_nothing_to_decide_is_dropped(home, sandbox, column, chief):
    weibo_account(sandbox)
    page = published(column, title="标题")
    settle_down()

    correction = changed_a_lot(page, chief, responsible_editor="张三")

    correction.refresh_from_db()
    assert correction.dropped_at


@pytest.mark.parametrize(
    ("policy", "titles"), [(OnChange.LEAVE, ["旧标题"]), (OnChange.REPLACE, ["新标题"])]
)
def test_a_minor_change_follows_the_accounts_policy_unasked(home, sandbox, column, policy, titles):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(on_change=policy)
    page = published(column, title="旧标题")
    settle_down()
    page.title = "新标题"
    page.save_revision().publish()

    settle_down()

    assert [a["title"] for a in articles(sandbox)] == titles
    expected = Status.OUTDATED if policy == OnChange.LEAVE else Status.LIVE
    assert status_of(the_copy(account)) == expected


def test_a_withdrawal_is_decided_before_the_page_goes(home, sandbox, column, chief):
    wechat, weibo = wechat_account(sandbox), weibo_account(sandbox)
    page = published(column)
    settle_down()
    by_hand = {the_copy(wechat).pk: Remedy.BY_HAND}

    correction = corrections.sign_withdrawal(page, chief, by_hand)
    page.unpublish()
    settle_down()

    assert (len(articles(sandbox)), posts(sandbox)) == (1, [])
    assert status_of(the_copy(wechat)) == Status.PERSON
    assert status_of(the_copy(weibo)) == Status.WITHDRAWN
    correction.refresh_from_db()
    assert correction.settled_at is None

    handwork.done(the_copy(wechat), chief, "已删除")
    correction.refresh_from_db()
    assert correction.settled_at
    assert status_of(the_copy(wechat)) == Status.WITHDRAWN


def test_an_account_may_leave_withdrawals_to_a_person(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(on_withdrawal=OnWithdrawal.BY_HAND)
    page = published(column)
    settle_down()

    page.unpublish()
    settle_down()

    copy = the_copy(account)
    assert len(articles(sandbox)) == 1
    assert status_of(copy) == Status.PERSON
    assert HumanTask.objects.filter(copy=copy, kind=TaskKind.DELETE, closed_at=None).count() == 1


def test_a_change_that_came_after_the_decision_follows_the_policy(home, sandbox, column, chief):
    """What was decided about the second version says nothing about the third."""
    account = weibo_account(sandbox)
    Account.objects.update(on_change=OnChange.REPLACE)
    page = published(column, title="第一版")
    settle_down()
    correction = changed_a_lot(page, chief, title="第二版")
    decide(correction, chief, Remedy.NOTICE)
    page.title = "第三版"
    page.save_revision().publish()

    settle_down()

    heads = {post["sent_text"].partition("】")[0] for post in posts(sandbox)}
    assert heads == {"【更正：第二版", "【第三版"}
    assert status_of(the_copy_of_page(account)) == Status.LIVE
    correction.refresh_from_db()
    assert correction.settled_at


@pytest.mark.parametrize(
    ("policy", "shown"), [(OnChange.LEAVE, "第二版"), (OnChange.REPLACE, "第三版")]
)
def test_a_change_while_a_copy_is_replaced_does_not_keep_the_decision_open(
    home, sandbox, column, chief, policy, shown
):
    account = weibo_account(sandbox)
    Account.objects.update(on_change=policy)
    page = published(column, title="第一版")
    settle_down()
    correction = changed_a_lot(page, chief, title="第二版")
    decide(correction, chief, Remedy.REPLACE)
    sandbox.control("faults", match="/2/statuses/share", kind="silent", times=1)
    one_round()
    page.title = "第三版"
    page.save_revision().publish()

    settle_down()

    [post] = posts(sandbox)
    assert shown in post["sent_text"]
    expected = Status.OUTDATED if policy == OnChange.LEAVE else Status.LIVE
    assert status_of(the_copy(account)) == expected
    correction.refresh_from_db()
    assert correction.settled_at


@pytest.mark.parametrize("then", ["change", "withdrawal"])
def test_a_later_decision_ends_an_earlier_one(home, sandbox, column, chief, then):
    weibo_account(sandbox)
    page = published(column, title="第一版")
    settle_down()
    earlier = changed_a_lot(page, chief, title="第二版")
    decide(earlier, chief, Remedy.BY_HAND)

    if then == "change":
        decide(changed_a_lot(page, chief, title="第三版"), chief, Remedy.LEAVE)
    else:
        corrections.sign_withdrawal(page, chief, {})
        page.unpublish()
    settle_down()

    assert not Correction.objects.filter(settled_at=None).exists()
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_a_draft_that_somebody_published_cannot_be_changed_where_it_is(
    home, sandbox, column, chief
):
    account = wechat_account(sandbox)
    Account.objects.update(target=Target.DRAFT)
    page = published(column, title="第一版")
    settle_down()
    handwork.answer(HumanTask.objects.get(), handwork.DONE, "已发布", chief)

    correction = changed_a_lot(page, chief, title="第二版")

    [line] = corrections.prepare(correction)
    assert line.copy == the_copy(account)
    assert Remedy.AMEND not in {offer.remedy for offer in line.offers}


def the_copy_of_page(account: Account):
    return account.copies.get(part="")


def test_a_plan_says_how_many_deletions_are_left_today(home, sandbox, column, chief):
    account = wechat_account(sandbox, quotas={"freepublish/delete": 10})
    binding.probe(account)
    page = published(column, title="旧标题")
    settle_down()

    correction = changed_a_lot(page, chief, title="新标题")

    [line] = corrections.prepare(correction)
    assert line.deletions_left == 10


def test_a_plan_that_waits_to_be_signed_can_be_reached_from_the_board_and_the_editor(
    home, sandbox, column, chief, client
):
    wechat_account(sandbox)
    page = published(column, title="旧标题")
    settle_down()
    correction = changed_a_lot(page, chief, title="新标题")
    client.force_login(chief)

    board = client.get(reverse("syndication:board")).content.decode()
    panel = client.get(reverse("syndication:copies", args=[page.pk])).content.decode()

    plan = reverse("syndication:correction", args=[correction.pk])
    assert plan in board
    assert plan in panel
    assert "按账号策略保留旧稿" not in board + panel
