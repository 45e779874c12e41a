from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.importing.form import ImportForm
from home.models import ColumnPage

# More than this nobody reads in a message; the draft has them all to be seen.
NOTES_AT_MOST = 12


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Makes a draft of a file and opens it in the editor."""

    form_class = ImportForm
    template_name = "home/importing/import.html"
    page_title = _("Import an article")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        given = self.request.GET.get("column", "")
        column = ColumnPage.objects.filter(pk=given).first() if given.isdecimal() else None
        return {"column": column}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        article = form.save()
        if article is None:
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("“%(title)s” is imported as a draft. Read it through before you publish it.")
            % {"title": article.title},
        )
        moment = form.reading.draft.moment
        if moment and article.displayed_at is None:
            said = _(
                "The file says that it was published at %(at)s. What is published here for the "
                "first time shows the moment of that; old material keeps its time only if whoever "
                "runs the portal imports it."
            )
            messages.info(
                self.request, said % {"at": f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"}
            )
        notes = form.reading.notes()
        for note in notes[:NOTES_AT_MOST]:
            messages.warning(self.request, note)
        if len(notes) > NOTES_AT_MOST:
            more = len(notes) - NOTES_AT_MOST
            messages.warning(self.request, _("And %(count)d more places.") % {"count": more})
        return redirect("wagtailadmin_pages:edit", article.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return {
            **context,
            "media": form.media,
            "action_url": reverse("import_article"),
            "submit_button_label": _("Import as a draft"),
            "submit_button_active_label": _("Importing…"),
        }
