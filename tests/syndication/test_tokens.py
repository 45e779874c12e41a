"""Access tokens: one for all workers, fetched by one of them, encrypted where they lie."""

import threading

import pytest
from django.db import connection

from syndication.channels.wechat.tokens import TokenShelf
from syndication.models import Account
from syndication.secrets import Sealed, decrypt
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    SECRET,
    published,
    settle_down,
    the_copy,
    wechat_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def test_one_token_serves_many_articles(home, sandbox, column):
    wechat_account(sandbox)
    for number in range(3):
        published(column, title=f"第{number}篇")

    settle_down()

    assert sandbox.state()["counters"]["/cgi-bin/stable_token"] == 1


def test_a_token_that_is_rejected_again_and_again_is_nobodys_fault(home, sandbox, column):
    account = wechat_account(sandbox)
    sandbox.control("faults", match="/cgi-bin/draft/add", kind="expire_token", times=3)
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.LIVE


@pytest.mark.django_db(transaction=True)
def test_workers_that_need_a_token_at_once_fetch_it_once():
    account = Account.objects.create(kind="wechat", name="甲", app_id="wx1", app_secret="s")
    fetched, tokens = [], []

    def fetch():
        fetched.append(1)
        return "token-1", 7200.0

    def worker():
        tokens.append(TokenShelf(account.pk).get(fetch))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert tokens == ["token-1"] * 5
    assert len(fetched) == 1


@pytest.mark.django_db
def test_a_rejected_token_is_not_dropped_if_it_was_replaced_meanwhile():
    account = Account.objects.create(kind="wechat", name="甲", app_id="wx1", app_secret="s")
    shelf = TokenShelf(account.pk)
    shelf.get(lambda: ("old", 7200.0))
    shelf.discard("old")
    shelf.get(lambda: ("new", 7200.0))

    shelf.discard("old")

    assert shelf.get(lambda: ("newer", 7200.0)) == "new"


@pytest.mark.django_db
def test_secrets_lie_encrypted():
    account = Account.objects.create(
        kind="weibo", name="甲", app_id="1", app_secret=SECRET, access_token="2.00token"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_secret, access_token FROM syndication_account")
        stored = cursor.fetchone()
    assert SECRET not in stored[0]
    assert decrypt(stored[0]) == SECRET
    assert decrypt(stored[1]) == "2.00token"
    account.refresh_from_db()
    assert account.app_secret == SECRET


@pytest.mark.django_db
def test_a_lost_key_empties_the_secret_and_the_old_key_brings_it_back(settings):
    old = list(settings.SYNDICATION_KEYS)
    account = Account.objects.create(kind="weibo", name="甲", app_id="1", app_secret=SECRET)
    settings.SYNDICATION_KEYS = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]

    account.refresh_from_db()
    assert isinstance(account.app_secret, Sealed)
    assert account.app_secret == ""
    account.name = "乙"
    account.save()

    settings.SYNDICATION_KEYS = old
    account.refresh_from_db()
    assert (account.name, account.app_secret) == ("乙", SECRET)


@pytest.mark.django_db
def test_a_new_key_in_front_encrypts_and_the_old_one_still_decrypts(settings):
    account = Account.objects.create(kind="weibo", name="甲", app_id="1", app_secret=SECRET)
    settings.SYNDICATION_KEYS = [
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        *settings.SYNDICATION_KEYS,
    ]
    account.refresh_from_db()
    assert account.app_secret == SECRET


def test_no_secret_and_no_token_is_ever_logged(home, sandbox, column, caplog):
    caplog.set_level("DEBUG")
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(app_secret="a-wrong-and-secret-word")
    published(column)
    settle_down()
    account = wechat_account(sandbox)
    settle_down()

    account.refresh_from_db()
    assert account.access_token
    logged = caplog.text
    for secret in (SECRET, account.access_token, "a-wrong-and-secret-word"):
        assert secret not in logged
