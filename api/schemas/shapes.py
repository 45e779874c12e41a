"""Shapes that all schemas are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ID: Schema = {"type": "integer", "minimum": 1}


def thing(
    members: Mapping[str, Schema], description: str = "", *, may_lack: Iterable[str] = ()
) -> Schema:
    """Return the schema of an object with these members, all of them there but some."""
    required = [name for name in members if name not in set(may_lack)]
    told: Schema = {"type": "object", "required": required, "properties": dict(members)}
    return {**told, "description": description} if description else told


def several(items: Schema, description: str = "") -> Schema:
    told: Schema = {"type": "array", "items": items}
    return {**told, "description": description} if description else told


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Schema, description: str = "") -> Schema:
    told: Schema = {"anyOf": [schema, {"type": "null"}]}
    return {**told, "description": description} if description else told


def said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def listed(name: str, item: str) -> Schema:
    """Return the schema of a part of a list."""
    following = or_null(URL, "Where the list goes on; null at its end.")
    return thing({name: several(ref(item)), "next": following})


def labelled(values: Iterable[str]) -> Schema:
    """A value for programs, and what people call it."""
    return thing({"value": {"type": "string", "enum": list(values)}, "label": TEXT})
