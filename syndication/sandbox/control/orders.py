"""Reset, clock and faults."""

import shutil
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from syndication.sandbox import background, clock, faults, memory
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told import fault_told
from syndication.sandbox.models import Fault
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import mid


@control("POST")
def reset(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Wipe everything, the clock's advance included."""
    with exclusive(), connection.cursor() as cursor:
        # References are checked when all is gone, so the order does not matter.
        for model in apps.get_app_config("sandbox").get_models():
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - our own names
        faults.ordered()
        mid.forget()
    # Read without waiting for the store, so it must be empty when they are read again.
    clock.forget()
    memory.forget()
    shutil.rmtree(settings.MEDIA_DIR, ignore_errors=True)
    return {"ok": True}


@control("POST")
def advance_clock(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    seconds = wanted(only(body, "advance"), "advance")
    with exclusive():
        clock.advance(float(seconds))
    background.wake()
    return {"now": clock.now()}


@control("GET", "POST", "DELETE")
def trouble(request: HttpRequest, body: dict[str, Any]) -> Any:
    match request.method:
        case "GET":
            return [fault_told(fault) for fault in Fault.objects.order_by("pk")]
        case "DELETE":
            with exclusive():
                Fault.objects.all().delete()
                faults.ordered()
            return {"ok": True}
    only(body, "match", "kind", "times", "after", "params")
    kinds = faults.PUSH_KINDS if wanted(body, "match") == faults.PUSHES else faults.KINDS
    if wanted(body, "kind") not in kinds:
        raise Wrong(f"kind must be one of {', '.join(sorted(kinds))}")
    with exclusive():
        fault = Fault.objects.create(
            match=body["match"],
            kind=body["kind"],
            times=int(body.get("times", 1)),
            after=int(body.get("after", 0)),
            params=body.get("params", {}),
        )
        faults.ordered()
    return fault_told(fault)
