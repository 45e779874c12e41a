"""网络通信检测: can the platform reach the address an account registered?"""

import socket
import time
from typing import Any
from urllib.parse import urlsplit

from syndication.sandbox.wechat.answers import Refusal
from syndication.sandbox.wechat.gate import Call, business

ACTIONS = frozenset({"dns", "ping", "all"})
OPERATORS = frozenset({"CHINANET", "UNICOM", "CAP", "DEFAULT"})
SECONDS = 2.0


@business("POST")
def callback(call: Call) -> dict[str, Any]:
    action = call.body.get("action")
    if action not in ACTIONS:
        raise Refusal(40202)
    if call.body.get("check_operator") not in OPERATORS:
        raise Refusal(40203)
    parts = urlsplit(call.account.callback_url)
    if not parts.hostname:
        raise Refusal(40201)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _addresses(parts.hostname, port)
    told: dict[str, Any] = {}
    if action in {"dns", "all"}:
        told["dns"] = [{"ip": ip, "real_operator": "DEFAULT"} for ip in addresses]
    if action in {"ping", "all"}:
        told["ping"] = [
            {"ip": ip, "from_operator": call.body["check_operator"]} | _reached(ip, port)
            for ip in addresses
        ]
    return told


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _reached(ip: str, port: int) -> dict[str, str]:
    """Connect instead of a ping, which would need rights the sandbox has not."""
    begun = time.monotonic()
    try:
        socket.create_connection((ip, port), SECONDS).close()
    except OSError:
        return {"package_loss": "100%", "time": "0ms"}
    return {"package_loss": "0%", "time": f"{(time.monotonic() - begun) * 1000:.3f}ms"}
