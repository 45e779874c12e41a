"""What WeChat pushes: verified, stored once, and believed only as far as it is signed."""

import time
from datetime import date, timedelta

import hypothesis
import pytest
from celery.signals import before_task_publish
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from syndication import tasks
from syndication.engine import inbound
from syndication.models import Account, ChannelCopy, HumanTask, InboundEvent
from syndication.models.copy import Position
from syndication.models.task import TaskKind
from syndication.status import Status, explanation, status_of
from tests.syndication.engine_room import (
    AES_KEY,
    articles,
    one_round,
    published,
    settle_down,
    the_copy,
    wechat_account,
)
from tests.syndication.pushes import TOKEN, event, message, push, sealed, signed

OTHER_KEY = "ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789"
XML = """<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName>
<CreateTime>1481013459</CreateTime><MsgType>event</MsgType><Event>PUBLISHJOBFINISH</Event>
<PublishEventInfo><publish_id>{publish_id}</publish_id><publish_status>{status}</publish_status>
<article_id><![CDATA[article
-1]]></article_id><article_detail><count>1</count><item><idx>1</idx>
<article_url><![CDATA[https://mp.weixin.qq.com/s/abc]]></article_url></item></article_detail>
</PublishEventInfo></xml>"""
PARTS = (
    *("<xml>", "</xml>", "<MsgType>text</MsgType>", "<MsgType>event</MsgType>"),
    *("<Event>CLICK</Event>", "<Event>subscribe</Event>", "<Event>PUBLISHJOBFINISH</Event>"),
    *("<Event>annual_renew</Event>", "<Event>MASSSENDJOBFINISH</Event>", "<MsgID>1</MsgID>"),
    *("<CreateTime>1</CreateTime>", "<CreateTime>٣</CreateTime>", "<TotalCount>-1</TotalCount>"),
    *("<EventKey>reply:1</EventKey>", "<Content>&#65;</Content>", "<Encrypt>QQ==</Encrypt>"),
    *("<PublishEventInfo>", "</PublishEventInfo>", "<publish_status>0</publish_status>"),
)
BILLION_LAUGHS = f"""<!DOCTYPE x [<!ENTITY a0 "ha">{
    "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
}]><xml><MsgType>text</MsgType><Content>&a9;</Content></xml>"""


def body(publish_id: str = "77", status: int = 0) -> str:
    return XML.format(publish_id=publish_id, status=status)


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
    xml, query = sealed(body(), signed(), AES_KEY, "wx1")

    answer = push(client, account, xml, query)

    assert answer.content == b"success"
    assert InboundEvent.objects.get().body["publish_id"] == "77"


def test_a_push_with_the_key_before_is_still_read(client, submitted):
    submitted.account.take("callback_aes_key", OTHER_KEY)
    submitted.account.take("callback_aes_key", AES_KEY)
    submitted.account.save()

    for number, key in enumerate((AES_KEY, OTHER_KEY)):
        xml, query = sealed(body(publish_id=str(number)), signed(), key, "wx1")
        assert push(client, submitted.account, xml, query).content == b"success"

    assert InboundEvent.objects.count() == 2


def test_a_push_sealed_for_another_app_id_is_refused(client, submitted):
    Account.objects.update(callback_aes_key=AES_KEY)
    xml, query = sealed(body(), signed(), AES_KEY, "wx2")
    assert push(client, submitted.account, xml, query).status_code == 403


def test_a_push_sealed_with_a_key_we_never_had_is_refused(client, submitted):
    Account.objects.update(callback_aes_key=AES_KEY)
    xml, query = sealed(body(), signed(), OTHER_KEY, "wx1")
    assert push(client, submitted.account, xml, query).status_code == 403


def test_a_sealed_push_needs_the_signature_over_what_is_sealed(client, submitted):
    Account.objects.update(callback_aes_key=AES_KEY)
    xml, query = sealed(body(), signed(), AES_KEY, "wx1")
    other, _ = sealed(body(publish_id="78"), signed(), AES_KEY, "wx1")
    assert push(client, submitted.account, other, query).status_code == 403
    assert push(client, submitted.account, xml, {**query, "msg_signature": ""}).status_code == 403


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
        {name: value for name, value in signed().items() if name != "timestamp"},
        {name: value for name, value in signed().items() if name != "nonce"},
        {**signed(), "signature": "签名"},
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
        BILLION_LAUGHS,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml>&a;</xml>',
        '<?xml version="1.0" encoding="nonsense"?><xml/>',
        '<?xml version="1.0" encoding="gb18030"?><xml/>',
        "<xml>" * 50_000,
        body().replace("<publish_id>77", f"<publish_id>{'7' * 5000}"),
        body().replace("PublishEventInfo", "Nothing"),
        body(status="x"),
    ],
)
def test_a_push_that_cannot_be_read_is_refused(client, submitted, xml):
    assert push(client, submitted.account, xml, signed()).status_code == 403


def test_a_push_that_is_too_large_is_refused_unread(client, submitted):
    xml = message("x" * 600_000)
    assert push(client, submitted.account, xml, signed()).status_code == 403


def test_a_push_to_an_address_that_nobody_has_is_answered_plainly(client, db):
    answer = client.post("/channels/wechat/00000000-0000-0000-0000-000000000000/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


@given(
    raw=st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(st.sampled_from(PARTS)).map(lambda parts: "".join(parts).encode())
)
@pytest.mark.parametrize("key", ["", AES_KEY])
@hypothesis.settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_push_whatsoever_gets_an_error_page(client, account, key, raw):
    Account.objects.update(callback_aes_key=key)
    client.raise_request_exception = False
    answer = push(client, account, raw, signed())
    assert answer.status_code in {200, 403}
    assert b"<html" not in answer.content


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


@pytest.mark.parametrize(
    ("name", "more", "report"),
    [
        ("qualification_verify_success", "<ExpiredTime>1500</ExpiredTime>", {"expired_at": 1500}),
        (
            "qualification_verify_fail",
            "<FailTime>1400</FailTime><FailReason><![CDATA[材料不全]]></FailReason>",
            {"failed_at": 1400, "reason": "材料不全"},
        ),
        ("annual_renew", "<ExpiredTime>1500</ExpiredTime>", {"expired_at": 1500}),
        ("verify_expired", "<ExpiredTime>1500</ExpiredTime>", {"expired_at": 1500}),
    ],
)
def test_what_the_platform_says_about_the_accounts_verification_is_stored(
    client, account, name, more, report
):
    xml = event(name, when=1300).replace("</xml>", f"{more}</xml>")
    for _ in range(2):
        assert push(client, account, xml, signed()).content == b"success"

    stored = InboundEvent.objects.get()
    assert stored.kind == name
    assert stored.body == {"at": 1300, "reason": "", **report}


YEAR_END = 1798732800  # 2027-01-01 00:00 in Beijing


@pytest.mark.parametrize("name", ["qualification_verify_success", "annual_renew"])
def test_the_calendar_knows_until_when_an_account_is_verified(client, account, name):
    more = f"<ExpiredTime>{YEAR_END}</ExpiredTime>"
    push(client, account, event(name).replace("</xml>", f"{more}</xml>"), signed())

    inbound.handle(InboundEvent.objects.get().pk)

    account.refresh_from_db()
    assert account.verified_until == date(2027, 1, 1)
    assert not HumanTask.objects.exists()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("verify_expired", f"<ExpiredTime>{YEAR_END}</ExpiredTime>"),
        ("naming_verify_fail", "<FailReason><![CDATA[名称不规范]]></FailReason>"),
    ],
)
def test_a_verification_that_failed_or_ended_is_a_task(client, account, name, more):
    push(client, account, event(name).replace("</xml>", f"{more}</xml>"), signed())

    inbound.handle(InboundEvent.objects.get().pk)
    inbound.handle(InboundEvent.objects.get().pk)

    task = HumanTask.objects.get(account=account, closed_at=None)
    assert task.kind == TaskKind.ACCOUNT
    assert "认证" in explanation(account.kind, task.code, task.text)


def test_the_result_of_a_mass_send_is_stored(client, account):
    more = (
        "<MsgID>1000001625</MsgID><Status><![CDATA[err(30003)]]></Status><TotalCount>7</TotalCount>"
        "<SentCount>5</SentCount><ArticleUrlResult><Count>1</Count><ResultList><item>"
        "<ArticleIdx>1</ArticleIdx><ArticleUrl><![CDATA[https://mp.weixin.qq.com/s/x]]></ArticleUrl>"
        "</item></ResultList></ArticleUrlResult>"
    )
    xml = event("MASSSENDJOBFINISH").replace("</xml>", f"{more}</xml>")
    assert push(client, account, xml, signed()).content == b"success"
    assert InboundEvent.objects.get().body == {
        "msg_id": "1000001625",
        "status": "err(30003)",
        "counts": {"TotalCount": 7, "SentCount": 5},
        "urls": {"1": "https://mp.weixin.qq.com/s/x"},
    }


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


@pytest.fixture
def put_off():
    """Names of the tasks that are sent to be done a little later."""
    names: list[str] = []

    def note(sender: str, headers: dict, **kwargs) -> None:
        if headers["eta"]:
            names.append(sender)

    before_task_publish.connect(note)
    yield names
    before_task_publish.disconnect(note)


def test_a_push_that_overtook_our_own_answer_is_soon_tried_again(client, submitted, put_off):
    ChannelCopy.objects.update(position=Position.ABSENT, remote={"draft_id": "d"})
    push(client, submitted.account, body(), signed())
    early = InboundEvent.objects.get()

    tasks.handle_event(early.pk)
    assert put_off == ["syndication.tasks.handle_event"]

    ChannelCopy.objects.update(position=Position.SUBMITTED, remote={"publish_id": "77"})
    tasks.handle_event(early.pk)
    assert ChannelCopy.objects.get().position == Position.LIVE
    assert len(put_off) == 1


def test_a_push_that_nobody_waits_for_is_left_to_the_sweep(client, account, put_off):
    push(client, account, body(), signed())
    InboundEvent.objects.update(received_at=timezone.now() - timedelta(seconds=10))

    tasks.handle_event(InboundEvent.objects.get().pk)

    assert put_off == []
