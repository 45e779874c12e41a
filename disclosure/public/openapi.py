"""A description of every address for programs (OpenAPI 3.1), served below the index of lists."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse

from disclosure.public import schemas

if TYPE_CHECKING:
    from disclosure.models import PowerListIndexPage

JSON, CSV, SVG = "application/json", "text/csv", "image/svg+xml"
LINES, ATOM, PYTHON = "application/x-ndjson", "application/atom+xml", "text/x-python"
LIST = {
    "name": "list", "in": "path", "required": True, "schema": {"type": "string"},
    "description": "The last part of the list's own address.",
}  # fmt: skip
ADDRESS = {
    "name": "address", "in": "path", "required": True, "schema": {"type": "string"},
    "description": "The item's address below its list, as every list gives it.",
}  # fmt: skip
CODE = {
    "name": "code", "in": "path", "required": True, "schema": {"type": "string"},
    "description": "Without blanks. One code may be that of several items.",
}  # fmt: skip
DAY = {"name": "day", "in": "path", "required": True, "schema": schemas.DAY}
FORMAT = {"name": "format", "in": "query", "required": True, "schema": {"const": "json"}}


def description(index: "PowerListIndexPage") -> HttpResponse:
    """Return the description, whose addresses are below the index."""
    response = JsonResponse(document(index), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def document(index: "PowerListIndexPage") -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": index.title,
            "version": schemas.VERSION,
            "description": "Lists of powers, duties and projects, and national lists, with "
            "every change that they ever had. Open to everybody; no key is needed.",
        },
        "servers": [{"url": (index.full_url or "/").rstrip("/")}],
        "paths": {path: {"get": asked} for path, asked in _paths().items()},
        "components": {
            "schemas": {
                "Item": schemas.item(),
                "Items": schemas.several(),
                "List": schemas.power_list(),
                "Portal": schemas.portal(),
                "Row": schemas.row(),
            }
        },
    }


def _paths() -> dict[str, dict[str, Any]]:
    return {
        "/json/": _get("portal", "All lists", JSON, "Portal"),
        "/csv/": _get("portalTable", "All lists as one table", CSV),
        "/code/{code}/": _get("code", "Items that have a code", JSON, "Items", CODE, FORMAT),
        "/openapi/": _get("openapi", "This description", JSON),
        "/{list}/json/": _get("list", "A list", JSON, "List", LIST),
        "/{list}/csv/": _get("table", "A list as a table", CSV, "", LIST),
        "/{list}/json-schema/": _get("schema", "JSON Schema of a list", JSON, "", LIST),
        "/{list}/as-of/{day}/": _get(
            "asOf", "A list as it was in force on a day", JSON, "List", LIST, DAY, FORMAT
        ),
        "/{list}/record/": _get("record", "Every change, a row on each line", LINES, "", LIST),
        "/{list}/verify-history/": _get(
            "script", "A script that verifies a record", PYTHON, "", LIST
        ),
        "/{list}/changes/feed/": _get("feed", "The newest changes", ATOM, "", LIST),
        "/{list}/{address}/": _get("item", "One item", JSON, "Item", LIST, ADDRESS, FORMAT),
        "/{list}/{address}/qr/": _get("qr", "Its address as a QR code", SVG, "", LIST, ADDRESS),
    }


def _get(
    name: str, summary: str, kind: str, schema: str = "", *parameters: dict[str, Any]
) -> dict[str, Any]:
    said = {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {}}
    if kind == LINES:
        said = {"schema": {"type": "string", "description": "Each line is a Row."}}
    responses: dict[str, Any] = {"200": {"description": summary, "content": {kind: said}}}
    if parameters:
        responses["404"] = {"description": "There is no such thing."}
    asked = {"operationId": name, "summary": summary, "responses": responses}
    return {**asked, "parameters": list(parameters)} if parameters else asked
