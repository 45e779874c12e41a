"""What a page of results tells of clicks, and how it proves that it is ours.

A page carries its query in its kept form, signed: only what was answered here is counted, and
nobody can write words of their own into the log. It works without cookies and may be cached.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.log.masking import kept
from search.log.noting import note_click, note_shown
from search.log.visitors import Minute, is_robot, visitor_of

# Beyond the last page of results.
LAST_PLACE = 1000
_signer = Signer(salt="search.clicks")
_clicks = Minute("clicks_a_minute")


def token_of(said: str) -> str:
    """Return what proves that a query was answered here; "" for one that is not counted."""
    words = kept(said)
    return _signer.sign(words) if words else ""


# Whoever has no cookie has no token against forgery either; nothing is done in anybody's name.
@csrf_exempt
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """Count that results were shown (`place` 0), or that the one at a place was clicked."""
    try:
        words = _signer.unsign(request.POST.get("said", "")[:300])
        place = int(request.POST.get("place", "")[:5])
    except (BadSignature, ValueError):
        return HttpResponse(status=400)
    if not 0 <= place <= LAST_PLACE:
        return HttpResponse(status=400)
    is_from_here = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if is_from_here and not is_robot(request) and _clicks.takes(visitor_of(request)):
        if place:
            note_click(words, place)
        else:
            note_shown(words)
    response = HttpResponse(status=204)
    patch_cache_control(response, no_store=True)
    return response
