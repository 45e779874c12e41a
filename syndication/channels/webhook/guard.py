"""Where requests may go: an administrator types the address, so it is not trusted.

HTTPS only, to public addresses only. Partners in the internal network are named in
`SYNDICATION_WEBHOOK_HOSTS`. Where the sandbox may run, partners on this machine may be spoken
to without TLS. What a name stands for is decided once, and that very address is connected to.
"""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

# Each may take the whole time limit of connecting.
MOST_ADDRESSES = 4
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class AddressRefused(Exception):
    """Nothing is sent there; `code` is one of this channel's messages."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text


def check(url: str) -> None:
    """Raise AddressRefused if a partner's base address cannot be one."""
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise AddressRefused("bad_address", str(error)) from error
    if not host or parts.username or parts.password or parts.query or parts.fragment:
        raise AddressRefused("bad_address", host)
    if parts.scheme == "https" or (parts.scheme == "http" and _is_sandbox(host)):
        return
    raise AddressRefused("not_https" if parts.scheme == "http" else "bad_address", host)


def session() -> requests.Session:
    """Return a session that knows no proxy, repeats nothing and connects only where it may."""
    http = requests.Session()
    http.trust_env = False
    http.verify = settings.SYNDICATION_WEBHOOK_CA or True
    adapter = _GuardedAdapter(max_retries=0)
    http.mount("https://", adapter)
    http.mount("http://", adapter)
    return http


def _is_sandbox(host: str) -> bool:
    return settings.SANDBOX_ALLOWED and host in LOOPBACK_NAMES


def _allowed_addresses(host: str, port: int) -> list[str]:
    """Return what a name stands for. Raises AddressRefused if any of it is not for us."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in answers))
    if host.lower() not in settings.SYNDICATION_WEBHOOK_HOSTS:
        for address in addresses:
            if not _is_public(address) and not _is_sandbox(host.lower()):
                raise AddressRefused("address_private", f"{host} ({address})")
    return addresses


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast


class _Guarded:
    def _new_conn(self) -> socket.socket:
        host = self._dns_host
        try:
            addresses = _allowed_addresses(host, self.port)
        except (socket.gaierror, UnicodeError) as error:
            raise NameResolutionError(host, self, error) from error
        failure: Exception | None = None
        for address in addresses[:MOST_ADDRESSES]:
            # The certificate is still checked against the name.
            self._dns_host = address
            try:
                return super()._new_conn()
            except (NewConnectionError, ConnectTimeoutError) as error:
                failure = error
            finally:
                self._dns_host = host
        raise failure or NewConnectionError(self, "no address")


class _GuardedHTTPConnection(_Guarded, HTTPConnection):
    pass


class _GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPSConnection


class _GuardedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
