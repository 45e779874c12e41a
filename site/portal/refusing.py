"""What a person sees whose request cannot be read at all, and what a program is answered."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from api.addresses import is_ours
from api.answering import problem_response
from api.problems import TOO_LONG, UNREADABLE, Problem

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say whether it was too much, or cannot be understood; nothing of it is repeated."""
    too_much = isinstance(exception, TOO_MUCH)
    if is_ours(request.path):
        return problem_response(_problem(too_much=too_much))
    return render(request, "400.html", {"too_much": too_much}, status=413 if too_much else 400)


def _problem(*, too_much: bool) -> Problem:
    if too_much:
        return Problem(TOO_LONG, _("There are more parameters than anybody needs."))
    return Problem(UNREADABLE, _("The address has something in it that cannot be read."))
