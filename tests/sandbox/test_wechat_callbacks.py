"""PUBLISHJOBFINISH, pushed to the account's own address. wechatpy is the other judge here."""

import base64
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from tests.sandbox.callers import WeChat, eventually

TOKEN, AES_KEY = "callbacktoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class Receiver:
    """Keeps what is pushed to it; `answers` are given in turn, the last one ever after."""

    def __init__(self) -> None:
        self.pushes: list[tuple[dict[str, str], str]] = []
        self.answers: list[tuple[int, bytes]] = [(200, b"success")]
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.pushes.append((dict(parse_qsl(urlsplit(self.path).query)), body))
                answers = receiver.answers
                self._answer(*(answers.pop(0) if len(answers) > 1 else answers[0]))

            def do_GET(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
                self._answer(200, query["echostr"].encode())

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/callback/?account=1"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def with_callback(sandbox, receiver: Receiver, **more) -> WeChat:
    settings = {"callback_url": receiver.url, "callback_token": TOKEN}
    return WeChat(sandbox, **settings | more)


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
    plain = WeChatCrypto(TOKEN, AES_KEY, wechat.app_id).decrypt_message(
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
