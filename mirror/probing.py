"""The living site asked from outside, and its bytes compared with what was signed.

An address whose bytes differ is asked for in this process, too: if the portal answers the same now,
it was changed since the export; if not, something between the portal and its readers changes it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import requests

from mirror.addresses import Address
from mirror.asking import Portal

SECONDS = (5, 30)
# A page may have grown since it was signed, up to this.
MOST_BYTES = 512 * 1024 * 1024
PIECE = 1 << 16


class Verdict(StrEnum):
    SAME = "as signed"
    CHANGED = "changed since the export"
    TAMPERED = "differs from what the portal renders now"
    SILENT = "cannot be fetched"


@dataclass(frozen=True, slots=True)
class Finding:
    address: str
    verdict: Verdict
    detail: str = ""


def check_base(url: str) -> str:
    """Return the base address to probe. Raises ValueError if it is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("say http:// or https:// and a host")
    if parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/"):
        raise ValueError("say scheme and host only")
    return f"{parts.scheme}://{parts.netloc}"


def probe(base: str, entries: Iterable[dict]) -> Iterator[Finding]:
    """Yield what each entry of a manifest answers at a living site."""
    portal = Portal()
    with requests.Session() as http:
        # Nobody stands between but whoever stands between for the readers, too.
        http.trust_env = False
        http.headers.update({"Accept-Encoding": "identity", "User-Agent": "fabuting-probe"})
        for entry in entries:
            yield _one(http, portal, base, entry)


def _one(http: requests.Session, portal: Portal, base: str, entry: dict) -> Finding:
    address = _address(entry["address"])
    try:
        status, digest = _fetched(http, base + address.asked)
    except requests.RequestException as error:
        return Finding(str(address), Verdict.SILENT, type(error).__name__)
    if status == 200 and digest == entry["rendered"]:
        return Finding(str(address), Verdict.SAME)
    fresh = portal.answer(address)
    if fresh.status == status and (
        status != 200 or hashlib.sha256(fresh.body).hexdigest() == digest
    ):
        return Finding(str(address), Verdict.CHANGED, "" if status == 200 else f"now {status}")
    detail = "" if status == fresh.status else f"answers {status}, the portal {fresh.status}"
    return Finding(str(address), Verdict.TAMPERED, detail)


def _fetched(http: requests.Session, url: str) -> tuple[int, str]:
    """Return status and SHA-256 of what an address answers. Goes nowhere else, and reads at most
    `MOST_BYTES`.
    """
    digest, size = hashlib.sha256(), 0
    with http.get(url, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
        for piece in answer.iter_content(PIECE):
            digest.update(piece)
            size += len(piece)
            if size > MOST_BYTES:
                raise requests.RequestException("too long")
        return answer.status_code, digest.hexdigest()


def _address(text: str) -> Address:
    parts = urlsplit(text)
    page = int(parts.query.removeprefix("page=") or 1)
    return Address(f"{parts.scheme}://{parts.netloc}", parts.path, page)
