"""What a person sees whose request cannot be read at all."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say whether it was too much, or cannot be understood; nothing of it is repeated."""
    too_much = isinstance(exception, TOO_MUCH)
    return render(request, "400.html", {"too_much": too_much}, status=413 if too_much else 400)
