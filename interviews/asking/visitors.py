"""Whose address a request has, and whether a form was sent from a page of this portal."""

import ipaddress
import logging
import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)

# Some proxies write the port, too: 203.0.113.7:4711 and [2001:db8::1]:4711.
WITH_PORT = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d+)?|(?P<v4>[\d.]+):\d+")


def address_of(request: HttpRequest) -> str:
    """Return the visitor's IP address, or "" if it is not known; an IPv6 network for a household.

    Behind proxies the settings say how many are ours (`TRUSTED_PROXIES`): the address is the one
    that the outermost of them has seen. What stands before that in X-Forwarded-For anybody can
    write, and without proxies the whole header. Where no address can be read the log says so once.
    """
    proxies = settings.TRUSTED_PROXIES
    seen = request.META.get("REMOTE_ADDR", "")
    if proxies:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = passed_on[-proxies] if len(passed_on) >= proxies else ""
    seen = seen.strip()
    if with_port := WITH_PORT.fullmatch(seen):
        seen = with_port["v6"] or with_port["v4"] or ""
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        _say_that_none_is_known()
        return ""
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


@cache
def _say_that_none_is_known() -> None:
    # Without what stands there: it may be somebody's address after all.
    log.warning(
        "Requests have no address that can be read: limits count all of them as one. "
        "See TRUSTED_PROXIES and what the proxies write into X-Forwarded-For."
    )


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form can have been sent from this portal.

    Browsers say where a form comes from; what says nothing is no browser that another site could
    have led here.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
