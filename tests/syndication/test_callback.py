"""What WeChat pushes: verified, stored once, and believed only as far as it is signed."""

import time

import pytest
from django.urls import reverse
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from syndication.engine import inbound
from syndication.models import Account, ChannelCopy, InboundEvent
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    AES_KEY,
    articles,
    one_round,
    published,
    settle_down,
    the_copy,
    wechat_account,
)

TOKEN = "callbacktoken"
XML = """<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName>
<CreateTime>1481013459</CreateTime><MsgType>event</MsgType><Event>PUBLISHJOBFINISH</Event>
<PublishEventInfo><publish_id>{publish_id}</publish_id><publish_status>{status}</publish_status>
<article_id><![CDATA[article
-1]]></article_id><article_detail><count>1</count><item><idx>1</idx>
<article_url><![CDATA[https://mp.weixin.qq.com/s/abc]]></article_url></item></article_detail>
</PublishEventInfo></xml>"""


@pytest.fixture
def account(db) -> Account:
    return Account.objects.create(
        kind="wechat", name="甲", app_id="wx1", app_secret="s", callback_token=TOKEN
    )


@pytest.fixture
def submitted(account) -> ChannelCopy:
    return ChannelCopy.objects.create(
        page_ref=1,
        account=account,
        title="稿件",
        position=Position.SUBMITTED,
        remote={"draft_id": "d", "publish_id": "77"},
    )


def signed(token: str = TOKEN, when: float | None = None, *more: str) -> dict[str, str]:
    timestamp, nonce = str(int(when or time.time())), "nonce"
    signer = WeChatSigner()
    signer.add_data(token, timestamp, nonce, *more)
    return {"timestamp": timestamp, "nonce": nonce, "signature": signer.signature}


def push(client, account, xml: str, query: dict[str, str]):
    address = reverse("channels:wechat_callback", args=[account.callback_id])
    return client.post(
        f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}",
        data=xml.encode(),
        content_type="text/xml",
    )


def body(publish_id: str = "77", status: int = 0) -> str:
    return XML.format(publish_id=publish_id, status=status)


def test_the_address_proves_itself_to_wechat(client, account):
    address = reverse("channels:wechat_callback", args=[account.callback_id])
    answer = client.get(address, {**signed(), "echostr": "echo-1"})
    assert (answer.status_code, answer.content) == (200, b"echo-1")


def test_a_signed_push_settles_its_copy(client, submitted):
    answer = push(client, submitted.account, body(), signed())
    assert answer.content == b"success"

    inbound.handle(InboundEvent.objects.get().pk)

    copy = the_copy(submitted.account)
    assert status_of(copy) == Status.LIVE
    assert copy.url == "https://mp.weixin.qq.com/s/abc"
    assert copy.remote["article_id"] == "article-1"


def test_an_encrypted_push_is_read_with_the_accounts_key(client, submitted):
    account = submitted.account
    Account.objects.filter(pk=account.pk).update(callback_aes_key=AES_KEY)
    query = signed()
    xml = WeChatCrypto(TOKEN, AES_KEY, "wx1").encrypt_message(
        body(), query["nonce"], query["timestamp"]
    )
    signature = xml.split("<MsgSignature><![CDATA[")[1].split("]]")[0]

    answer = push(client, account, xml, {**query, "msg_signature": signature})

    assert answer.content == b"success"
    assert InboundEvent.objects.get().body["publish_id"] == "77"


def test_a_repeated_push_is_stored_once(client, submitted):
    for _ in range(3):
        push(client, submitted.account, body(), signed())
    assert InboundEvent.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        {},
        signed("another token"),
        signed(when=time.time() - 3600),
        {**signed(), "signature": ""},
        {**signed(), "timestamp": "soon"},
    ],
)
def test_a_push_without_a_fresh_signature_is_refused(client, submitted, query):
    assert push(client, submitted.account, body(), query).status_code == 403
    assert not InboundEvent.objects.exists()


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "not xml",
        "<xml><Encrypt>AAAA</Encrypt></xml>",
        '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
        body(status="x"),
    ],
)
def test_a_push_that_cannot_be_read_is_refused(client, submitted, xml):
    assert push(client, submitted.account, xml, signed()).status_code == 403


def test_a_plain_push_to_an_account_that_encrypts_is_refused(client, submitted):
    Account.objects.update(callback_aes_key=AES_KEY)
    assert push(client, submitted.account, body(), signed()).status_code == 403


def test_an_account_without_a_callback_token_takes_no_push(client, submitted):
    Account.objects.update(callback_token="")
    assert push(client, submitted.account, body(), signed("")).status_code == 403


def test_a_push_that_overtakes_the_answer_waits_for_it(client, account):
    push(client, account, body(publish_id="88"), signed())
    event = InboundEvent.objects.get()
    inbound.handle(event.pk)
    event.refresh_from_db()
    assert event.handled_at is None

    ChannelCopy.objects.create(
        page_ref=1,
        account=account,
        title="稿件",
        position=Position.SUBMITTED,
        remote={"publish_id": "88"},
    )
    inbound.handle(event.pk)

    assert the_copy(account).position == Position.LIVE


@pytest.mark.parametrize(("status", "expected"), [(5, "被人"), (6, "屏蔽")])
def test_what_becomes_of_a_live_article_is_told_to_a_person(client, submitted, status, expected):
    from syndication.status import message_for

    push(client, submitted.account, body(), signed())
    inbound.handle(InboundEvent.objects.get().pk)
    push(client, submitted.account, body(status=status), signed())
    inbound.handle(InboundEvent.objects.get(key=f"publish:77:{status}").pk)

    copy = the_copy(submitted.account)
    assert status_of(copy) == Status.PERSON
    assert expected in message_for(copy)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["plain", "aes"])
def test_the_sandboxs_call_brings_the_result_before_we_ask(
    live_server, sandbox, quick, settings, mode
):
    from tests.home.factories import ColumnPageFactory, make_portal

    settings.ALLOWED_HOSTS = ["*"]
    home = make_portal()
    column = ColumnPageFactory(parent=home)
    account = wechat_account(sandbox)
    account.callback_token = TOKEN
    account.callback_aes_key = AES_KEY if mode == "aes" else ""
    account.save()
    path = reverse("channels:wechat_callback", args=[account.callback_id])
    sandbox.control(
        "wechat/accounts",
        app_id=account.app_id,
        secret=account.app_secret,
        name=account.name,
        callback_url=f"{live_server.url}{path}",
        callback_token=TOKEN,
        callback_aes_key=AES_KEY if mode == "aes" else "",
        callback_mode=mode,
        publish_delay=0.3,
    )
    published(column)

    one_round()
    assert the_copy(account).position == Position.SUBMITTED
    end = time.monotonic() + 5
    while not InboundEvent.objects.exists() and time.monotonic() < end:
        time.sleep(0.05)
    inbound.handle(InboundEvent.objects.get().pk)

    assert status_of(the_copy(account)) == Status.LIVE
    assert "/cgi-bin/freepublish/get" not in sandbox.state()["counters"]
    assert len(articles(sandbox)) == 1
    settle_down()
