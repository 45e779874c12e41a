"""The cookie that a vote sets: a random number, signed, read by nobody but us, for votes only."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "supporter"
KEPT = 180 * 24 * 3600
"""Seconds for which a browser keeps it."""

_signer = signing.Signer(salt="interviews.asking.visiting")


def voter_of(request: HttpRequest) -> str:
    """Return the number in a visitor's cookie, or "" without a cookie of ours."""
    try:
        return _signer.unsign(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return ""


def new_voter() -> str:
    return secrets.token_urlsafe(16)


def remember(response: HttpResponse, voter: str) -> None:
    response.set_cookie(
        COOKIE,
        _signer.sign(voter),
        max_age=KEPT,
        path="/interviews/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
