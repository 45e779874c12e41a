"""Choosing what goes to all followers, and in which order; the first is the headline."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from syndication import mass_sends
from syndication.admin.access import can_assemble
from syndication.admin.mass_words import left, refusal
from syndication.admin.screens import screen
from syndication.models import Account, ChannelCopy, MassSend

PREFIX = "position-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be chosen; `position` from 1 if it is."""

    copy: ChannelCopy
    position: int | None
    is_proposed: bool


@require_http_methods(["GET", "POST"])
def assemble_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Begin with what the account's policy proposes, if it proposes anything."""
    account = get_object_or_404(mass_sends.accounts(), pk=account_id)
    return _assemble(request, account, None)


@require_http_methods(["GET", "POST"])
def assemble(request: HttpRequest, send_id: int) -> HttpResponse:
    send = get_object_or_404(MassSend.objects.select_related("account"), pk=send_id)
    return _assemble(request, send.account, send)


def _assemble(request: HttpRequest, account: Account, send: MassSend | None) -> HttpResponse:
    if not can_assemble(request.user):
        raise PermissionDenied
    trouble, words = "", request.POST.get("q", "").strip()[:100]
    is_looking = "look" in request.POST
    chosen = chosen_in(request.POST) if request.method == "POST" else _begun(account, send)
    if request.method == "POST" and not is_looking:
        try:
            send = mass_sends.assemble(account, chosen, request.user, send)
        except mass_sends.Refusal as error:
            trouble = refusal(error, send)
        else:
            flash.success(request, _("Assembled. Now show it to reviewers."))
            return redirect("syndication:mass_send", send.pk)
    found = candidates(account, chosen, words)
    mass = mass_sends.mass_of(account)
    context = {
        "account": account,
        "send": send,
        "chosen": [one for one in found if one.position],
        "others": [one for one in found if not one.position],
        "most": mass.most,
        "left": left(mass.allowance()),
        "trouble": trouble,
        "words": words,
    }
    title = _("Assemble a mass send for %(account)s") % {"account": account.name}
    return screen(
        request,
        "syndication/admin/mass_assemble.html",
        title,
        context,
        icon="mail",
        status=422 if trouble else 200,
    )


def _begun(account: Account, send: MassSend | None) -> list[int]:
    if send is None:
        return [copy.page_ref for copy in mass_sends.proposed(account)]
    return list(send.items.order_by("position").values_list("page_ref", flat=True))


def candidates(account: Account, chosen: list[int], words: str = "") -> list[Candidate]:
    """Return the chosen items in their order, then the others, newest first.

    Of the others only those whose title has all the words, separated by spaces.
    """
    positions = {page_ref: number for number, page_ref in enumerate(chosen, start=1)}
    proposals = {copy.page_ref for copy in mass_sends.proposed(account)}
    rows = mass_sends.candidates(account)
    titled = Q(*(Q(title__icontains=word) for word in words.split()[:8]))
    newest = list(rows.filter(titled)[: mass_sends.MOST_CANDIDATES])
    known = {copy.page_ref for copy in newest}
    older = list(rows.filter(page_ref__in=set(positions) - known)) if positions else []
    found = [
        Candidate(copy, positions.get(copy.page_ref), copy.page_ref in proposals)
        for copy in [*older, *newest]
    ]
    return sorted(found, key=lambda one: one.position or len(chosen) + 1)


def chosen_in(post: Mapping[str, str]) -> list[int]:
    """Return the keys of the pages that were given a number, by that number."""
    numbered = [
        (int(number), int(name.removeprefix(PREFIX)))
        for name, number in post.items()
        if name.startswith(PREFIX)
        and name.removeprefix(PREFIX).isdecimal()
        and str(number).strip().isdecimal()
        and len(str(number).strip()) < 4
    ]
    return [page_ref for _number, page_ref in sorted(numbered, key=lambda pair: pair[0])]
