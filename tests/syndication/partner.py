"""A partner system, as docs/webhook.md asks for one: a real server that checks every signature.

It runs the very code that the page gives to partners. It can be told to lose answers or to give
others, and shows what it has.
"""

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhook.md"
BASE = "/api"


def documented() -> Callable[..., bool]:
    """Return `is_genuine` as docs/webhook.md has it."""
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    namespace: dict[str, Any] = {}
    exec(compile(code.group(1), str(PAGE), "exec"), namespace)
    return namespace["is_genuine"]


@dataclass
class Request:
    """What came: `target` is the address behind the base."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def name(self) -> str:
        return f"{self.method} {self.target.split('?')[0]}"


@dataclass
class Item:
    document: dict[str, Any]
    key: str
    url: Any
    by_hand: dict[str, str] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, Any]:
        return {"id": self.document["id"], "key": self.key, "url": self.url, **self.by_hand}


@dataclass
class Trouble:
    """What is to happen to the next request of a method.

    `status` 0 is no answer at all; `done`: whether the work is done all the same.
    """

    method: str
    status: int = 0
    done: bool = True
    body: dict[str, Any] | None = None
    raw: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0


class Partner:
    """`with Partner() as partner: …`: it listens at `partner.url` until the end."""

    def __init__(self, secret: str = "the-secret-of-the-partner", name: str = "省级平台") -> None:
        self.secret = secret
        self.name = name
        self.is_genuine = documented()
        self.items: dict[str, Item] = {}
        self.requests: list[Request] = []
        self.refused: list[Request] = []
        self.troubles: list[Trouble] = []
        self.connections = 0
        self.show_at: Any = "https://partner.example/show/{}"
        self._seen: dict[str, float] = {}
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"partner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}{BASE}"

    # --- For tests ---------------------------------------------------------------------------

    def trouble(self, method: str, **values: Any) -> None:
        self.troubles.append(Trouble(method, **values))

    def lose_answer(self, method: str, times: int = 1) -> None:
        for _ in range(times):
            self.trouble(method)

    def titles(self) -> list[str]:
        return [item.document["title"] for item in self.items.values()]

    def the_item(self) -> Item:
        [item] = self.items.values()
        return item

    def edit(self, item_id: str, **words: str) -> None:
        """A person at the partner changes an item by hand."""
        item = self.items[item_id]
        item.key, item.by_hand = "", words

    def asked(self, method: str) -> int:
        return sum(request.method == method for request in self.requests)

    # --- Its work ----------------------------------------------------------------------------

    def answer(self, request: Request) -> tuple[int, dict[str, Any] | None]:
        """Do what a genuine request asks for; 401 to all others."""
        with self._lock:
            now = time.time()
            self._seen = {one: when for one, when in self._seen.items() if when > now - 600}
            if not self.is_genuine(
                self.secret,
                request.method,
                request.target,
                request.headers,
                request.body,
                self._seen,
            ):
                self.refused.append(request)
                return 401, {"detail": "not genuine"}
            self._seen[request.headers["Fabuting-Signature"]] = now
            self.requests.append(request)
            return self._done(request)

    def take_trouble(self, method: str) -> Trouble | None:
        with self._lock:
            for trouble in self.troubles:
                if trouble.method == method:
                    self.troubles.remove(trouble)
                    return trouble
        return None

    def _done(self, request: Request) -> tuple[int, dict[str, Any] | None]:
        item_id = request.target.removeprefix("/items/")
        key = request.headers.get("Idempotency-Key", "")
        match request.method:
            case "POST":
                return self._take(json.loads(request.body), key)
            case "GET" if request.target.startswith("/items?"):
                return 200, {"name": self.name, "items": self._listed(request.target)}
        item = self.items.get(item_id)
        if item is None:
            return 404, {"id": item_id}
        match request.method:
            case "PUT":
                item.document, item.key, item.by_hand = json.loads(request.body), key, {}
            case "DELETE":
                del self.items[item_id]
                return 204, None
        return 200, item.told

    def _take(self, document: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        item_id = document["id"]
        if item_id in self.items:
            return 409, self.items[item_id].told
        url = self.show_at.format(item_id) if isinstance(self.show_at, str) else self.show_at
        self.items[item_id] = Item(document, key, url)
        return 201, self.items[item_id].told

    def _listed(self, target: str) -> list[dict[str, Any]]:
        ids = parse_qs(urlsplit(target).query).get("ids", [""])[0].split(",")
        return [self.items[item_id].told for item_id in ids if item_id in self.items]

    # --- Its life ----------------------------------------------------------------------------

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    partner: Partner
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        self.partner.connections += 1
        super().setup()

    def handle_one(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = self.path.removeprefix(BASE)
        request = Request(self.command, target, dict(self.headers.items()), body)
        trouble = self.partner.take_trouble(request.method)
        if trouble is None or trouble.done:
            status, told = self.partner.answer(request)
        else:
            status, told = 200, None
        if trouble is None or status == 401:
            self._send(status, told, {})
            return
        time.sleep(trouble.seconds)
        if trouble.status:
            self._send(trouble.status, trouble.body, trouble.headers, trouble.raw)
        else:
            self.close_connection = True
            self.connection.close()

    do_GET = do_POST = do_PUT = do_DELETE = handle_one

    def _send(
        self, status: int, told: dict[str, Any] | None, headers: dict[str, str], data: bytes = b""
    ) -> None:
        data = json.dumps(told).encode() if told is not None else data
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: tests look at `partner.requests`."""
