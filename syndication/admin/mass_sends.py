"""群发: the list, one mass send as followers will get it, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from syndication import mass_sends
from syndication.admin.access import can_assemble, can_sign, may_see_mass_sends
from syndication.admin.mass_words import heading_of, left, refusal, told, tone_of
from syndication.admin.previewing import Preview, addresses_of, preview_of
from syndication.admin.screens import screen
from syndication.engine.gates import quiet_until
from syndication.models import ChannelCopy, MassSend, MassSendItem
from syndication.models.account import Target
from syndication.models.mass_send import (
    OPEN_TO_CANCELLING,
    OPEN_TO_CHANGE,
    OVER,
    REACHED_FOLLOWERS,
    State,
)
from syndication.status import Status, explanation, status_of

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One mass send in the list."""

    send: MassSend
    tone: str
    heading: str

    @property
    def headline(self) -> str:
        items = list(self.send.items.all())
        return items[0].title if items else ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it will look, and the copy that came of it."""

    item: MassSendItem
    cover: str
    preview: Preview
    copy: ChannelCopy | None

    @property
    def status(self) -> Status | None:
        return status_of(self.copy) if self.copy else None


@dataclass(frozen=True, slots=True)
class Shown:
    """To whom the preview went, and what came of it."""

    to: str
    state: str
    why: str


@require_GET
def mass_sends_list(request: HttpRequest) -> HttpResponse:
    if not may_see_mass_sends(request.user):
        raise PermissionDenied
    rows = MassSend.objects.select_related("account", "signed_by").prefetch_related(
        Prefetch("items", MassSendItem.objects.only("mass_send", "position", "title"))
    )
    number = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "lines": [Line(send, tone_of(send), heading_of(send)) for send in number.object_list],
        "page_obj": number,
        "query": "",
        "accounts": mass_sends.accounts() if can_assemble(request.user) else [],
        "proposing": Target.PROPOSE,
    }
    return screen(
        request, "syndication/admin/mass_sends.html", _("Mass sends"), context, icon="mail"
    )


@require_GET
def mass_send(request: HttpRequest, send_id: int) -> HttpResponse:
    send = _visible(request, send_id)
    return _shown(request, send)


def _shown(request: HttpRequest, send: MassSend, status: int = 200) -> HttpResponse:
    may_assemble, state = can_assemble(request.user), send.state
    mass = mass_sends.mass_of(send.account)
    context: dict[str, Any] = {
        "send": send,
        "told": told(send),
        "articles": _articles(send),
        "previews": _previews(send),
        "reviewers": mass.reviewers(),
        "left": left(mass.allowance()),
        "may_change": may_assemble and state in OPEN_TO_CHANGE,
        "may_cancel": may_assemble and state in OPEN_TO_CANCELLING and send.lost_step != "send",
        "may_sign": can_sign(request.user) and state == State.PREVIEWED and send.was_previewed,
        "may_tell": can_sign(request.user) and state == State.LOST,
        "may_begin_anew": may_assemble and state in (OVER | {State.CANCELLED}) - REACHED_FOLLOWERS,
        "attempts": send.attempts.all()[:PER_PAGE],
    }
    title = _("Mass send of %(account)s") % {"account": send.account.name}
    return screen(
        request, "syndication/admin/mass_send.html", title, context, icon="mail", status=status
    )


def _articles(send: MassSend) -> list[Article]:
    items = list(send.items.select_related("payload"))
    bodies = {item.pk: item.payload.body for item in items}
    covers = addresses_of(tuple(body["cover"] for body in bodies.values() if body["cover"]))
    copies = {
        copy.page_ref: copy
        for copy in ChannelCopy.objects.filter(account=send.account, part=send.part).select_related(
            "account", "payload", "sent_payload"
        )
    }
    return [
        Article(
            item,
            covers.get(bodies[item.pk]["cover"], ""),
            preview_of(send.account, bodies[item.pk]),
            copies.get(item.page_ref),
        )
        for item in items
    ]


def _previews(send: MassSend) -> list[Shown]:
    words = {
        "waiting": _("about to be shown"),
        "sent": _("shown"),
        "unknown": _("no answer came; ask whether it arrived"),
        "refused": _("not shown"),
    }
    return [
        Shown(
            one["to"],
            words[one["state"]],
            explanation(send.account.kind, one["code"], one["text"])
            if one["state"] == "refused"
            else "",
        )
        for one in send.previews
    ]


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, send_id: int) -> HttpResponse:
    """Name what is about to happen to whom; signing posts the fingerprint of what was shown."""
    if not can_sign(request.user):
        raise PermissionDenied
    send = _visible(request, send_id)
    if request.method == "POST":
        try:
            mass_sends.sign(
                send,
                request.user,
                seen=request.POST.get("seen", ""),
                ignore_reprint=bool(request.POST.get("ignore_reprint")),
            )
        except mass_sends.Refusal as error:
            flash.error(request, refusal(error, send))
        else:
            flash.success(request, _("Signed. It goes out as soon as everything is checked."))
        return redirect("syndication:mass_send", send.pk)
    if send.state != State.PREVIEWED:
        return redirect("syndication:mass_send", send.pk)
    mass = mass_sends.mass_of(send.account)
    context = {
        "send": send,
        "items": list(send.items.all()),
        "seen": mass_sends.fingerprint(send),
        "allowance": mass.allowance(),
        "left": left(mass.allowance()),
        "quiet": quiet_until(send.account, timezone.now()),
    }
    return screen(
        request, "syndication/admin/mass_sign.html", _("Sign and send"), context, icon="mail"
    )


@require_POST
def preview(request: HttpRequest, send_id: int) -> HttpResponse:
    return _act(
        request,
        send_id,
        can_assemble,
        lambda send: mass_sends.preview(send, request.POST.getlist("to")),
        _("The preview is on its way."),
    )


@require_POST
def cancel(request: HttpRequest, send_id: int) -> HttpResponse:
    return _act(request, send_id, can_assemble, mass_sends.cancel, _("It is called off."))


@require_POST
def found_out(request: HttpRequest, send_id: int) -> HttpResponse:
    was_sent = request.POST.get("was_sent") == "yes"
    proof = request.POST.get("proof", "")
    return _act(
        request,
        send_id,
        can_sign,
        lambda send: mass_sends.found_out(send, was_sent=was_sent, proof=proof),
        _("Noted."),
    )


@require_POST
def again(request: HttpRequest, send_id: int) -> HttpResponse:
    """Assemble what was not sent anew, and go there."""
    if not can_assemble(request.user):
        raise PermissionDenied
    send = _visible(request, send_id)
    try:
        send = mass_sends.again(send, request.user)
    except mass_sends.Refusal as error:
        flash.error(request, refusal(error, send))
    return redirect("syndication:mass_send", send.pk)


def _act(
    request: HttpRequest,
    send_id: int,
    may: Callable[[Any], bool],
    deed: Callable[[MassSend], None],
    said: str,
) -> HttpResponse:
    if not may(request.user):
        raise PermissionDenied
    send = _visible(request, send_id)
    try:
        deed(send)
    except mass_sends.Refusal as error:
        flash.error(request, refusal(error, send))
    else:
        flash.success(request, said)
    return redirect("syndication:mass_send", send.pk)


def _visible(request: HttpRequest, send_id: int) -> MassSend:
    if not may_see_mass_sends(request.user):
        raise PermissionDenied
    return get_object_or_404(MassSend.objects.select_related("account"), pk=send_id)
