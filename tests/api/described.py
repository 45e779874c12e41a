"""Asking the API as a program does that holds it to its own description, word by word."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from jsonschema import Draft202012Validator

from api.addresses import ROOT
from api.openapi import document

FORMATS = Draft202012Validator.FORMAT_CHECKER


class Program:
    """Asks, and believes no answer that the description does not allow."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def got(self, url: str, status: int = 200, **headers: str) -> Any:
        """Return the JSON of an answer with this status."""
        response = self.response(url, status, **headers)
        return json.loads(response.content)

    def response(self, url: str, status: int = 200, **headers: str) -> Any:
        parts = urlsplit(url if "//" in url else f"{ROOT}{url}")
        response = self.client.get(f"{parts.path}?{parts.query}", headers=headers)
        assert response.status_code == status, response.content.decode()[:400]
        if status != 304:
            hold(parts.path, response)
        return response

    def all_of(self, name: str, url: str) -> list[dict[str, Any]]:
        """Return a whole list, read on to its end."""
        found: list[dict[str, Any]] = []
        following: str | None = url
        while following:
            part = self.got(following)
            found += part[name]
            following = part["next"]
        return found


def hold(path: str, response: Any) -> None:
    """Hold an answer to what is described at its address."""
    said = json.loads(response.content)
    described = operation_at(path)
    if described is None:
        schema = "Problem"
        assert response.status_code == 404
    else:
        content = described["responses"][str(response.status_code)]["content"]
        [(kind, told)] = content.items()
        assert response.headers["Content-Type"] == kind
        schema = told["schema"]["$ref"].rpartition("/")[2]
    errors = list(validator(schema).iter_errors(said))
    assert not errors, "\n".join(f"{each.json_path}: {each.message[:300]}" for each in errors)
    if response.status_code >= 400:
        assert said["status"] == response.status_code
        assert said["detail"]


def operation_at(path: str) -> dict[str, Any] | None:
    for shape, operations in document()["paths"].items():
        pattern = re.sub(r"\{[a-z]+\}", "[^/]+", shape)
        if re.fullmatch(pattern, f"/{path.removeprefix(ROOT)}"):
            return operations["get"]
    return None


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what holds an answer to a schema, and to nothing but its members."""
    schemas = closed(document()["components"]["schemas"])
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return Draft202012Validator(whole, format_checker=FORMATS)


def closed(schema: Any) -> Any:
    """Return a schema in which an object has no member that is not described."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: closed(each) for name, each in schema.items()}
    if schema.get("type") == "object" and "required" in schema:
        told["additionalProperties"] = False
    return told
