"""The console's addresses for the browser's scripts: news after an entry, acts, pictures."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from interviews.console import answers
from interviews.console.acting import ACTS
from interviews.console.asked import Asked, unreadable, whole_in
from interviews.console.pictures import store
from interviews.console.telling import news, picture_told, rights_of
from interviews.models import Sitting
from interviews.record.writing import name_of
from interviews.refusals import NotAllowed, Refused

View = Callable[..., HttpResponse]


def sitting_for(request: HttpRequest, sitting_id: int) -> tuple[Sitting, dict[str, bool]]:
    """Return an interview's sitting and what the user may do with it. Raises NotAllowed."""
    sitting = get_object_or_404(Sitting.objects.select_related("page"), pk=sitting_id)
    rights = rights_of(request.user, sitting)
    if not any(rights.values()):
        raise NotAllowed(_("You may not do this with this interview."))
    return sitting, rights


def speaking_json(view: View) -> View:
    """Give a view the sitting of its page, and put its refusals into JSON."""

    @wraps(view)
    def answered(request: HttpRequest, sitting_id: int, **given: str) -> HttpResponse:
        sitting = Sitting(pk=sitting_id)
        try:
            sitting, rights = sitting_for(request, sitting_id)
            return view(request, sitting, rights, **given)
        except (Refused, NotAllowed) as refusal:
            return answers.told(sitting, refusal)

    return never_cache(answered)


@require_GET
@speaking_json
def entries(request: HttpRequest, sitting: Sitting, rights: dict[str, bool]) -> HttpResponse:
    """Tell what came after an entry. A log-in in another tab changes the token, so it is told."""
    after = whole_in(request.GET.get("after", "0"))
    if after is None:
        unreadable("after")
    told = news(sitting, after, rights, request.GET.get("ledger", ""))
    return JsonResponse(
        {**told, "rights": rights, "user": request.user.pk, "token": get_token(request)}
    )


@require_POST
@speaking_json
def act(request: HttpRequest, sitting: Sitting, rights: dict[str, bool], name: str) -> HttpResponse:
    """Do one thing and tell what came after the entry that the browser knew, this included."""
    if name not in ACTS:
        unreadable("act")
    asked = Asked.of(request)
    if asked.number("user") != request.user.pk:
        return answers.other_user(name_of(request.user))
    known = asked.number("known")
    ACTS[name](sitting, asked, request.user)
    sitting.refresh_from_db()
    return JsonResponse(news(sitting, known, rights))


@require_POST
@speaking_json
def pictures(request: HttpRequest, sitting: Sitting, rights: dict[str, bool]) -> HttpResponse:
    """Take a picture into the library, by the library's own rules."""
    if not rights["conduct"] and not rights["review"]:
        raise NotAllowed(_("You may not do this with this interview."))
    image = store(sitting, request.FILES.get("file"), request.user)
    return JsonResponse(picture_told(image))
