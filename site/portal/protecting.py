"""What a person is told who would delete something that other things rest on."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _


class ProtectedMiddleware:
    """Wagtail asks its index of references first, which does not see every row that protects."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead back to where it was asked; the database has taken nothing away."""
        if isinstance(exception, ProtectedError):
            said = told(exception.protected_objects)
        elif isinstance(exception, RestrictedError):
            said = told(exception.restricted_objects)
        else:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"message": said}, status=409)
        messages.error(request, said)
        return HttpResponseRedirect(request.get_full_path())


def told(rows: set[Model]) -> str:
    """Return a sentence with the kinds and numbers of what rests on it, and none of their names."""
    kinds = Counter(str(row._meta.verbose_name) for row in rows)
    listed = "、".join(
        _("%(number)d × %(kind)s") % {"number": number, "kind": kind}
        for kind, number in sorted(kinds.items())
    )
    return _("Not deleted, because other things rest on it: %(listed)s.") % {"listed": listed}
