"""Imports: what a workbook would change, before and after somebody answers for it."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from backstage.screens import frame, screen
from disclosure.admin.access import can_approve, may_see_lists
from disclosure.admin.import_form import ImportForm
from disclosure.admin.words import told
from disclosure.causes import Cause
from disclosure.history import review
from disclosure.models import ImportBatch, Proposal
from disclosure.models.proposal import Standing
from disclosure.public.changes import compared

PER_PAGE = 50
OPEN = (Standing.OPEN, Standing.SUBMITTED)


class NewImport(WagtailAdminTemplateMixin, FormView):
    """Reads a workbook and shows what it would change."""

    form_class = ImportForm
    template_name = "disclosure/admin/import.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not review.lists_of(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        return redirect("disclosure:import", form.save().pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            **frame(_("Import a power list"), "upload", _trail()),
            "media": context["form"].media,
            "action_url": reverse("disclosure:new_import"),
            "submit_button_label": _("See what it says"),
            "submit_button_active_label": _("Reading…"),
        }


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    if not may_see_lists(request.user):
        raise PermissionDenied
    rows = ImportBatch.objects.select_related("power_list", "created_by")
    if not can_approve(request.user):
        rows = rows.filter(power_list__in=review.lists_of(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "batches": page,
        "may_import": review.lists_of(request.user).exists(),
    }
    return screen(
        request, "disclosure/admin/imports.html", _("Imports of power lists"), "upload", shown
    )


@require_GET
def one_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _visible(request, batch_id)
    asked = request.GET.get("cause", "")
    proposals = batch.proposals.select_related("item__newest", "power_list")
    if asked in Cause.values:
        proposals = proposals.filter(cause=asked)
    page = Paginator(proposals, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "batch": batch,
        "problems": [{**each, "text": told(each)} for each in batch.report["problems"]],
        "proposals": [(proposal, differences(proposal)) for proposal in page],
        "page_of_proposals": page,
        "cause": asked,
        "is_open": batch.standing in OPEN,
        "may_approve": can_approve(request.user),
        "may_hand_in": review.may_propose(request.user, batch.power_list),
        "has_errors": any(each["weight"] == "error" for each in batch.report["problems"]),
    }
    return screen(
        request,
        "disclosure/admin/import_batch.html",
        batch.file_name,
        "upload",
        shown,
        trail=_trail(),
    )


def differences(proposal: Proposal) -> list[Any]:
    """Return what a proposal changes, field by field; for a new power, all that it says."""
    old = proposal.item.newest.fields if proposal.item else {}
    if proposal.cause == Cause.CANCELLED:
        return []
    return list(compared(old, proposal.fields, proposal.power_list.form))


@require_POST
def hand_in(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Ask a reviewer to look at an import."""
    batch = _visible(request, batch_id)
    if not review.may_propose(request.user, batch.power_list):
        raise PermissionDenied
    review.hand_in(batch)
    flash.success(request, _("Handed in. It counts when a reviewer has approved it."))
    return redirect("disclosure:import", batch.pk)


@require_POST
def approve(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _visible(request, batch_id)
    if not can_approve(request.user):
        raise PermissionDenied
    try:
        versions = review.approve_batch(batch, request.user)
    except review.Outdated as outdated:
        flash.error(
            request,
            _("“%(power)s” was changed in the meantime. Import the workbook again.")
            % {"power": outdated},
        )
    except review.Faulty:
        flash.error(request, _("There are errors in the workbook. Mend them and import it again."))
    else:
        done = _("Approved: %(number)d changes recorded.") % {"number": len(versions)}
        flash.success(request, done)
    return redirect("disclosure:import", batch.pk)


@require_POST
def refuse(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Send an import back, or throw it away if it is one's own."""
    batch = _visible(request, batch_id)
    is_own = batch.created_by_id == request.user.pk and batch.standing == Standing.OPEN
    if not can_approve(request.user) and not is_own:
        raise PermissionDenied
    review.refuse_batch(batch, request.user, request.POST.get("answer", "").strip()[:300])
    flash.success(request, _("Sent back. Nothing of it counts."))
    return redirect("disclosure:imports")


def _visible(request: HttpRequest, batch_id: int) -> ImportBatch:
    rows = ImportBatch.objects.select_related("power_list__organ", "created_by")
    batch = get_object_or_404(rows, pk=batch_id)
    if not can_approve(request.user) and not review.may_propose(request.user, batch.power_list):
        raise PermissionDenied
    return batch


def _trail() -> list[tuple[str, str]]:
    return [(reverse("disclosure:imports"), _("Imports of power lists"))]
