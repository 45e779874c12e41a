"""The console's screens: today's interviews, the console itself, the history of a turn."""

import secrets
from typing import Any

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from backstage import screens
from interviews.console.acting import say
from interviews.console.asked import Asked, whole_in
from interviews.console.past import history_of
from interviews.console.today import of_today
from interviews.console.views import sitting_for
from interviews.console.words import words
from interviews.ledger.kinds import Reason
from interviews.models import Sitting, Turn
from interviews.refusals import NotAllowed, Refused
from interviews.roles import Role

# Without JavaScript the end of the record is what one needs to see.
LAST_TURNS = 50


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """List the interviews that somebody may work on: on the air, today's, and those in hand."""
    return screen(request, "today", _("Live console"), {"groups": of_today(request.user)})


@never_cache
@require_http_methods(["GET", "POST"])
def console(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show the console; take a turn by a plain form where there is no JavaScript."""
    sitting, rights = sitting_for(request, sitting_id)
    typed: dict[str, Any] = {"client_key": f"form-{secrets.token_hex(12)}", "text": ""}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("client_key", "text", "speaker")}
        if refused := _said(request, sitting, typed):
            flash.error(request, refused)
        else:
            return redirect(f"{request.path}?speaker={typed['speaker']}#end")
    chosen = typed.get("speaker") or request.GET.get("speaker", "")
    turns = sitting.turns.select_related("speaker", "question").order_by("-position")
    shown = {
        "sitting": sitting,
        "page": sitting.page,
        "rights": rights,
        "speakers": sitting.speakers.all(),
        "chosen": whole_in(chosen),
        "turns": reversed(turns[:LAST_TURNS]),
        "typed": typed,
        "roles": Role.choices,
        "reasons": Reason.choices,
        "setup": {
            "sitting": sitting.pk,
            "user": request.user.pk,
            "entries": reverse("interview_console:entries", args=[sitting.pk]),
            "act": reverse("interview_console:act", args=[sitting.pk, "NAME"]),
            "pictures": reverse("interview_console:pictures", args=[sitting.pk]),
            "login": reverse("wagtailadmin_login"),
            "words": words(),
        },
    }
    return screen(request, "console", sitting.page.title, shown)


@require_GET
def history(request: HttpRequest, sitting_id: int, number: int) -> HttpResponse:
    """Show everything that was done with a turn, with who, when and what differs."""
    sitting, _rights = sitting_for(request, sitting_id)
    turn = Turn.objects.filter(sitting=sitting, number=number).select_related("speaker").first()
    if turn is None:
        raise Http404
    title = _("History of turn %(number)d") % {"number": number}
    shown = {"sitting": sitting, "turn": turn, "past": history_of(turn)}
    return screen(request, "history", title, shown, sitting=sitting)


def _said(request: HttpRequest, sitting: Sitting, typed: dict[str, str]) -> str:
    """Say what was typed into the plain form; return why not, if it is refused."""
    number = whole_in(typed["speaker"])
    if number is None:
        return _("Choose who is speaking.")
    asked = Asked({**typed, "speaker": number})
    try:
        say(sitting, asked, request.user)
    except (Refused, NotAllowed) as refusal:
        return refusal.reasons if isinstance(refusal, Refused) else str(refusal)
    return ""


def screen(
    request: HttpRequest,
    name: str,
    title: str,
    shown: dict[str, Any],
    *,
    sitting: Sitting | None = None,
) -> HttpResponse:
    """Show a screen inside the admin's frame, below the console of its interview if it has one."""
    trail = [(reverse("interview_console:today"), _("Live console"))]
    if sitting:
        console = reverse("interview_console:console", args=[sitting.pk])
        trail.append((console, sitting.page.title))
    trail = [] if name == "today" else trail
    template = f"interviews/console/{name}.html"
    return screens.screen(request, template, title, "comment", shown, trail=trail)
