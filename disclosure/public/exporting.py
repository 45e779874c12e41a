"""Everything in a list, for programs: CSV, JSON, its record, and what their fields mean."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from disclosure.causes import State
from disclosure.fields import LABELS
from disclosure.history import verify_history
from disclosure.history.verifying import rows_of

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage

BATCH = 1000
# What spreadsheets take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
VERSION = "1"


def as_csv(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the list as CSV: UTF-8 with a mark for Excel, no cell that could be a formula."""
    response = StreamingHttpResponse(_csv(power_list), content_type="text/csv; charset=utf-8")
    name = f"{power_list.title}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


class _Echo:
    @staticmethod
    def write(value: str) -> str:
        return value


def _csv(power_list: "PowerListPage") -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(["address", *LABELS.keys()])
    yield writer.writerow(["", *(str(label) for label in LABELS.values())])
    for item in _items(power_list):
        values = [item.fields.get(name, "") for name in LABELS]
        values[list(LABELS).index("state")] = str(State(item.state).label)
        yield writer.writerow([item.address, *map(safe, values)])


def safe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the list as one JSON document (`schema`), written as it is read."""
    response = StreamingHttpResponse(_json(power_list), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _json(power_list: "PowerListPage") -> Iterator[str]:
    about = {
        "version": VERSION,
        "title": power_list.title,
        "department": power_list.organ.name,
        "kind": power_list.kind,
        "url": power_list.full_url,
        "rows": power_list.last_sequence,
        "last_hash": power_list.last_hash,
    }
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "items": ['
    comma = ""
    for item in _items(power_list):
        yield comma + json.dumps(item_as_json(power_list, item), ensure_ascii=False)
        comma = ",\n"
    yield "]}"


def item_as_json(power_list: "PowerListPage", item: "PowerItem") -> dict[str, Any]:
    return {
        "address": item.address,
        "url": f"{power_list.full_url}{item.address}/",
        "state": item.state,
        "version": item.newest.number,
        "effective_on": item.newest.effective_on.isoformat(),
        "first_recorded_at": item.first_recorded_at.isoformat(),
        "fields": item.fields,
    }


def one(power_list: "PowerListPage", item: "PowerItem") -> JsonResponse:
    """Return one power, as it stands in `as_json`."""
    response = JsonResponse(
        item_as_json(power_list, item), json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _items(power_list: "PowerListPage") -> "Iterable[PowerItem]":
    return power_list.items.select_related("newest").iterator(chunk_size=BATCH)


def history(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the record, a JSON row on each line, for `verify_history.py`."""
    lines = (
        json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows_of(power_list)
    )
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    response["Content-Disposition"] = content_disposition_header(True, "history.jsonl")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def script() -> HttpResponse:
    """Return the script that verifies a record, for whoever does not trust us."""
    source = Path(verify_history.__file__).read_text(encoding="utf-8")
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "verify_history.py")
    return response


def schema() -> JsonResponse:
    """Return the JSON Schema of `as_json`."""
    texts = {name: {"type": "string", "title": str(label)} for name, label in LABELS.items()}
    item = {
        "type": "object",
        "required": ["address", "url", "state", "version", "effective_on", "fields"],
        "properties": {
            "address": {"type": "string"},
            "url": {"type": "string", "format": "uri"},
            "state": {"enum": State.values},
            "version": {"type": "integer", "minimum": 1},
            "effective_on": {"type": "string", "format": "date"},
            "first_recorded_at": {"type": "string", "format": "date-time"},
            "fields": {
                "type": "object",
                "properties": texts,
                "patternProperties": {"^\\+": {"type": "string"}},
                "additionalProperties": False,
            },
        },
    }
    return JsonResponse(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["version", "title", "department", "items"],
            "properties": {
                "version": {"const": VERSION},
                "title": {"type": "string"},
                "department": {"type": "string"},
                "kind": {"type": "string"},
                "url": {"type": "string", "format": "uri"},
                "rows": {"type": "integer"},
                "last_hash": {"type": "string"},
                "items": {"type": "array", "items": item},
            },
        },
        json_dumps_params={"ensure_ascii": False},
    )
