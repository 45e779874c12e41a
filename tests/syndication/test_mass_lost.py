"""Whatever answer is lost on the way to a mass send: followers get one message, or none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import ArticlePage
from syndication import mass_sends
from syndication.engine import deliver
from syndication.models import Account, ChannelCopy, HumanTask, MassSend
from syndication.models.copy import Position
from syndication.models.mass_send import State
from syndication.models.task import TaskKind
from tests.conftest import QUICK
from tests.syndication.engine_room import articles, published, settle_down, the_copy
from tests.syndication.mass_room import (
    PREVIEW,
    SENDALL,
    assembled,
    chief,
    drafts_at,
    hurry,
    items,
    mass_account,
    previewed,
    sent_at,
    signed,
    worked,
)

DRAFT_ADD = "/cgi-bin/draft/add"
ANSWERS_LOST = ["silent", "empty", "html502", "stall"]
NEVER_DONE = ["drop", "stall_before"]


@pytest.fixture(autouse=True)
def quickly(settings) -> None:
    settings.SYNDICATION_TIMING = {**QUICK, "mass_again": 0.2}


@pytest.fixture
def account(home, sandbox) -> Account:
    return mass_account(sandbox)


@pytest.fixture
def pages(account, column) -> list[ArticlePage]:
    return items(column, "头条", "次条")


def trouble(sandbox, match: str, kind: str, times: int = 1, **params) -> None:
    sandbox.control("faults", match=match, kind=kind, times=times, params=params)


@pytest.mark.parametrize("kind", ANSWERS_LOST + NEVER_DONE)
def test_one_message_whatever_happens_to_the_answer(account, pages, sandbox, kind):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, kind)

    worked(signed(send))

    assert send.state == State.SENT
    assert len(sent_at(sandbox)) == 1
    assert ChannelCopy.objects.filter(part=send.part).count() == 2


@pytest.mark.parametrize("kind", ANSWERS_LOST + NEVER_DONE)
def test_one_draft_whatever_happens_to_the_answer(account, pages, sandbox, kind):
    trouble(sandbox, DRAFT_ADD, kind)

    send = previewed(account, pages)

    assert send.state == State.PREVIEWED
    assert len(drafts_at(sandbox)) == 1


@pytest.mark.parametrize("kind", ANSWERS_LOST)
def test_a_preview_is_not_repeated_by_itself(account, pages, sandbox, kind):
    trouble(sandbox, PREVIEW, kind)

    send = previewed(account, pages)

    assert [one["state"] for one in send.previews] == ["unknown", "sent"]
    assert sandbox.state()["counters"][PREVIEW] == 2
    mass_sends.preview(send, ["wang"])
    worked(send)
    assert [one["state"] for one in send.previews] == ["sent", "sent"]


def test_a_draft_that_the_platform_does_not_know_yet_is_read_again(account, pages, sandbox):
    trouble(sandbox, "/cgi-bin/draft/get", "refuse", times=2, errcode=40007, errmsg="invalid")
    assert previewed(account, pages).state == State.PREVIEWED
    assert len(drafts_at(sandbox)) == 1


def test_a_draft_that_cannot_be_read_is_not_made_for_ever(account, pages, sandbox):
    trouble(sandbox, "/cgi-bin/draft/get", "refuse", times=99, errcode=40007, errmsg="invalid")
    send = previewed(account, pages)
    assert (send.state, send.code) == (State.ASSEMBLING, "mass_draft_gone")
    assert sandbox.state()["counters"]["/cgi-bin/draft/add"] == 3


def test_a_blocked_account_is_not_asked_on_and_on(account, pages, sandbox):
    trouble(sandbox, "/cgi-bin/draft/get", "refuse", times=99, errcode=40164, errmsg="not listed")
    send = assembled(account, pages)
    mass_sends.preview(send, ["wang"])

    deliver.work(account.pk)

    account.refresh_from_db()
    assert account.blocked_code == "40164"
    assert sandbox.state()["counters"]["/cgi-bin/draft/get"] == 1


def test_calls_that_are_used_up_wait_for_another_signature(account, pages, sandbox):
    send = previewed(account, pages)
    account.quotas = {**account.quotas, "message/mass/sendall": 0}
    account.save()
    worked(signed(send))
    assert (send.state, send.code) == (State.PREVIEWED, "mass_no_calls")
    assert sent_at(sandbox) == []


def test_asked_again_too_soon_it_waits_and_asks_again(account, pages, sandbox):
    send = previewed(account, pages)
    sandbox.control("wechat/accounts", app_id=account.app_id, mass_retry_pause=60)
    trouble(sandbox, SENDALL, "silent")

    worked(signed(send))

    assert (send.state, send.code, send.lost_step) == (State.SIGNED, "45066", "send")
    with pytest.raises(mass_sends.Refusal, match="too_late"):
        mass_sends.cancel(send)
    sandbox.control("clock", advance=61)
    assert hurry(send).state == State.SENT
    assert len(sent_at(sandbox)) == 1
    account.refresh_from_db()
    assert account.hold_until is None


def test_a_page_withdrawn_while_the_answer_is_lost_is_not_sent_by_asking(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "drop")
    signed(send)
    deliver.work(account.pk)
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()

    worked(send)

    assert (send.state, sent_at(sandbox), drafts_at(sandbox)) == (State.LOST, [], [])
    assert HumanTask.objects.get(kind=TaskKind.MASS).code == "mass_lost"


def test_sent_after_all_the_withdrawn_pages_article_is_taken_back(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "silent")
    signed(send)
    deliver.work(account.pk)
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()

    worked(send)
    settle_down()

    assert send.state == State.SENT
    copy = ChannelCopy.objects.get(part=send.part, page_ref=pages[1].pk)
    assert (copy.wanted, copy.position) == (False, Position.ABSENT)


def test_after_a_day_nobody_asks_again_but_a_person(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "silent")
    signed(send)
    deliver.work(account.pk)
    MassSend.objects.filter(pk=send.pk).update(asked_at=timezone.now() - timedelta(hours=24))

    hurry(send)

    assert send.state == State.LOST
    assert sandbox.state()["counters"][SENDALL] == 1


@pytest.fixture
def lost(account, pages, sandbox) -> MassSend:
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "silent")
    trouble(sandbox, SENDALL, "refuse", errcode=48021, errmsg="saved by the system")
    return worked(signed(send))


def test_what_nobody_knows_is_found_out_by_a_person_with_proof(lost, sandbox):
    assert lost.state == State.LOST
    with pytest.raises(mass_sends.Refusal, match="no_proof"):
        mass_sends.found_out(lost, was_sent=True, proof=" ")

    mass_sends.found_out(lost, was_sent=True, proof="在公众号会话里看到了。")

    lost.refresh_from_db()
    assert (lost.state, lost.proof) == (State.SENT, "在公众号会话里看到了。")
    copies = ChannelCopy.objects.filter(part=lost.part)
    assert [copy.remote for copy in copies] == [{}, {}]
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_a_page_withdrawn_afterwards_is_deleted_by_a_person(lost, pages):
    mass_sends.found_out(lost, was_sent=True, proof="已群发。")
    ArticlePage.objects.get(pk=pages[0].pk).unpublish()
    settle_down()
    task = HumanTask.objects.get(kind=TaskKind.DELETE)
    assert task.copy.part == lost.part


def test_found_not_to_be_sent_it_is_assembled_anew(lost, sandbox):
    mass_sends.found_out(lost, was_sent=False, proof="群发记录里没有。")
    worked(lost)
    assert (lost.state, lost.code) == (State.FAILED, "mass_not_sent")
    assert mass_sends.again(lost, chief()).items.count() == 2


def test_a_refusal_at_first_hand_is_known_not_to_be_sent(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "refuse", errcode=48021, errmsg="saved by the system")
    worked(signed(send))
    assert (send.state, send.code) == (State.ASSEMBLING, "48021")
    mass_sends.preview(send, ["wang"])
    assert worked(signed(worked(send))).state == State.SENT
    assert len(sent_at(sandbox)) == 1


def test_a_busy_platform_is_asked_again(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "refuse", errcode=-1, errmsg="system error")
    assert worked(signed(send)).state == State.SENT
    assert len(sent_at(sandbox)) == 1


def test_an_expired_token_is_renewed_on_the_way(account, pages, sandbox):
    send = previewed(account, pages)
    trouble(sandbox, SENDALL, "expire_token")
    assert worked(signed(send)).state == State.SENT
    assert len(sent_at(sandbox)) == 1


def test_a_lost_copy_is_not_mistaken_for_the_draft_of_a_mass_send(account, pages, sandbox, column):
    """One article in the message, and its page being published again: the same words twice."""
    send = assembled(account, pages[:1])
    trouble(sandbox, DRAFT_ADD, "silent")
    page = published(column, title="新的一条")
    deliver.work(account.pk)
    mass_sends.preview(send, ["wang"])

    settle_down()
    worked(send)

    assert the_copy(account, page).position == Position.LIVE
    assert send.state == State.PREVIEWED
    assert [draft["articles"][0]["title"] for draft in drafts_at(sandbox)] == ["头条"]
    assert sorted(one["title"] for one in articles(sandbox)) == ["头条", "新的一条", "次条"]
