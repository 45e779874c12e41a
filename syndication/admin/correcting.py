"""The correction plan: every copy, what can be done about it, one decision each, one sign-off."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.log_actions import log
from wagtail.models import Page

from syndication import corrections
from syndication.admin.access import can_syndicate
from syndication.admin.comparing import Compared, compare
from syndication.admin.screens import screen
from syndication.channels.registry import channel_for
from syndication.channels.remedies import Cost, Offer, Remedy
from syndication.models import ChannelCopy, Correction, HumanTask
from syndication.models.correction import RemedyChoices
from syndication.status import Status, status_of

COSTS = {
    Cost.ADDRESS: gettext_lazy("the address changes"),
    Cost.READS: gettext_lazy("reads and comments are lost"),
    Cost.POST: gettext_lazy("followers see one more post"),
    Cost.TWO_VERSIONS: gettext_lazy("the old text stays readable"),
    Cost.STAYS_WRONG: gettext_lazy("readers there keep the old text"),
    Cost.WORK: gettext_lazy("somebody has to do it and give proof"),
}
WHY_NOT = {
    "signed": gettext_lazy("This plan has been signed already."),
    "nothing": gettext_lazy("There is nothing to decide any more."),
    "note": gettext_lazy("Say what was wrong: the correction quotes it."),
    "undecided": gettext_lazy("Every copy needs a decision."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A remedy as it is offered on the screen."""

    value: str
    label: str
    costs: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One copy on the screen."""

    copy: ChannelCopy
    channel: str
    status: Status
    choices: tuple[Choice, ...]
    compared: tuple[Compared, ...]
    chosen: str


def cards(lines: list[corrections.Line], chosen: Mapping[int, str]) -> list[Card]:
    return [_card(line, chosen.get(line.copy.pk, "")) for line in lines]


def _card(line: corrections.Line, chosen: str) -> Card:
    copy = line.copy
    channel = channel_for(copy.account)
    changes: list[Compared] = []
    if copy.sent_payload and copy.payload:
        both = (channel.words(payload.body) for payload in (copy.sent_payload, copy.payload))
        changes = [field for field in compare(*both) if not field.is_same]
    choices = tuple(
        Choice(
            offer.remedy.value,
            str(RemedyChoices(offer.remedy).label),
            costs_of(offer, line.deletions_left),
            offer.remedy == line.usual,
        )
        for offer in line.offers
    )
    return Card(copy, str(channel.label), status_of(copy), choices, tuple(changes), chosen)


def costs_of(offer: Offer, deletions_left: int | None) -> str:
    """Return what an offer costs, as one sentence part after the other."""
    costs = [str(COSTS[cost]) for cost in offer.costs if cost in COSTS]
    if Cost.DELETION in offer.costs and deletions_left is not None:
        costs.append(_("deletions left today: %(count)s") % {"count": deletions_left})
    return _("; ").join(costs)


def decisions_in(post: Mapping[str, str]) -> dict[int, str]:
    """Return the posted decisions by copy."""
    prefix = "remedy-"
    return {
        int(name.removeprefix(prefix)): str(value)
        for name, value in post.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()
    }


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    plan = get_object_or_404(Correction, pk=correction_id)
    page = get_object_or_404(Page, pk=plan.page_ref).specific
    if not can_syndicate(request.user, page):
        raise PermissionDenied
    if plan.signed_at:
        return _signed(request, plan, page)
    chosen = decisions_in(request.POST)
    trouble = ""
    if request.method == "POST":
        try:
            corrections.sign(plan, request.user, chosen, request.POST.get("note", ""))
        except corrections.CannotSign as error:
            trouble = str(WHY_NOT[str(error)])
        else:
            log(instance=page, action="syndication.correction", data={"correction": plan.pk})
            flash.success(request, _("The correction is signed and under way."))
            return redirect("syndication:correction", plan.pk)
    lines = corrections.prepare(plan)
    if not lines:
        flash.info(request, _("The published copies say what the page says: nothing to correct."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    context = {
        "plan": plan,
        "page": page,
        "cards": cards(lines, chosen),
        "trouble": trouble,
        "note": request.POST.get("note", plan.note),
        "quoting": [Remedy.NOTICE.value, Remedy.COMMENT.value],
    }
    return screen(
        request,
        "syndication/admin/correction.html",
        _("Correction plan"),
        context,
        icon="warning",
        status=422 if trouble else 200,
    )


def _signed(request: HttpRequest, plan: Correction, page: Page) -> HttpResponse:
    items = plan.items.select_related(
        "copy__account", "copy__payload", "copy__sent_payload", "settled_by", "beside"
    )
    to_do = HumanTask.objects.filter(copy__in=[item.copy_id for item in items], closed_at=None)
    tasks = dict(to_do.order_by("-pk").values_list("copy", "pk"))
    context = {
        "plan": plan,
        "page": page,
        "items": [(item, status_of(item.copy), tasks.get(item.copy_id)) for item in items],
    }
    return screen(
        request, "syndication/admin/correction_signed.html", _("Correction plan"), context
    )


@require_GET
def correction_of(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Lead to the plan that a copy is out of step for."""
    copy = get_object_or_404(ChannelCopy.objects.select_related("correcting"), pk=copy_id)
    if copy.correcting is None:
        return redirect("syndication:history", copy.pk)
    return redirect("syndication:correction", copy.correcting.correction_id)
