"""Tells whoever decided something that they may not, in words, where they were."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from reviews.signing import NotAllowed


class NotAllowedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotAllowed):
            return None
        where = _where(request, exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialogue of a workflow understands.
            messages.error(request, exception.messages[0])
            return JsonResponse({"step": "success", "redirect": where})
        if not request.accepts("text/html"):
            return JsonResponse({"message": exception.messages[0]}, status=422)
        messages.error(request, exception.messages[0])
        return redirect(where)


def _where(request: HttpRequest, exception: NotAllowed) -> str:
    page = exception.page
    if page.pk and page.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_home")
