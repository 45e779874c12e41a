"""What the panels of the editor tell of a document."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from disclosure.documents.duplicates import with_same_number
from disclosure.documents.interpreting import clock_for, told
from disclosure.documents.numbers import read
from disclosure.documents.shown import shown
from workdays.explaining import explain
from workdays.reading import current_calendar


def identity(document: Any, request: HttpRequest | None) -> dict[str, Any]:
    found = read(document.number)
    return {
        "document": document,
        "numbers": found.numbers,
        "not_understood": found.not_understood,
        "duplicates": with_same_number(document) if document.pk else [],
    }


def validity(document: Any, request: HttpRequest | None) -> dict[str, Any]:
    return {"document": document, "shown": shown(document) if document.pk else None}


def clock(document: Any, request: HttpRequest | None) -> dict[str, Any]:
    calendar = current_calendar()
    if not document.pk:
        return {"document": document, "clock": None}
    now = clock_for(document, calendar)
    return {
        "document": document,
        "clock": now,
        "told": told(now),
        "explanation": explain(now.counted) if now.counted else "",
        "interpretations": document.interpretations.select_related("page"),
        "link": reverse("disclosure:link_interpretation") + f"?document={document.pk}",
    }
