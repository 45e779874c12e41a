"""When the answer is lost: look before you retry; in the end there is exactly one."""

import pytest

from syndication import choices, handwork
from syndication.engine import settle
from syndication.models import Account, Attempt, HumanTask
from syndication.models.account import OnChange
from syndication.models.copy import Fault, Position
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

SHARE = "/2/statuses/share"
DRAFT_ADD = "/cgi-bin/draft/add"
SUBMIT = "/cgi-bin/freepublish/submit"
ANSWERS_LOST = ["silent", "empty", "html502", "stall"]
NEVER_DONE = ["drop", "stall_before"]


@pytest.mark.parametrize("kind", ANSWERS_LOST + NEVER_DONE)
@pytest.mark.parametrize("match", [DRAFT_ADD, SUBMIT])
def test_one_article_whatever_happens_to_an_answer_of_wechat(home, sandbox, column, match, kind):
    account = wechat_account(sandbox)
    sandbox.control("faults", match=match, kind=kind, times=1)
    published(column)

    settle_down(30)

    assert len(articles(sandbox)) == 1
    assert status_of(the_copy(account)) == Status.LIVE


@pytest.mark.parametrize("kind", ANSWERS_LOST + NEVER_DONE)
def test_one_post_whatever_happens_to_an_answer_of_weibo(home, sandbox, column, kind):
    account = weibo_account(sandbox)
    sandbox.control("faults", match=SHARE, kind=kind, times=1)
    published(column)

    settle_down(30)

    assert len(posts(sandbox)) == 1
    assert status_of(the_copy(account)) == Status.LIVE


@pytest.mark.parametrize("kind", ANSWERS_LOST)
def test_a_lost_answer_to_a_withdrawal_is_no_trouble(home, sandbox, column, kind):
    wechat_account(sandbox)
    weibo_account(sandbox)
    page = published(column)
    settle_down()
    sandbox.control("faults", match="/cgi-bin/freepublish/delete", kind=kind, times=1)
    sandbox.control("faults", match="/2/statuses/destroy", kind=kind, times=1)

    page.unpublish()
    settle_down(30)

    assert articles(sandbox) == posts(sandbox) == []


def test_a_post_that_was_found_is_not_sent_again(home, sandbox, column):
    account = weibo_account(sandbox)
    sandbox.control("faults", match=SHARE, kind="silent", times=1)
    published(column)

    settle_down(30)

    assert sandbox.state()["counters"]["/2/statuses/share.json"] == 1
    steps = list(Attempt.objects.order_by("pk").values_list("step", "result"))
    assert steps == [("share", "unknown"), ("look", "found")]
    assert the_copy(account).url


def test_a_post_that_cannot_be_found_is_sent_once_more_and_then_left_to_a_person(
    home, sandbox, column
):
    account = weibo_account(sandbox)
    sandbox.control("faults", match=SHARE, kind="drop", times=10)
    published(column)

    settle_down(30)

    assert Attempt.objects.filter(step="share").count() == 2
    copy = the_copy(account)
    assert copy.fault == Fault.PERSON
    assert status_of(copy) == Status.PERSON
    assert HumanTask.objects.get(copy=copy, closed_at=None).kind == TaskKind.FIND


def test_a_person_who_has_looked_may_have_it_looked_for_again(home, sandbox, column):
    account = weibo_account(sandbox)
    sandbox.control("faults", match=SHARE, kind="drop", times=2)
    published(column)
    settle_down(30)
    assert posts(sandbox) == []

    choices.retry(the_copy(account), also_account=False)
    settle_down(30)

    assert status_of(the_copy(account)) == Status.PERSON
    assert posts(sandbox) == []


@pytest.mark.parametrize("way", ["withdrawn", "replaced"])
@pytest.mark.parametrize("kind", ["wechat", "weibo"])
def test_what_only_a_person_found_only_a_person_can_delete(
    home, sandbox, column, django_user_model, kind, way
):
    """Its name on the platform is not known, and a second one must not be published beside it."""
    person = django_user_model.objects.create(username="person")
    account = (wechat_account if kind == "wechat" else weibo_account)(sandbox)
    Account.objects.update(on_change=OnChange.REPLACE)
    page = published(column, title="第一版")
    settle_down()
    _forget_its_name(account)
    [task] = HumanTask.objects.filter(closed_at=None)
    handwork.answer(task, handwork.THERE, "看到了", person)

    if way == "withdrawn":
        page.unpublish()
    else:
        page.title = "第二版"
        page.save_revision().publish()
    settle_down()

    assert len(articles(sandbox)) + len(posts(sandbox)) == 1
    [task] = HumanTask.objects.filter(closed_at=None)
    assert task.kind == TaskKind.DELETE

    for article in articles(sandbox):
        sandbox.control(f"wechat/articles/{article['article_id']}/status", status="deleted")
    for post in posts(sandbox):
        sandbox.control(f"weibo/posts/{post['mid']}/delete")
    handwork.answer(task, handwork.DONE, "删除了", person)
    settle_down()

    there = [*articles(sandbox), *posts(sandbox)]
    assert len(there) == (way == "replaced")
    assert all("第二版" in str(one) for one in there)
    assert not HumanTask.objects.filter(closed_at=None).exists()


def _forget_its_name(account: Account) -> None:
    """Leave a published copy as if it had never been found."""
    copy = the_copy(account)
    names = {"draft_id"} & set(copy.remote)
    copy.remote = {name: copy.remote[name] for name in names}
    copy.position, copy.url = Position.UNKNOWN, ""
    copy.looks, copy.resends = 3, 5
    copy.save()
    settle._give_up_looking(copy)
    copy.save()


def test_an_earlier_withdrawn_copy_is_never_taken_for_the_lost_one(home, sandbox, column):
    account = wechat_account(sandbox)
    page = published(column)
    settle_down()
    first = the_copy(account).remote["article_id"]
    page.unpublish()
    settle_down()

    sandbox.control("faults", match=SUBMIT, kind="silent", times=1)
    page.save_revision().publish()
    settle_down(30)

    [article] = articles(sandbox)
    assert article["article_id"] != first
    assert the_copy(account).remote["article_id"] == article["article_id"]


@pytest.mark.parametrize("match", [DRAFT_ADD, SUBMIT])
def test_what_can_be_sent_again_without_harm_is_not_left_to_a_person(home, sandbox, column, match):
    """Nobody sees a draft, and a draft is used up by the first publication."""
    account = wechat_account(sandbox)
    sandbox.control("faults", match=match, kind="drop", times=3)
    published(column)

    settle_down(30)

    assert len(articles(sandbox)) == 1
    assert status_of(the_copy(account)) == Status.LIVE


def test_a_publication_that_fails_again_and_again_is_left_to_a_person(home, sandbox, column):
    account = wechat_account(sandbox)
    sandbox.control("wechat/accounts", app_id=account.app_id, verdicts=[3, 3, 3])
    published(column)

    settle_down(30)

    assert articles(sandbox) == []
    assert status_of(the_copy(account)) == Status.PERSON
    assert Attempt.objects.filter(step="submit").count() == 2


def test_what_a_person_has_sent_again_begins_anew_without_its_lost_draft(
    home, sandbox, column, admin_user
):
    account = wechat_account(sandbox)
    sandbox.control("faults", match=SUBMIT, kind="drop", times=1)
    published(column)
    while not sandbox.state()["wechat"]["drafts"]:
        one_round()
    [draft] = sandbox.state()["wechat"]["drafts"]
    sandbox.control(f"wechat/drafts/{draft['media_id']}", "DELETE")
    settle_down(30)
    [task] = HumanTask.objects.filter(closed_at=None)
    assert task.kind == TaskKind.FIND

    handwork.answer(task, handwork.NOT_THERE, "", admin_user)
    settle_down(30)

    assert len(articles(sandbox)) == 1
    assert status_of(the_copy(account)) == Status.LIVE
