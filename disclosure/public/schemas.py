"""What programs get, as JSON Schema (2020-12): one item, a list, all lists, a row of a record."""

from typing import Any

from disclosure.causes import Cause, State
from disclosure.fields import LABELS
from disclosure.kinds import ListKind

VERSION = "1"
URL = {"type": "string", "format": "uri"}
TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def fields() -> dict[str, Any]:
    """Return what may be said of an item; columns of a list's own begin with `+`."""
    texts = {name: {"type": "string", "title": str(label)} for name, label in LABELS.items()}
    return {
        "type": "object",
        "properties": texts,
        "patternProperties": {"^\\+": TEXT},
        "additionalProperties": False,
    }


def item() -> dict[str, Any]:
    said = {
        "address": {"type": "string", "description": "Below the list; never used again."},
        "url": URL,
        "state": {"enum": State.values},
        "version": {"type": "integer", "minimum": 1},
        "effective_on": DAY,
        "first_recorded_at": MOMENT,
        "fields": fields(),
    }
    return _object(said)


def power_list() -> dict[str, Any]:
    said = {
        "version": {"const": VERSION},
        "title": TEXT,
        "department": TEXT,
        "kind": {"enum": ListKind.values},
        "url": URL,
        "rows": {"type": "integer", "minimum": 0},
        "last_hash": HASH,
        "as_of": {**DAY, "description": "Only in a list as it was in force on a day."},
        "items": {"type": "array", "items": item()},
    }
    return _object(said, optional={"as_of"})


def portal() -> dict[str, Any]:
    lists = {"type": "array", "items": power_list()}
    return _object({"version": {"const": VERSION}, "lists": lists})


def several() -> dict[str, Any]:
    return _object({"version": {"const": VERSION}, "items": {"type": "array", "items": item()}})


def row() -> dict[str, Any]:
    """Return what a line of a record is; `verify_history.py` says how it is hashed."""
    said = {
        "sequence": {"type": "integer", "minimum": 1},
        "previous": HASH,
        "item": TEXT,
        "version": {"type": "integer", "minimum": 1},
        "cause": {"enum": Cause.values},
        "reason": TEXT,
        "document": TEXT,
        "effective_on": DAY,
        "recorded_at": MOMENT,
        "fields": {"type": "object", "additionalProperties": TEXT},
        "hash": HASH,
    }
    return _object(said)


def _object(said: dict[str, Any], optional: set[str] | None = None) -> dict[str, Any]:
    required = [name for name in said if name not in (optional or set())]
    return {
        "type": "object",
        "required": required,
        "properties": said,
        "additionalProperties": False,
    }
