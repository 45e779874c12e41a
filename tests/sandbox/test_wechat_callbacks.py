"""PUBLISHJOBFINISH, pushed to the account's own address. wechatpy is the other judge here."""

import base64
import time

from wechatpy.utils import check_signature

from tests.sandbox.callers import eventually
from tests.sandbox.receiver import AES_KEY, TOKEN, crypto, with_callback


def test_a_publication_is_pushed_with_a_signature(sandbox, receiver):
    result = with_callback(sandbox, receiver).published()
    query, body = eventually(lambda: receiver.pushes)[0]
    check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
    assert query["account"] == "1"
    assert "<![CDATA[PUBLISHJOBFINISH]]>" in body
    assert f"<publish_id>{result['publish_id']}</publish_id>" in body
    assert "<publish_status>0</publish_status>" in body
    assert result["article_id"] in body
    assert result["article_detail"]["item"][0]["article_url"] in body


def test_a_failure_is_pushed_with_the_numbers_of_the_failing_articles(sandbox, receiver):
    wechat = with_callback(sandbox, receiver, verdicts=[4])
    wechat.published()
    _, body = eventually(lambda: receiver.pushes)[0]
    assert "<publish_status>4</publish_status>" in body
    assert "<fail_idx>1</fail_idx>" in body
    assert "article_id" not in body


def test_in_secure_mode_only_the_account_can_read_it(sandbox, receiver):
    wechat = with_callback(sandbox, receiver, callback_mode="aes", callback_aes_key=AES_KEY)
    publish_id = wechat.published()["publish_id"]
    query, body = eventually(lambda: receiver.pushes)[0]
    assert query["encrypt_type"] == "aes"
    assert "PUBLISHJOBFINISH" not in body
    cipher = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    assert len(base64.b64decode(cipher)) % 32 == 0, "padded to 32, not to the cipher's own 16"
    plain = crypto(wechat).decrypt_message(
        body, query["msg_signature"], query["timestamp"], query["nonce"]
    )
    assert f"<publish_id>{publish_id}</publish_id>" in plain


def test_a_push_that_is_not_accepted_is_repeated_twice(sandbox, receiver):
    receiver.answers = [(500, b"oops"), (200, b"what?"), (200, b"")]
    with_callback(sandbox, receiver).published()
    eventually(lambda: sandbox.state()["wechat"]["callbacks"][0]["state"] == "delivered")
    assert len(receiver.pushes) == 3
    assert len({body for _, body in receiver.pushes}) == 1


def test_after_three_attempts_a_push_is_given_up_and_the_article_is_live(sandbox, receiver):
    receiver.answers = [(500, b"oops")]
    assert with_callback(sandbox, receiver).published()["publish_status"] == 0
    eventually(lambda: sandbox.state()["wechat"]["callbacks"][0]["state"] == "given_up")
    time.sleep(0.7)
    assert len(receiver.pushes) == 3


def test_the_same_outcome_can_come_more_than_once(sandbox, receiver):
    with_callback(sandbox, receiver, callback_copies=2).published()
    eventually(lambda: len(receiver.pushes) == 2)
    sandbox.control("wechat/callbacks/replay")
    eventually(lambda: len(receiver.pushes) == 3)
    assert len({body for _, body in receiver.pushes}) == 1


def test_the_console_proves_an_address_before_it_uses_it(sandbox, receiver):
    wechat = with_callback(sandbox, receiver)
    verify = f"wechat/accounts/{wechat.app_id}/verify"
    assert sandbox.control(verify) == {"ok": True, "status": 200}
    wechat.set(callback_token="another")
    assert sandbox.control(verify)["ok"] is False


def test_the_platform_has_news_of_its_own(sandbox, receiver):
    wechat = with_callback(sandbox, receiver)
    fields = {"ExpiredTime": 1_800_000_000}
    sandbox.control(
        "wechat/callbacks/event", app_id=wechat.app_id, event="verify_expired", fields=fields
    )
    (told,) = eventually(lambda: receiver.told("verify_expired"))
    assert told["ExpiredTime"] == "1800000000"


def test_an_account_can_have_its_address_checked(sandbox, receiver):
    wechat = with_callback(sandbox, receiver)
    order = {"action": "all", "check_operator": "DEFAULT"}
    answer = wechat.post("callback/check", order)
    assert [entry["ip"] for entry in answer["dns"]] == ["127.0.0.1"]
    assert [entry["package_loss"] for entry in answer["ping"]] == ["0%"]
    assert "ping" not in wechat.post("callback/check", order | {"action": "dns"})
    assert wechat.post("callback/check", order | {"action": "trace"})["errcode"] == 40202
    assert wechat.post("callback/check", order | {"check_operator": "X"})["errcode"] == 40203
    receiver.close()
    assert wechat.post("callback/check", order)["ping"][0]["package_loss"] == "100%"
    wechat.set(callback_url="")
    assert wechat.post("callback/check", order)["errcode"] == 40201
