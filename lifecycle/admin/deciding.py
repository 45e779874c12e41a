"""What taking a page down means, asked where it is taken down."""

from functools import wraps
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from attachments.personal import find
from lifecycle.forms import number_of_somebody
from lifecycle.models import Cause, Meaning
from lifecycle.standing import leads_to
from lifecycle.withdrawing import Decision, deciding, organ_of

HELP = {
    Meaning.EXPLAINED: gettext_lazy(
        "The address tells when, by whom and why it was withdrawn; the text is not there any more "
        "(HTTP 410)."
    ),
    Meaning.GONE: gettext_lazy("The address tells only that there is nothing (HTTP 410)."),
    Meaning.MERGED: gettext_lazy("The address leads to the other page (HTTP 301)."),
}


class WithdrawalForm(forms.Form):
    """Where nothing is said at all (a program posts), the page is gone."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What does this mean?"),
        choices=[(each.value, each.label) for each in Meaning],
        widget=forms.RadioSelect,
        required=False,
        initial=Meaning.EXPLAINED,
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation for the public"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why it was withdrawn, and where to turn. Needed for the first."),
    )
    organ = forms.CharField(
        label=gettext_lazy("Withdrawn by (organ)"), max_length=100, required=False
    )
    shows_title = forms.BooleanField(
        label=gettext_lazy("The title may still be shown"), required=False, initial=True
    )
    target = forms.ModelChoiceField(
        label=gettext_lazy("Merged into"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser(),
        required=False,
    )

    def __init__(self, *args: Any, pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages
        if not self.is_bound and "organ" not in self.initial:
            # Of several pages each is withdrawn by its own.
            organs = {organ_of(page.specific) for page in pages}
            self.initial["organ"] = organs.pop() if len(organs) == 1 else ""

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Return value, name, what it does and whether it is chosen."""
        chosen = self["meaning"].value() or Meaning.EXPLAINED
        return [(each.value, each.label, HELP[each], each == chosen) for each in Meaning]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        meaning = cleaned.get("meaning")
        if meaning == Meaning.EXPLAINED and not cleaned.get("explanation", "x").strip():
            self.add_error("explanation", _("Tell the public why it was withdrawn."))
        for name in ("explanation", "organ"):
            if find(cleaned.get(name) or ""):
                self.add_error(name, number_of_somebody())
        if meaning == Meaning.MERGED and "target" not in self.errors:
            self._check_target(cleaned.get("target"))
        return cleaned

    def _check_target(self, target: Page | None) -> None:
        if target is None:
            self.add_error("target", _("Choose the page that it was merged into."))
        elif not target.live or target.get_view_restrictions().exists():
            self.add_error("target", _("That page is not public."))
        elif any(target.path.startswith(page.path) for page in self.pages):
            self.add_error("target", _("That page is taken down, too."))
        elif any(leads_to(page, target) for page in self.pages):
            self.add_error("target", _("That page was merged into this one."))

    def decision(self, user: Any) -> Decision:
        said = self.cleaned_data
        meaning = Meaning(said.get("meaning") or Meaning.GONE)
        is_explained = meaning == Meaning.EXPLAINED
        return Decision(
            meaning=meaning,
            explanation=said["explanation"].strip() if is_explained else "",
            organ=said["organ"].strip(),
            shows_title=said["shows_title"],
            target=said["target"] if meaning == Meaning.MERGED else None,
            user=user,
            cause=Cause.BY_HAND,
        )


def install() -> None:
    """Ask in Wagtail's own confirmation, whichever page type and whoever else asks there."""
    UnpublishView.post = _decided(UnpublishView.post)
    UnpublishView.get_context_data = _with_form(UnpublishView.get_context_data)


def _decided(post: Any) -> Any:
    @wraps(post)
    def post_decided(
        view: UnpublishView, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = WithdrawalForm(request.POST, pages=list(view.objects_to_unpublish))
        if not form.is_valid():
            view.withdrawal_form = form
            response = view.render_to_response(view.get_context_data(**kwargs))
            response.status_code = 422
            return response
        with transaction.atomic(), deciding(form.decision(request.user)):
            return post(view, request, *args, **kwargs)

    return post_decided


def _with_form(get_context_data: Any) -> Any:
    @wraps(get_context_data)
    def get_context_and_form(view: UnpublishView, **kwargs: Any) -> dict[str, Any]:
        context = get_context_data(view, **kwargs)
        form = getattr(view, "withdrawal_form", None) or WithdrawalForm(pages=[view.object])
        media = context.get("media")
        return {
            **context,
            "withdrawal_form": form,
            "media": media + form.media if media else form.media,
        }

    return get_context_and_form


class DecidedUnpublishBulkAction(UnpublishBulkAction):
    """Wagtail's own, which asks what it means; the answer holds for all pages chosen."""

    template_name = "lifecycle/admin/confirm_bulk_unpublish.html"

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        said = self.request.POST if self.request.method == "POST" else None
        pages = self.get_actionable_objects()[0]
        self.withdrawal_form = WithdrawalForm(said, pages=pages)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not hasattr(self, "withdrawal_form"):
            self.get_form()
        form = self.withdrawal_form
        media = context.get("media")
        return {
            **context,
            "withdrawal_form": form,
            "media": media + form.media if media else form.media,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.withdrawal_form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        with deciding(self.withdrawal_form.decision(self.request.user)):
            return super().form_valid(form)
