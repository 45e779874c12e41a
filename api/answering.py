"""How every endpoint answers: JSON to anybody, from anywhere, with a mark of what it says."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from api.parameters import Asked, Parameter, asked_in
from api.problems import METHOD, Problem

# Seconds for which anybody may keep an answer: so long can a withdrawn text be seen after that.
KEPT = 5
READING = ("GET", "HEAD")
# A browser asks once in a day whether it may send what makes a question a conditional one.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
EXPOSED = "ETag, Last-Modified, Link"


@dataclass(frozen=True, slots=True)
class Answer:
    """`following` is the address of the next page of a list; `modified`, when what is told was
    last published.
    """

    said: Mapping[str, Any]
    following: str | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: `answer` is given the request, what its query asks for and what stands in its
    path. `schema` names what it says among `schemas.SCHEMAS`; `path` has the names of OpenAPI.
    `statuses`: what it may answer beside what all do.
    """

    name: str
    path: str
    summary: str
    schema: str
    answer: Callable[..., Answer]
    parameters: tuple[Parameter, ...] = ()
    in_path: tuple[Mapping[str, Any], ...] = ()
    statuses: frozenset[int] = frozenset()
    seconds: int = KEPT
    content_type: str = "application/json"
    tags: tuple[str, ...] = field(default=())


def view_of(endpoint: Endpoint) -> Callable[..., HttpResponse]:
    """Return the view of an endpoint. It asks for no cookie and sets none."""

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": _allowed(), **PREFLIGHT})
            return _open(response)
        try:
            _check_method(request)
            asked: Asked = asked_in(request.GET, endpoint.parameters)
            answer = endpoint.answer(request, asked, **path)
        except Problem as problem:
            return problem_response(problem)
        return _told(request, endpoint, answer)

    view.__name__ = endpoint.name
    return view


def problem_response(problem: Problem) -> HttpResponse:
    response = problem.response()
    patch_cache_control(response, public=True, max_age=KEPT)
    return _open(response)


def _told(request: HttpRequest, endpoint: Endpoint, answer: Answer) -> HttpResponse:
    content = json.dumps(answer.said, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(content, content_type=endpoint.content_type)
    etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=endpoint.seconds)
    if answer.following:
        response["Link"] = f'<{answer.following}>; rel="next"'
    if answer.modified:
        response["Last-Modified"] = http_date(answer.modified.timestamp())
    # Only by its ETag: what was withdrawn beside an article has no newer date than it had.
    return _open(get_conditional_response(request, etag=etag, response=response))


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


def _check_method(request: HttpRequest) -> None:
    if request.method not in READING:
        raise Problem(
            METHOD,
            _("%(method)s is not answered here; ask with GET.") % {"method": request.method[:20]},
            headers={"Allow": _allowed()},
        )


def _allowed() -> str:
    return ", ".join((*READING, "OPTIONS"))
