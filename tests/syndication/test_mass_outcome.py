"""What becomes of a mass send: the administrator, the quota, and its articles' life afterwards."""

from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from home.models import ArticlePage
from syndication import mass_sends
from syndication.engine import deliver, inbound, watch
from syndication.models import Account, Attempt, ChannelCopy, HumanTask, MassSend
from syndication.models.mass_send import State
from syndication.models.task import TaskKind
from syndication.status import Status, status_of
from tests.syndication.engine_room import settle_down
from tests.syndication.mass_room import (
    chief,
    decide,
    drafts_at,
    hurry,
    items,
    mass_account,
    previewed,
    protected,
    push_of,
    sent_at,
    signed,
    worked,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(home, sandbox) -> Account:
    return mass_account(sandbox)


@pytest.fixture
def pages(account, column) -> list[ArticlePage]:
    return items(column, "头条", "次条", "三条")


# --- The administrator -------------------------------------------------------------------------


def test_the_administrator_is_waited_for_and_confirms(account, pages, sandbox):
    protected(sandbox, account)
    send = worked(signed(previewed(account, pages)))

    assert (send.state, send.code) == (State.CONFIRMING, "89503")
    assert timedelta(minutes=29) < send.confirm_until - timezone.now() < timedelta(minutes=31)
    task = HumanTask.objects.get(kind=TaskKind.MASS)
    assert (task.code, task.due_at) == ("mass_confirming", send.confirm_until)

    decide(sandbox, "confirm")
    hurry(send)

    assert send.state == State.SENT
    assert len(sent_at(sandbox)) == 1
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_the_push_about_a_message_without_a_number_has_the_number_asked_for(
    account, pages, sandbox, settings
):
    settings.SYNDICATION_TIMING = {**settings.SYNDICATION_TIMING, "mass_again": 0.1}
    protected(sandbox, account)
    send = worked(signed(previewed(account, pages)))
    decide(sandbox, "refuse")
    event = push_of(send, str(sent_at(sandbox)[0]["msg_id"]), "err(40001)")

    inbound.handle(event.pk)
    worked(send)
    inbound.handle(event.pk)

    send.refresh_from_db()
    event.refresh_from_db()
    assert (send.state, send.code) == (State.DECLINED, "mass_40001")
    assert event.handled_at
    worked(send)
    assert drafts_at(sandbox) == []


def test_a_push_about_somebody_elses_message_is_asked_about_once(account, pages, sandbox, settings):
    settings.SYNDICATION_TIMING = {**settings.SYNDICATION_TIMING, "mass_again": 0.1}
    protected(sandbox, account)
    send = worked(signed(previewed(account, pages)))
    event = push_of(send, "99", "send success")
    for _ in range(3):
        inbound.handle(event.pk)
        worked(send)
    assert send.state == State.CONFIRMING
    assert send.attempts.filter(step="send").count() == 2


def test_the_administrator_who_is_asked_silently_refuses(account, pages, sandbox):
    protected(sandbox, account, code=0)
    send = signed(previewed(account, pages))
    deliver.work(account.pk)
    send.refresh_from_db()
    assert send.state == State.SENDING
    decide(sandbox, "refuse")
    inbound.handle(push_of(send, send.remote["msg_id"], "err(40001)").pk)
    send.refresh_from_db()
    assert send.state == State.DECLINED


def test_half_an_hour_without_an_answer_is_told_so(account, pages, sandbox):
    protected(sandbox, account)
    send = worked(signed(previewed(account, pages)))
    sandbox.control("clock", advance=1801)
    MassSend.objects.filter(pk=send.pk).update(confirm_until=timezone.now())
    for _ in range(5):
        # A busy machine may not answer in time; then it is asked again.
        if hurry(send).state != State.CONFIRMING:
            break
    # Asked for, the platform says no more than that it failed.
    assert (send.state, send.code) == (State.FAILED, "mass_fail")
    inbound.handle(push_of(send, send.remote["msg_id"], "err(40002)").pk)
    send.refresh_from_db()
    assert send.state == State.UNCONFIRMED


@pytest.mark.parametrize(
    ("verdict", "code"), [("err(20001)", "mass_20001"), ("send fail", "mass_fail")]
)
def test_what_the_platform_stopped_is_over_and_can_be_assembled_anew(
    account, pages, sandbox, verdict, code
):
    sandbox.control("wechat/accounts", app_id=account.app_id, mass_verdicts=[verdict])
    send = worked(signed(previewed(account, pages)))
    assert send.state == State.FAILED
    inbound.handle(push_of(send, send.remote["msg_id"], verdict).pk)
    send.refresh_from_db()
    assert send.code == code
    assert not ChannelCopy.objects.filter(part=send.part).exists()

    another = mass_sends.again(send, chief())

    assert another.clientmsgid != send.clientmsgid
    assert [item.page_ref for item in another.items.all()] == [page.pk for page in pages]


# --- How many are left -------------------------------------------------------------------------


def test_the_second_of_a_day_is_refused_and_believed_until_the_day_is_over(account, pages, sandbox):
    first = worked(signed(previewed(account, pages[:1])))
    assert first.state == State.SENT
    assert mass_sends.mass_of(account).allowance().left == 0
    second = worked(signed(previewed(account, pages[1:])))
    assert (second.state, second.code) == (State.PREVIEWED, "45028")
    with pytest.raises(mass_sends.Refusal, match="none_left"):
        signed(second)
    assert len(sent_at(sandbox)) == 1


def test_a_service_account_has_four_a_month(account, pages, sandbox):
    sandbox.control("wechat/accounts", app_id=account.app_id, kind="SVC")
    account.options = {**account.options, "service_account": True}
    account.save()
    worked(signed(previewed(account, pages[:1])))
    allowance = mass_sends.mass_of(account).allowance()
    assert (allowance.window, allowance.limit, allowance.left) == ("month", 4, 3)


def test_without_the_right_the_account_goes_on_publishing(account, pages, sandbox, column):
    send = previewed(account, pages)
    sandbox.control(
        "wechat/accounts", app_id=account.app_id, rights={"message/mass/sendall": False}
    )
    worked(signed(send))
    assert (send.state, send.code) == (State.ASSEMBLING, "mass_not_allowed")
    account.refresh_from_db()
    assert not account.is_blocked


# --- Life afterwards ---------------------------------------------------------------------------


def test_a_withdrawn_page_takes_its_article_back_from_the_followers(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()
    settle_down()

    copies = ChannelCopy.objects.filter(part=send.part).order_by("pk")
    assert [status_of(copy) for copy in copies] == [Status.LIVE, Status.WITHDRAWN, Status.LIVE]
    urls = [one["url"] for one in sent_at(sandbox)[0]["article"]["articles"]]
    assert [requests.get(url, timeout=10).status_code for url in urls] == [200, 410, 200]


def test_published_again_the_page_is_not_sent_to_all_again(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))
    page = ArticlePage.objects.get(pk=pages[1].pk)
    page.unpublish()
    settle_down()
    ArticlePage.objects.get(pk=page.pk).save_revision().publish()
    settle_down()
    copy = ChannelCopy.objects.get(part=send.part, page_ref=page.pk)
    assert status_of(copy) == Status.WITHDRAWN
    assert len(sent_at(sandbox)) == 1


def test_a_page_changed_after_it_was_sent_is_shown_as_older_and_left(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))
    page = ArticlePage.objects.get(pk=pages[0].pk)
    page.body = [("paragraph", "<p>改过了。</p>")]
    page.save_revision().publish()
    settle_down()
    copy = ChannelCopy.objects.get(part=send.part, page_ref=page.pk)
    assert status_of(copy) == Status.OUTDATED
    assert Attempt.objects.filter(copy=copy).count() == 0


def test_a_page_withdrawn_while_it_is_on_its_way_is_taken_back_when_it_is_there(
    account, pages, sandbox
):
    sandbox.control("wechat/accounts", app_id=account.app_id, mass_delay=1)
    send = signed(previewed(account, pages))
    deliver.work(account.pk)
    send.refresh_from_db()
    assert send.state == State.SENDING
    ArticlePage.objects.get(pk=pages[2].pk).unpublish()
    worked(send)
    settle_down()
    copy = ChannelCopy.objects.get(part=send.part, page_ref=pages[2].pk)
    assert status_of(copy) == Status.WITHDRAWN


def test_the_watch_looks_past_what_no_list_shows(account, pages):
    send = worked(signed(previewed(account, pages)))
    watch.watch(account.pk)
    assert set(ChannelCopy.objects.filter(part=send.part).values_list("seen_at", flat=True)) == {
        None
    }
    assert watch.watch(account.pk) == 0
