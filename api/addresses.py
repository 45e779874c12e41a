"""Absolute addresses: of what the API answers, and of what it names.

All begin with the portal's public address whichever host was asked, so that an answer is the same
everywhere and may be kept by whoever stands between.
"""

from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import reverse

ROOT = "/api/v1/"


def address(name: str, *arguments: Any, **query: Any) -> str:
    """Return the address of an endpoint; values that are None are not asked for."""
    said = {key: value for key, value in query.items() if value is not None}
    end = f"?{urlencode(said, doseq=True)}" if said else ""
    return f"{settings.PUBLIC_URL}{reverse(f'api-{name}', args=arguments)}{end}"


def on_the_portal(url: str) -> str:
    """Return an address of the portal or of a file as an absolute one."""
    return urljoin(f"{settings.PUBLIC_URL}/", url)


def is_ours(path: str) -> bool:
    """Tell whether a path is one of the API's, whether there is anything at it or not."""
    return path.startswith(ROOT)
