"""The control API is for programs on this machine, not for a page in somebody's browser."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

# A page of another site cannot set it without asking first, and it is never allowed.
HEADER = "X-Sandbox-Control"


class Wrong(Exception):
    """An order that cannot be understood or carried out."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


def control(*methods: str) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """Make a view of a function that takes (request, body, **path) and returns a JSON body."""

    def wrap(function: Callable[..., Any]) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, **path: Any) -> HttpResponse:
            if request.method not in methods:
                return _json({"error": f"use {' or '.join(methods)}"}, 405)
            if request.method != "GET" and request.headers.get(HEADER) != "1":
                return _json({"error": f"send the header {HEADER}: 1"}, 403)
            try:
                body = json.loads(request.body or b"{}")
                if not isinstance(body, dict):
                    raise Wrong("the body must be a JSON object")
                return _json(function(request, body, **path))
            except ValueError:
                return _json({"error": "the body is not JSON"}, 400)
            except Wrong as wrong:
                return _json({"error": wrong.text}, wrong.status)

        return view

    return wrap


def only(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the body. Raises Wrong for names nobody understands: a typing mistake in a test."""
    unknown = sorted(set(body) - set(names))
    if unknown:
        raise Wrong(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(names))}")
    return body


def wanted(body: dict[str, Any], name: str) -> Any:
    if body.get(name) in (None, ""):
        raise Wrong(f"{name} is missing")
    return body[name]


def _json(body: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(body, status=status, safe=False, json_dumps_params={"ensure_ascii": False})
