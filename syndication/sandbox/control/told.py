"""Faults, requests and pictures, as tests want to read them. Secrets are left out."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox.models import Exchanged, Fault, Picture


def fault_told(fault: Fault) -> dict[str, Any]:
    return {
        "id": fault.pk,
        "match": fault.match,
        "kind": fault.kind,
        "times": fault.times,
        "after": fault.after,
        "params": fault.params,
        "hits": fault.hits,
    }


def picture_told(request: HttpRequest, picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "url": request.build_absolute_uri(picture.address),
        "sha256": picture.sha256,
        "size": picture.size,
        "width": picture.width,
        "height": picture.height,
    }


def exchange_told(row: Exchanged) -> dict[str, Any]:
    names = ("at", "method", "path", "params", "owner", "status", "code", "fault")
    return {"id": row.pk} | {name: getattr(row, name) for name in names}
