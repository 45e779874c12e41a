"""Calls to platforms: never repeated by the library, never without a time limit."""

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, SSLError

from syndication.channels.base import Later, Unknown
from syndication.timing import timing


def session() -> requests.Session:
    """Return a session that follows no environment proxy surprises and retries nothing."""
    http = requests.Session()
    adapter = HTTPAdapter(max_retries=0, pool_maxsize=4)
    http.mount("https://", adapter)
    http.mount("http://", adapter)
    return http


def timeouts() -> tuple[float, float]:
    """Return (connect, read) in seconds."""
    limits = timing()
    return limits.connect, limits.read


def _never_left(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    reason = error.args[0] if error.args else None
    if isinstance(reason, MaxRetryError):
        reason = reason.reason
    return isinstance(reason, NewConnectionError | ConnectTimeoutError | SSLError)


def outcome_of(error: requests.RequestException) -> Later | Unknown:
    """Say what a failed exchange means: it never left us, or nobody knows what it did there."""
    text = type(error).__name__
    if _never_left(error):
        return Later("unreachable", text)
    return Unknown("no_answer", text)
