"""`/openapi.json`: the description of every address for programs (OpenAPI 3.1)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from api.addresses import ROOT
from api.answering import Answer, Endpoint
from api.index import VERSION
from api.parameters import Asked
from api.problems import CONTENT_TYPE
from api.schemas import SCHEMAS

ABOUT = (
    "What the portal says to everybody, read only: nothing that is not public on its pages, no "
    "key, no cookie. Every list goes on at `next`. Answers carry an ETag; ask with If-None-Match."
)
TAGS = {
    "about": "What there is.",
    "places": "Sites and columns.",
    "articles": "News, notices and official documents.",
    "interviews": "Online interviews.",
    "search": "The portal's search.",
}
WORDS = {
    304: "What you have says the same (If-None-Match).",
    400: "The parameters or the request cannot be understood.",
    404: "There is nothing here.",
    410: "It was public and is not any more; what its page tells of that is told.",
}
ALWAYS = (400,)


def description(request: HttpRequest, asked: Asked) -> Answer:
    return Answer(document())


def document() -> dict[str, Any]:
    from api.endpoints import ENDPOINTS

    return {
        "openapi": "3.1.0",
        "info": {"title": "Fabuting", "version": VERSION, "description": ABOUT},
        "servers": [{"url": f"{settings.PUBLIC_URL}{ROOT.rstrip('/')}"}],
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": {f"/{each.path}": {"get": _operation(each)} for each in ENDPOINTS},
        "components": {
            "schemas": SCHEMAS,
            "headers": HEADERS,
        },
    }


HEADERS: dict[str, Any] = {
    "ETag": {
        "description": "Changes whenever the answer says anything else.",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "The next part of a list (`rel=next`); not there at its end.",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When the article was last published.",
        "schema": {"type": "string"},
    },
}


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    names = ["ETag"]
    names += (
        ["Link"] if any(each.name in ("cursor", "page") for each in endpoint.parameters) else []
    )
    names += ["Last-Modified"] if endpoint.name == "article" else []
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    responses: dict[str, Any] = {
        "200": {
            "description": endpoint.summary,
            "headers": headers,
            "content": {endpoint.content_type: {"schema": _named(endpoint.schema)}},
        },
        "304": {"description": WORDS[304]},
    }
    for status in sorted({*ALWAYS, *endpoint.statuses}):
        name = "Withdrawn" if status == 410 else "Problem"
        responses[str(status)] = {
            "description": WORDS[status],
            "content": {CONTENT_TYPE: {"schema": _named(name)}},
        }
    parameters = [*endpoint.in_path, *(each.described for each in endpoint.parameters)]
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": list(endpoint.tags),
        "parameters": parameters,
        "responses": responses,
    }


def _named(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}
