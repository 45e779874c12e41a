"""Offering a page: from its editor, or several from the list of pages at once."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from backstage.screens import screen
from contributions.admin.access import page_to_offer
from contributions.columns import choices
from contributions.offering import Refused, can_be_offered, may_offer, obstacles, offer
from contributions.units import unit_of
from home.models import ArticlePage, ColumnPage


class OfferForm(forms.Form):
    column = forms.ChoiceField(
        label=gettext_lazy("suggested column"),
        required=False,
        help_text=gettext_lazy("The main site decides; a suggestion helps."),
    )
    note = forms.CharField(
        label=gettext_lazy("note to the main site"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance why it matters to the whole city. At most 300."),
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("urgent"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(each.column.pk), each.label) for each in choices()]
        self.fields["column"].choices = [("", _("None: the main site chooses")), *found]

    @property
    def said(self) -> dict[str, Any]:
        """What `offering.offer` is told beside page and user."""
        data = self.cleaned_data
        column = ColumnPage.objects.filter(pk=data["column"]).first() if data["column"] else None
        return {
            "column": column,
            "note_to_main": data["note"].strip(),
            "is_urgent": data["is_urgent"],
        }


@require_http_methods(["GET", "POST"])
def offer_page(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_to_offer(request, page_id)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            contribution = offer(page, request.user, **form.said)
        except Refused as refused:
            for sentence in refused.sentences:
                flash.error(request, sentence)
        else:
            flash.success(request, _("Contributed to the main site."))
            return redirect("contributions:one", contribution.pk)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = {
        "page": page,
        "form": form,
        "obstacles": list(obstacles(page)),
        "has_draft": page.live and page.has_unpublished_changes,
        "unit": unit_of(page),
    }
    trail = [(edit, page.get_admin_display_title())]
    title = _("Contribute to the main site")
    return screen(request, "contributions/admin/offer.html", title, "mail", shown, trail=trail)


class OfferButton(PageMenuItem):
    label = gettext_lazy("Contribute to the main site")
    icon_name = "mail"
    priority = 18

    def is_shown(self, user: AbstractBaseUser) -> bool:
        return can_be_offered(self.page) and may_offer(user, self.page)

    @cached_property
    def url(self) -> str:
        return reverse("contributions:offer", args=[self.page.pk])


def offer_button(page: Page, user: Any, **context: Any) -> Iterator[OfferButton]:
    if page.pk and issubclass(page.specific_class or Page, ArticlePage):
        yield OfferButton(page=page)


class OfferBulkAction(PageBulkAction):
    display_name = gettext_lazy("Contribute to the main site")
    action_type = "contribute"
    aria_label = gettext_lazy("Contribute the chosen pages to the main site")
    template_name = "contributions/admin/offer_many.html"
    form_class = OfferForm
    action_priority = 60

    def check_perm(self, page: Page) -> bool:
        return may_offer(self.request.user, page) and can_be_offered(page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        # Of what somebody may not work on, nothing more is said.
        context["left_out"] = [
            {
                "page": each["item"],
                "why": next(obstacles(each["item"]), ""),
            }
            for each in context["items_with_no_access"]
            if may_offer(user, each["item"])
        ]
        return context

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "said": self.cleaned_form.said}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, said: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        done = 0
        for page in objects:
            try:
                offer(page, user, **(said or {}))
            except Refused:
                # Somebody else has offered it in this moment, or taken it down.
                continue
            done += 1
        return done, 0

    def get_success_message(self, number: int, _children: int) -> str:
        said = ngettext(
            "%(number)d item contributed to the main site.",
            "%(number)d items contributed to the main site.",
            number,
        )
        return said % {"number": number}
