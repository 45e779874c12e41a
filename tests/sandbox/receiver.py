"""An account's own server: it keeps what is pushed to it and answers as it is told."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from tests.sandbox.callers import WeChat
from tests.sandbox_process import SandboxProcess

TOKEN, AES_KEY = "callbacktoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class Receiver:
    """Keeps what is pushed to it.

    `answers` are given in turn, the last one ever after; `reply`, if set, makes the answer of
    the query and the body instead.
    """

    def __init__(self) -> None:
        self.pushes: list[tuple[dict[str, str], str]] = []
        self.answers: list[tuple[int, bytes]] = [(200, b"success")]
        self.reply: Callable[[dict[str, str], str], str] | None = None
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                query = dict(parse_qsl(urlsplit(self.path).query))
                receiver.pushes.append((query, body))
                if receiver.reply:
                    self._answer(200, receiver.reply(query, body).encode())
                    return
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

    def told(self, name: str = "") -> list[dict[str, str]]:
        """Return the flat fields of what was pushed, of one event if a name is given."""
        every = [
            {element.tag: element.text or "" for element in ElementTree.fromstring(body)}
            for _, body in self.pushes
        ]
        return [fields for fields in every if not name or fields.get("Event") == name]


def with_callback(sandbox: SandboxProcess, receiver: Receiver, **more: Any) -> WeChat:
    return WeChat(sandbox, callback_url=receiver.url, callback_token=TOKEN, **more)


def crypto(wechat: WeChat) -> WeChatCrypto:
    return WeChatCrypto(TOKEN, AES_KEY, wechat.app_id)
