"""Documents and their interpretations: linked from either side, and the clocks of all of them."""

from typing import Any

from django import forms
from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from backstage.screens import frame, screen
from disclosure.documents.disclosing import Late, late_documents
from disclosure.documents.forms_of_interpretation import Form
from disclosure.documents.interpreting import clock_for, told, with_interpretations
from disclosure.models import Interpretation, PolicyDocumentPage
from workdays.explaining import explain
from workdays.reading import current_calendar

PER_PAGE = 50


def may_link(user: Any, document: PolicyDocumentPage) -> bool:
    """A link shows on two public pages at once: who makes one may publish the document, or edit
    it while it is a draft.
    """
    rights = document.permissions_for_user(user)
    return rights.can_publish() if document.live else rights.can_edit()


def documents_of(user: Any) -> Any:
    """Return the documents that somebody has to do with."""
    pages = page_permission_policy.instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    documents = PolicyDocumentPage.objects.filter(alias_of=None).defer_streamfields()
    return documents.filter(pk__in=pages.values("pk"))


class LinkForm(forms.Form):
    document = forms.ModelChoiceField(
        label=gettext_lazy("official document"),
        queryset=PolicyDocumentPage.objects.all(),
        widget=AdminPageChooser(target_models=[PolicyDocumentPage]),
    )
    page = forms.ModelChoiceField(
        label=gettext_lazy("interpretation"),
        queryset=Page.objects.filter(depth__gt=2),
        widget=AdminPageChooser(),
        help_text=gettext_lazy("An article, a chart, an interview: any page of the portal."),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("form of interpretation"), choices=Form, initial=Form.TEXT
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        document, page = cleaned.get("document"), cleaned.get("page")
        if document and not may_link(self.user, document):
            self.add_error("document", _("You may not publish this document."))
        if document and page and document.pk == page.pk:
            self.add_error("page", _("A document does not interpret itself."))
        return cleaned


class LinkInterpretation(WagtailAdminTemplateMixin, FormView):
    form_class = LinkForm
    template_name = "disclosure/admin/import.html"

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("document", "page")}
        return {name: value for name, value in asked.items() if value.isdigit()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: LinkForm) -> HttpResponse:
        document, page = form.cleaned_data["document"], form.cleaned_data["page"]
        Interpretation.objects.update_or_create(
            document=document, page=page, defaults={"form": form.cleaned_data["form"]}
        )
        linked = _("“%(page)s” interprets “%(document)s”; both pages show it.") % {
            "page": page.title, "document": document.title,
        }  # fmt: skip
        flash.success(self.request, linked)
        return redirect("wagtailadmin_pages:edit", document.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        trail = [(reverse("disclosure:clocks"), _("Deadlines of documents"))]
        return {
            **context,
            **frame(_("Link an interpretation"), "link", trail),
            "media": context["form"].media,
            "action_url": reverse("disclosure:link_interpretation"),
            "submit_button_label": _("Make the link"),
        }


@require_POST
def unlink(request: HttpRequest, link_id: int) -> HttpResponse:
    link = get_object_or_404(Interpretation.objects.select_related("document"), pk=link_id)
    if not may_link(request.user, link.document):
        raise PermissionDenied
    link.delete()
    flash.success(request, _("The link was taken away; both pages stay."))
    return redirect("disclosure:clocks")


@require_GET
def clocks(request: HttpRequest) -> HttpResponse:
    """Show which documents wait for their interpretation, the longest overdue first."""
    mine = documents_of(request.user)
    if not page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}):
        raise PermissionDenied
    show_all = request.GET.get("show") == "all"
    done = Interpretation.objects.filter(document=OuterRef("pk"), page__live=True)
    found = mine.filter(needs_interpretation=True)
    if not show_all:
        found = found.filter(~Exists(done))
    found = with_interpretations(found).prefetch_related("plans").select_related("organ")
    page = Paginator(found.order_by("displayed_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    calendar = current_calendar()
    late: list[Late] = late_documents(mine, calendar, timezone.localdate())[:PER_PAGE]
    rows = [(document, clock_for(document, calendar)) for document in page]
    shown = {
        "rows": [
            (document, clock, told(clock), explain(clock.counted) if clock.counted else "")
            for document, clock in rows
        ],
        "documents": page,
        "late": [(each, explain(each.counted)) for each in late],
        "show_all": show_all,
    }
    return screen(
        request, "disclosure/admin/clocks.html", _("Deadlines of documents"), "time", shown
    )
