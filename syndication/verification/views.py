"""真伪核验 for people and for programs. Both only read, ask nobody, and may be cached."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from syndication.verification.as_json import as_json
from syndication.verification.asking import ask
from syndication.verification.pasted import FIELD_LENGTH, MOST_CHARACTERS
from syndication.verification.shown import shown

# Seconds. A cache in front may be as much older than the truth; we ourselves keep nothing, or a
# title would be told here that its page does not tell any more.
CACHED = 60


@require_safe
@cache_control(public=True, max_age=CACHED)
def verify(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")
    asked = ask(text)
    context = {
        "text": text[:MOST_CHARACTERS].strip(),
        "field_length": FIELD_LENGTH,
        "is_asked": bool(text.strip()),
        "pasted": asked.pasted,
        "answers": [shown(answer) for answer in asked.answers],
        "accounts": asked.accounts,
    }
    response = render(request, "syndication/verification/verify.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=CACHED)
def verify_json(request: HttpRequest) -> JsonResponse:
    """The same for programs, from any site: nothing here is secret or depends on who asks."""
    asked = ask(request.GET.get("q", ""))
    if asked.pasted.is_too_long:
        text = _("Please enter at most %(most)d characters.") % {"most": MOST_CHARACTERS}
        response = JsonResponse({"error": "too_long", "message": text}, status=400)
    else:
        response = JsonResponse(as_json(asked), json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
