"""Every call to a platform passes here: ordered trouble is made, and the call is noted."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from syndication.sandbox import clock, faults
from syndication.sandbox.models import Exchanged
from syndication.sandbox.store import statement

PLATFORMS = ("/cgi-bin/", "/2/", "/oauth2/", "/proxy/")
SECRET = frozenset(
    {"access_token", "secret", "appsecret", "client_secret", "code", "refresh_token"}
)
LONGEST = 500


class Exchange:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PLATFORMS):
            return self.get_response(request)
        fault = faults.take(request.path)
        response = faults.instead(fault, request) if fault else None
        response = response or self.get_response(request)
        _note(request, response, fault.kind if fault else "")
        return faults.afterwards(fault, request, response) if fault else response


# Every call passes here: a plain statement costs a third of what a model does.
_COLUMNS = [field.column for field in Exchanged._meta.concrete_fields if not field.primary_key]
_INSERT = (
    f"INSERT INTO {Exchanged._meta.db_table} ({', '.join(_COLUMNS)}) "  # noqa: S608 - our names
    f"VALUES ({', '.join(f'%({column})s' for column in _COLUMNS)})"
)


def _note(request: HttpRequest, response: HttpResponse, fault: str) -> None:
    rid = getattr(response, "rid", "")
    row = {
        "at": clock.now(),
        "method": request.method,
        "path": request.path[:200],
        "params": json.dumps(_params(request), ensure_ascii=False),
        "owner": getattr(request, "owner", ""),
        "status": None if getattr(response, "unanswered", False) else response.status_code,
        "code": getattr(response, "code", 0),
        "fault": fault,
        "rid": rid,
        "answer": response.content.decode()[:LONGEST] if rid else "",
        "address": request.META.get("REMOTE_ADDR", ""),
    }
    with statement() as cursor:
        cursor.execute(_INSERT, row)


def _params(request: HttpRequest) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.GET.items())
    if request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        params.update(request.POST.items())
        for name, file in request.FILES.items():
            params[name] = {"name": file.name, "size": file.size}
    elif request.method == "POST":
        try:
            body = json.loads(request.body or b"{}")
        except ValueError:
            body = {"unreadable": len(request.body)}
        params.update(body if isinstance(body, dict) else {"body": body})
    return _shortened({name: value for name, value in params.items() if name not in SECRET})


def _shortened(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    if isinstance(value, dict):
        return {name: _shortened(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each) for each in value]
    return value
