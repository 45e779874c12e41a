"""What an editor is told after saving, and may overrule."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from disclosure.documents.duplicates import with_same_number
from disclosure.models import PolicyDocumentPage


def warn_of_duplicates(request: HttpRequest, page: Any) -> None:
    """Name other documents with the same number, with a link to each (hook of the editor)."""
    if not isinstance(page, PolicyDocumentPage) or "application/json" in request.headers.get(
        "accept", ""
    ):
        return
    for other in with_same_number(page):
        edit = reverse("wagtailadmin_pages:edit", args=(other.pk,))
        told = _("“%(title)s” of the same organ has this number, too.") % {"title": other.title}
        messages.warning(request, told, buttons=[messages.button(edit, _("Open it"))])
