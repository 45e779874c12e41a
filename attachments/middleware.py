"""Leads whoever published a page that is held back to what has to be decided."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from attachments.gate import Held, held_back


class HeldMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What was entered is saved by then; only publication was refused."""
        if not isinstance(exception, Held):
            return None
        page, findings = exception.page, exception.findings
        held_back.send(type(page), page=page, user=request.user, findings=findings)
        where = _where(page)
        if request.accepts("text/html") and not request.headers.get("x-requested-with"):
            messages.error(request, exception.messages[0])
            return redirect(where)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialogue of a workflow understands.
            messages.error(request, exception.messages[0])
            return JsonResponse({"step": "success", "redirect": where})
        return JsonResponse({"message": exception.messages[0]}, status=422)


def _where(page: Page) -> str:
    """Return the address of a page's checks; one that has none of its own is shown in its place."""
    if Page.objects.filter(pk=page.pk, alias_of=None).exists():
        return reverse("attachments:checks", args=[page.pk])
    parent = page.get_parent() if page.path else None
    if parent is None:
        return reverse("wagtailadmin_home")
    return reverse("wagtailadmin_explore", args=[parent.pk])
