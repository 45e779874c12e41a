"""What goes wrong between us and a partner: lost answers, refusals, lost items, replays."""

import time
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from syndication.channels.registry import channel_for
from syndication.channels.webhook import signing
from syndication.engine import watch
from syndication.models import Account, Attempt, ChannelCopy, HumanTask
from syndication.models.copy import Drift, Fault
from syndication.models.task import TaskKind
from syndication.status import Status, message_for, status_of
from tests.syndication.engine_room import one_round, published, settle_down, the_copy
from tests.syndication.partner import Partner
from tests.syndication.partner_room import change, partner_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture
def partner():
    with Partner() as partner:
        yield partner


@pytest.fixture
def account(home, partner) -> Account:
    return partner_account(partner)


# --- Lost answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble",
    [
        {"done": True},
        {"done": True, "seconds": 2},
        {"done": False},
        {"done": True, "status": 502},
        {"done": False, "status": 500, "body": {"detail": "?"}},
        {"done": True, "status": 200, "body": {"ok": True}},
        {"done": True, "status": 204},
    ],
)
def test_one_item_whatever_happens_to_an_answer(account, partner, column, trouble):
    partner.trouble("POST", **trouble)
    published(column)

    settle_down(30)

    assert len(partner.items) == 1
    assert status_of(the_copy(account)) == Status.LIVE
    assert the_copy(account).url


@pytest.mark.parametrize(
    "answer",
    [
        b"[" * 100_000,
        b"x" * 2_000_000,
        b'{"id": 1, "url": null}',
        b'"\\u0000"',
        b"\xff\xfe",
        b'{"detail": "\\ud800\\u0000"}',
    ],
)
@pytest.mark.parametrize("status", [200, 422])
def test_an_answer_that_makes_no_sense_breaks_nothing(account, partner, column, answer, status):
    partner.trouble("POST", done=False, status=status, raw=answer)
    published(column)

    settle_down(30)

    copy = the_copy(account)
    assert status_of(copy) == (Status.LIVE if status == 200 else Status.EDITOR)
    assert "\x00" not in copy.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", None, 7, f"https://a/{'x' * 2000}"])
def test_an_address_that_is_none_is_not_shown(account, partner, column, url):
    partner.show_at = url
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.LIVE
    assert the_copy(account).url == ""


def test_an_item_that_was_found_is_not_sent_again(account, partner, column):
    partner.lose_answer("POST")
    published(column)

    settle_down()

    steps = list(Attempt.objects.order_by("pk").values_list("step", "result"))
    assert steps == [("post", "unknown"), ("look", "found")]


def test_sent_once_more_it_carries_the_same_key_and_is_known_by_it(account, partner, column):
    partner.trouble("POST", done=False)
    published(column)
    settle_down(30)
    first = partner.the_item()

    # A partner that was slow: it has the item by the time it is sent again.
    answer = channel_for(account).create(the_copy(account).sent_payload.body, {}, as_draft=False)

    assert answer.url == first.url
    assert len(partner.items) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_lost_answer_to_a_change_or_a_withdrawal_is_no_trouble(account, partner, column, method):
    page = published(column, title="旧标题")
    settle_down()
    partner.lose_answer(method, times=2)

    if method == "PUT":
        change(page, title="新标题")
    else:
        page.unpublish()
    settle_down(30)

    assert partner.titles() == (["新标题"] if method == "PUT" else [])


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [413, 422, 451])
def test_what_is_wrong_with_the_page_is_told_to_its_editor(account, partner, column, status):
    partner.trouble("POST", done=False, status=status, body={"detail": "缺少主题分类"})
    page = published(column)
    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.EDITOR
    assert status == 413 or "缺少主题分类" in message_for(copy)

    change(page, title="改过之后")
    settle_down()
    assert partner.titles() == ["改过之后"]


@pytest.mark.parametrize(("status", "is_blocked"), [(400, False), (401, True), (403, True)])
def test_what_is_wrong_between_us_is_told_to_an_administrator(
    account, partner, column, status, is_blocked
):
    partner.trouble("POST", done=False, status=status)
    published(column)

    settle_down()

    account.refresh_from_db()
    assert account.is_blocked == is_blocked
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert message_for(the_copy(account))


def test_another_item_under_the_same_id_is_never_taken_for_ours(account, partner, column):
    partner.trouble("POST", done=False, status=409, body={"id": "x", "key": "another"})
    published(column)

    settle_down()

    assert the_copy(account).code == "taken"
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR


@pytest.mark.parametrize("status", [429, 503])
def test_a_partner_that_asks_for_patience_is_left_alone_for_so_long(
    account, partner, column, status
):
    partner.trouble("POST", done=False, status=status, headers={"Retry-After": "90"})
    published(column)
    one_round()

    account.refresh_from_db()
    wait = account.hold_until - timezone.now()
    assert timedelta(seconds=80) < wait <= timedelta(seconds=90)
    assert status_of(the_copy(account)) == Status.WAITING

    Account.objects.update(hold_until=None)
    ChannelCopy.objects.update(next_at=timezone.now())
    settle_down()
    assert len(partner.items) == 1


def test_a_wrong_base_address_is_never_taken_for_an_item_that_is_gone(account, partner, column):
    page = published(column)
    settle_down()
    Account.objects.update(base_url=partner.url.replace("/api", "/other"))
    partner.trouble("DELETE", done=False, status=404, body={"detail": "no such page"})

    page.unpublish()
    settle_down()

    assert len(partner.items) == 1
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR


# --- Watching ------------------------------------------------------------------------------------


def look_again(account) -> None:
    ChannelCopy.objects.update(seen_at=None)
    watch.watch(account.pk)


def test_a_hundred_items_are_watched_with_one_request(account, partner, column):
    for number in range(3):
        published(column, title=f"第{number}篇")
    settle_down()
    before = partner.asked("GET")

    assert watch.watch(account.pk) == 3

    assert partner.asked("GET") == before + 1


def test_an_item_deleted_at_the_partner_is_missed_and_not_sent_again(account, partner, column):
    published(column)
    settle_down()
    look_again(account)
    partner.items.clear()

    look_again(account)
    settle_down()

    copy = the_copy(account)
    assert (copy.drift, copy.fault) == (Drift.DELETED, Fault.PERSON)
    assert HumanTask.objects.get(copy=copy, closed_at=None).kind == TaskKind.DRIFT
    assert partner.items == {}


def test_an_item_changed_by_hand_is_shown_with_both_versions(account, partner, column):
    published(column, title="我们的标题")
    settle_down()
    look_again(account)
    partner.edit(the_copy(account).remote["item"], title="他们的标题")

    look_again(account)

    copy = the_copy(account)
    assert copy.drift == Drift.EDITED
    assert (copy.first_seen["title"], copy.last_seen["title"]) == ("我们的标题", "他们的标题")


def test_a_change_of_an_item_that_is_gone_is_a_matter_for_a_person(account, partner, column):
    page = published(column)
    settle_down()
    partner.items.clear()

    change(page, title="新标题")
    settle_down()

    copy = the_copy(account)
    assert (copy.drift, copy.fault) == (Drift.DELETED, Fault.PERSON)
    assert HumanTask.objects.get(copy=copy, closed_at=None).kind == TaskKind.DRIFT
    assert partner.items == {}


def test_after_our_own_change_the_item_is_not_taken_for_changed_by_hand(account, partner, column):
    page = published(column, title="旧标题")
    settle_down()
    look_again(account)

    change(page, title="新标题")
    settle_down()
    look_again(account)

    assert the_copy(account).drift == Drift.NONE


# --- Signatures ----------------------------------------------------------------------------------


def test_with_a_wrong_secret_nothing_gets_in(account, partner, column):
    Account.objects.filter(pk=account.pk).update(app_secret="wrong")
    published(column)

    settle_down()

    assert partner.items == {}
    assert len(partner.refused) == 1
    account.refresh_from_db()
    assert account.is_blocked
    assert "签名" in message_for(the_copy(account))


def replayed(partner: Partner, original, **changes) -> int:
    """Send a recorded request once more, perhaps as another; return the partner's status."""
    method = changes.get("method", original.method)
    target = changes.get("target", original.target)
    headers = {**original.headers, **changes.get("headers", {})}
    return requests.request(
        method,
        f"{partner.url}{target}",
        headers={name: headers[name] for name in headers if name.startswith(("Fab", "Idem"))},
        data=changes.get("body", original.body),
        timeout=5,
    ).status_code


def test_a_recorded_request_opens_nothing(account, partner, column):
    published(column)
    settle_down()
    item_id = the_copy(account).remote["item"]
    channel_for(account).prove()
    posted = next(one for one in partner.requests if one.method == "POST")
    proof = next(one for one in partner.requests if one.method == "GET")
    partner.items.clear()

    assert replayed(partner, posted) == 401
    assert replayed(partner, posted, body=posted.body.replace(b"final", b"other")) == 401
    assert replayed(partner, posted, headers={"Idempotency-Key": "another"}) == 401
    assert replayed(partner, proof, method="DELETE", target=f"/items/{item_id}") == 401
    assert replayed(partner, proof, headers={"Fabuting-Timestamp": f"{time.time():.6f}"}) == 401
    assert partner.items == {}


def test_an_old_request_is_refused_though_it_was_never_seen(partner):
    stamp = f"{time.time() - 301:.6f}"
    sign = signing.signature(partner.secret, stamp, "", "GET", "/items?ids=", b"")
    answer = requests.get(
        f"{partner.url}/items?ids=",
        headers={signing.TIMESTAMP: stamp, signing.SIGNATURE: sign},
        timeout=5,
    )
    assert answer.status_code == 401
