"""An interview is announced, told live and told in full: each once on each account."""

from datetime import timedelta

import pytest

from interviews.moving import move_to
from interviews.record import acts
from interviews.states import State
from story import Moment
from syndication import choices, corrections
from syndication.channels.remedies import Remedy
from syndication.engine import deliver, plan, sweep, wish
from syndication.models import Account, Approval, Attempt, ChannelCopy, Correction
from syndication.models.account import OnChange
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.interviews.factories import InterviewIndexPageFactory
from tests.syndication.engine_room import (
    EVER,
    articles,
    one_round,
    posts,
    settle_down,
    wechat_account,
    weibo_account,
)
from tests.syndication.moments_room import (
    announce,
    archive,
    edited,
    fresh,
    go_live,
    parts,
    planned,
    talk,
    told,
)

pytestmark = pytest.mark.usefixtures("quick")

AHEAD, NOW, IN_FULL = (
    "访谈预告｜老旧小区怎么改",
    "正在直播｜老旧小区怎么改",
    "访谈实录｜老旧小区怎么改",
)
LIFTS = ("老旧小区什么时候加装电梯？", "今年年底前开工。")


@pytest.fixture
def index(home):
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def accounts(sandbox, home) -> tuple[Account, Account]:
    return wechat_account(sandbox), weibo_account(sandbox)


@pytest.fixture
def page(index, accounts):
    return planned(index)


def tell_all(page) -> None:
    """Bring an interview to its archive, with time for each moment to be told."""
    announce(page)
    settle_down()
    go_live(page)
    talk(page, LIFTS)
    settle_down()
    archive(page)
    settle_down()


def test_each_moment_is_told_once_where_it_is_wanted(sandbox, accounts, page):
    assert told(sandbox) == ([], [])

    announce(page)
    assert told(sandbox) == ([AHEAD], [AHEAD])

    go_live(page)
    talk(page, LIFTS)
    assert told(sandbox) == ([AHEAD], sorted([AHEAD, NOW]))

    archive(page)
    assert told(sandbox) == (sorted([AHEAD, IN_FULL]), sorted([AHEAD, NOW, IN_FULL]))
    wechat, weibo = accounts
    assert set(parts(wechat)) == {"announce", ""}
    assert set(parts(weibo)) == {"announce", "live", ""}
    assert {status_of(copy) for copy in ChannelCopy.objects.all()} == {Status.LIVE}
    assert all(copy.title == "老旧小区怎么改" for copy in ChannelCopy.objects.all())


def test_planning_again_changes_nothing(sandbox, page):
    tell_all(page)
    before = told(sandbox)
    attempts = Attempt.objects.count()

    for _ in range(3):
        plan.forget([page.pk])
        settle_down()

    assert told(sandbox) == before
    assert Attempt.objects.count() == attempts


def test_turns_written_live_plan_nothing(sandbox, page):
    announce(page)
    go_live(page)
    settle_down()
    versions = page.story_versions

    talk(page, LIFTS)

    assert list(sweep.pages_to_plan()) == []
    assert type(page).objects.get(pk=page.pk).story_versions == versions


def test_an_account_says_which_moments_it_takes(sandbox, accounts, page):
    wechat, weibo = accounts
    Account.objects.filter(pk=weibo.pk).update(moments=["final"])
    Account.objects.filter(pk=wechat.pk).update(moments=["live"])
    announce(page)
    settle_down()
    assert told(sandbox) == ([], [])
    go_live(page)
    talk(page, LIFTS)
    settle_down()
    archive(page)
    assert told(sandbox) == ([NOW], [IN_FULL])


def test_an_account_that_does_without_keeps_what_it_has(sandbox, accounts, page):
    announce(page)
    settle_down()
    Account.objects.update(moments=["final"])
    sweep.forget_unfolding_pages()
    assert told(sandbox) == ([AHEAD], [AHEAD])


def test_what_is_over_is_not_sent_to_an_account_that_comes_later(sandbox, index, home):
    page = planned(index)
    announce(page)
    go_live(page)
    talk(page, LIFTS)
    weibo_account(sandbox)
    assert told(sandbox) == ([], [NOW])
    archive(page)
    wechat_account(sandbox)
    assert told(sandbox) == ([IN_FULL], sorted([NOW, IN_FULL]))


def test_an_announcement_that_has_not_gone_out_in_time_stays_unsent(sandbox, accounts, page):
    Account.objects.update(is_paused=True)
    announce(page)
    one_round()
    go_live(page)
    Account.objects.update(is_paused=False)

    assert told(sandbox) == ([], [NOW])
    weibo = parts(accounts[1])
    assert status_of(weibo["announce"]) == Status.OVER
    assert weibo["announce"].is_in_step


def test_an_announcement_lost_on_its_way_is_found_and_stays(sandbox, accounts, page):
    sandbox.control("faults", match="/2/statuses/share", kind="silent", times=1)
    announce(page)
    one_round()
    go_live(page)
    assert told(sandbox)[1] == sorted([AHEAD, NOW])


def test_a_draft_begun_before_the_moment_was_over_is_taken_back(sandbox, accounts, page):
    wechat = accounts[0]
    announce(page)
    plan.plan_page(page.pk)
    while not parts(wechat)["announce"].remote:
        worker_step(wechat)
    go_live(page)
    talk(page, LIFTS)
    settle_down()
    assert articles(sandbox) == []
    assert sandbox.state()["wechat"]["drafts"] == []


def worker_step(account: Account) -> None:
    """Let a worker take one step and die."""
    with deliver.Lease.take(account.pk) as lease:
        deliver.Worker(lease).advance_next()


def test_a_moved_time_is_a_change_like_any_other(sandbox, accounts, page, admin_user):
    announce(page)
    settle_down()

    page = edited(page, starts_at=page.starts_at + timedelta(hours=1))
    settle_down()
    assert {status_of(copy) for copy in ChannelCopy.objects.all()} == {Status.OUTDATED}

    correction = corrections.open_for_change(page, admin_user)
    lines = corrections.prepare(correction)
    assert {line.copy.part for line in lines} == {"announce"}
    corrections.sign(correction, admin_user, {line.copy.pk: "replace" for line in lines}, "")
    assert told(sandbox) == ([AHEAD], [AHEAD])
    assert ["10:30" in post["sent_text"] for post in posts(sandbox)] == [True]


def test_a_plan_lists_the_copies_of_all_moments(sandbox, accounts, page, admin_user):
    tell_all(page)

    correction = corrections.open_for_change(page, admin_user)
    page = edited(page, title="老旧小区改造")
    lines = corrections.prepare(correction)

    assert sorted(line.copy.part for line in lines) == ["", "", "announce", "announce", "live"]
    offered = {line.copy.part: {offer.remedy for offer in line.offers} for line in lines}
    assert Remedy.REPLACE in offered[""]
    # Deleted, what is over would not come again.
    assert Remedy.REPLACE not in offered["announce"] | offered["live"]


def test_what_is_over_is_not_deleted_by_the_policy_of_its_account(sandbox, accounts, page):
    Account.objects.update(on_change=OnChange.REPLACE)
    tell_all(page)
    edited(page, title="老旧小区改造")
    wechat, weibo = told(sandbox)
    assert sorted(weibo) == sorted([AHEAD, NOW, "访谈实录｜老旧小区改造"])
    assert sorted(wechat) == sorted([AHEAD, "访谈实录｜老旧小区改造"])


def test_an_interview_that_is_called_off_takes_its_announcement_back(sandbox, page):
    announce(page)
    settle_down()
    move_to(fresh(page), State.PLANNED, None)
    assert told(sandbox) == ([], [])
    announce(page)
    assert told(sandbox) == ([AHEAD], [AHEAD])


def test_a_page_that_is_taken_down_takes_all_its_moments_back(sandbox, page):
    tell_all(page)

    type(page).objects.get(pk=page.pk).unpublish()
    assert told(sandbox) == ([], [])
    edited(page)
    # What is over does not come again.
    assert told(sandbox) == ([IN_FULL], [IN_FULL])


def test_a_transcript_that_is_sent_back_stays_as_it_was_approved(sandbox, accounts, page):
    announce(page)
    go_live(page)
    talk(page, LIFTS)
    sitting = fresh(page)
    move_to(sitting, State.DRAFT, None)
    move_to(sitting, State.REVIEWED, None)
    settle_down()
    before = told(sandbox)

    move_to(sitting, State.DRAFT, None)
    turn = sitting.turns.get(text=LIFTS[1])
    acts.edit(sitting, turn.number, turn.version, "明年开工。", None)
    plan.forget([page.pk])
    assert told(sandbox) == before
    assert {status_of(copy) for copy in ChannelCopy.objects.all()} == {Status.LIVE}

    move_to(sitting, State.REVIEWED, None)
    settle_down()
    final = [copy for copy in ChannelCopy.objects.all() if copy.part == ""]
    assert {status_of(copy) for copy in final} == {Status.OUTDATED}


def test_a_corrected_turn_is_a_change_and_opens_the_plan(sandbox, accounts, page, admin_user):
    Account.objects.update(on_change=OnChange.REPLACE)
    tell_all(page)
    before = told(sandbox)
    assert corrections.lines_of_change(page.pk) == []

    sitting = fresh(page)
    turn = sitting.turns.get(text=LIFTS[1])
    acts.edit(sitting, turn.number, turn.version, "明年年底前开工。", admin_user, note="年份有误")
    assert list(sweep.pages_to_plan()) == [page.pk]
    # Somebody decides, so no policy acts.
    assert told(sandbox) == before
    correction = Correction.objects.get()
    assert (correction.note, correction.opened_by) == ("年份有误", admin_user)

    lines = corrections.prepare(correction)
    assert [line.copy.part for line in lines] == ["", ""]
    corrections.sign(correction, admin_user, {line.copy.pk: "replace" for line in lines}, "")
    told(sandbox)
    [record] = [row for row in articles(sandbox) if row["title"] == IN_FULL]
    assert "明年年底前开工" in record["content"]
    approval = Approval.objects.filter(account=accounts[0]).order_by("pk").last()
    assert approval.name == admin_user.get_username()


def test_a_correction_of_what_was_published_nowhere_opens_no_plan(home, index):
    page = planned(index)
    announce(page)
    go_live(page)
    talk(page, LIFTS)
    archive(page)
    sitting = fresh(page)
    turn = sitting.turns.get(text=LIFTS[1])
    acts.edit(sitting, turn.number, turn.version, "明年年底前开工。", None, note="年份有误")
    assert not Correction.objects.exists()


def test_a_hint_that_comes_while_a_page_is_planned_is_not_lost(accounts, page, monkeypatch):
    real = plan.wishes_for

    def slow(page):
        found = real(page)
        monkeypatch.undo()
        announce(page)
        return found

    monkeypatch.setattr(plan, "wishes_for", slow)
    plan.plan_page(page.pk)
    assert {copy.part for copy in ChannelCopy.objects.all()} == {"announce"}


def test_an_editor_leaves_one_moment_out(sandbox, accounts, page):
    announce(page)
    settle_down()
    choices.leave_out(page, accounts[1], Moment.ANNOUNCE)
    plan.forget([page.pk])
    assert told(sandbox) == ([AHEAD], [])
    go_live(page)
    assert told(sandbox) == ([AHEAD], [NOW])


@pytest.mark.parametrize("step", ["/2/statuses/share", "/cgi-bin/freepublish/submit"])
@pytest.mark.parametrize("kind", ["drop", "html502", "silent"])
def test_each_moment_goes_out_once_whatever_happens_to_answers(sandbox, page, step, kind):
    for move in (announce, go_live, lambda page: (talk(page, LIFTS), archive(page))):
        sandbox.control("faults", match=step, kind=kind, times=1)
        move(page)
        settle_down(30)
    assert told(sandbox) == (sorted([AHEAD, IN_FULL]), sorted([AHEAD, NOW, IN_FULL]))


def test_a_worker_that_dies_between_two_moments_leaves_nothing_twice(sandbox, accounts, page):
    for move in (announce, go_live, lambda page: (talk(page, LIFTS), archive(page))):
        move(page)
        plan.plan_page(page.pk)
        for account in accounts:
            worker_step(account)
    assert told(sandbox) == (sorted([IN_FULL]), sorted([AHEAD, NOW, IN_FULL]))


def test_the_gate_asks_for_the_version_of_the_moment(page):
    announce(page)
    shown = type(page).objects.get(pk=page.pk)
    wishes = wish.wishes_for(shown)
    assert {each.version for each in wishes.values()} == set(shown.story_versions)
    go_live(page)
    live = type(page).objects.get(pk=page.pk)
    assert set(shown.story_versions) < set(live.story_versions)


def test_positions_of_moments_are_their_own(accounts, page):
    announce(page)
    plan.plan_page(page.pk)
    assert ChannelCopy.objects.filter(position=Position.ABSENT, wanted=True).count() == 2
    assert page.first_published_at > EVER
