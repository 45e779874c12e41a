"""Refusals as JSON: a code for the browser, and words for whoever sits before it."""

from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

from interviews.console.telling import turns_told
from interviews.models import Sitting
from interviews.refusals import Conflict, KeyReused, NotAllowed, Refused

# What is refused is not a fault of the connection: the browser must not send it again by itself.
REFUSED, CONFLICT, NOT_ALLOWED = 422, 409, 403


def told(sitting: Sitting, refusal: Refused | NotAllowed) -> JsonResponse:
    """Answer with a refusal; a conflict shows what stands there now beside what was sent."""
    if isinstance(refusal, NotAllowed):
        return _answer(NOT_ALLOWED, "not_allowed", str(refusal))
    if isinstance(refusal, Conflict):
        now = turns_told(sitting, {refusal.turn.number})
        return _answer(
            CONFLICT, "conflict", refusal.reasons, theirs=now[0] if now else None,
            mine=refusal.mine,
        )  # fmt: skip
    if isinstance(refusal, KeyReused):
        return _answer(CONFLICT, "key_reused", refusal.reasons, mine=refusal.mine)
    return _answer(REFUSED, _code(refusal), refusal.reasons)


def other_user(name: str) -> JsonResponse:
    """Refuse words that somebody typed under another name than the browser now has."""
    return _answer(
        NOT_ALLOWED,
        "other_user",
        _("You are logged in as %(name)s now. Log in again as whoever typed this.")
        % {"name": name},
    )


def _answer(status: int, code: str, message: str, **more: Any) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, **more}, status=status)


def _code(refusal: Refused) -> str:
    return next((error.code for error in refusal.error_list if error.code), "refused")
