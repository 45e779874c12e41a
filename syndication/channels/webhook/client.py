"""A partner's interface: signed requests, and answers that are read with a limit."""

import json
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

from syndication.channels import http
from syndication.channels.base import Blame, Refused, Stopped, Unknown
from syndication.channels.webhook import guard, signing
from syndication.channels.webhook.answers import outcome_of

MOST_BYTES = 1024 * 1024
CHUNK = 16 * 1024
# Of the partner's own words, so much is kept.
WORDS = 300
_NOT_STORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """`told` is empty where the answer is no JSON object."""

    status: int
    told: dict[str, Any]
    retry_after: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    def names(self, item_id: str) -> bool:
        return self.told.get("id") == item_id

    def misses(self, item_id: str) -> bool:
        """Whether the partner says of this very item that it is not there.

        A bare 404 says no such thing: it is what a wrong base address answers.
        """
        return self.status in {404, 410} and self.names(item_id)

    @property
    def words(self) -> str:
        detail = self.told.get("detail") or self.told.get("error") or ""
        return detail[:WORDS] if isinstance(detail, str) else ""

    def failure(self) -> Stopped:
        return Stopped(outcome_of(self.status, self.words, self.retry_after))


class PartnerClient:
    """One account at one partner. Raises Stopped where no answer came, or none may be asked for."""

    def __init__(self, base_url: str, key_name: str, secret: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.key_name = key_name
        self.secret = secret
        self._http = guard.session()

    def post(self, document: bytes, key: str) -> Answer:
        return self._call("POST", "/items", document, key)

    def put(self, item_id: str, document: bytes, key: str) -> Answer:
        return self._call("PUT", _item(item_id), document, key)

    def delete(self, item_id: str) -> Answer:
        return self._call("DELETE", _item(item_id))

    def get(self, item_id: str) -> Answer:
        return self._call("GET", _item(item_id))

    def listed(self, item_ids: list[str]) -> dict[str, Any]:
        """Return the partner's list of those of the items that are there. Raises Stopped."""
        answer = self._call("GET", f"/items?ids={','.join(map(quote, item_ids))}")
        if not answer.is_success:
            raise answer.failure()
        if not isinstance(answer.told.get("items"), list):
            raise Stopped(Unknown("bad_answer", f"HTTP {answer.status}"))
        return answer.told

    def _call(self, method: str, target: str, document: bytes = b"", key: str = "") -> Answer:
        if not self.secret:
            raise Stopped(Refused(Blame.ADMINISTRATOR, "no_secret", whole_account=True))
        if not (self.key_name.isascii() and self.key_name.isprintable()):
            raise Stopped(Refused(Blame.ADMINISTRATOR, "bad_key_name", whole_account=True))
        headers = signing.headers(self.key_name, self.secret, key, method, target, document)
        headers |= {"Accept": "application/json", "User-Agent": "fabuting"}
        if document:
            headers["Content-Type"] = "application/json"
        try:
            guard.check(self.base_url)
            with self._http.request(
                method,
                f"{self.base_url}{target}",
                data=document or None,
                headers=headers,
                timeout=http.timeouts(),
                allow_redirects=False,
                stream=True,
            ) as response:
                told = _object(_read(response))
        except guard.AddressRefused as refused:
            refusal = Refused(Blame.ADMINISTRATOR, refused.code, refused.text, whole_account=True)
            raise Stopped(refusal) from refused
        except requests.RequestException as error:
            raise Stopped(http.outcome_of(error)) from error
        return Answer(response.status_code, told, response.headers.get("Retry-After", ""))


def _item(item_id: str) -> str:
    return f"/items/{quote(item_id, safe='')}"


def _read(response: requests.Response) -> bytes:
    """Return the body; nothing of one that does not end, for the status still says something."""
    end = time.monotonic() + sum(http.timeouts())
    data = b""
    for chunk in response.iter_content(CHUNK):
        data += chunk
        if len(data) > MOST_BYTES or time.monotonic() > end:
            return b""
    return data


def _object(data: bytes) -> dict[str, Any]:
    try:
        told = _storable(json.loads(data))
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _storable(value: Any) -> Any:
    """Return what was told without characters that no database takes."""
    match value:
        case str():
            return _NOT_STORABLE.sub("", value)
        case list():
            return [_storable(one) for one in value]
        case dict():
            return {_storable(name): _storable(one) for name, one in value.items()}
    return value
