"""What the panels of the statutory blocks tell: what is still missing."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from disclosure.opening.annual import owed_below
from disclosure.opening.guide import missing_elements
from disclosure.opening.heads import unset_heads


def of_guide(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    return {"missing": missing_elements(page)}


def of_heads(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    return {"missing": unset_heads(page)}


def of_reports(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    return {"owed": owed_below(page, timezone.localdate())}
