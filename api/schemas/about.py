"""What is told of the API itself, and what is answered instead of what was asked for."""

from api.problems import KINDS, WITHDRAWN
from api.schemas.shapes import (
    BOOLEAN,
    MOMENT,
    TEXT,
    URL,
    Schema,
    or_null,
    ref,
    said,
    several,
    thing,
)
from lifecycle.models import Meaning

STATUS: Schema = {"type": "integer", "minimum": 400, "maximum": 599}
PROBLEM: dict[str, Schema] = {
    "type": said(URL, "One of those that `/problems` tells; it ends in #name."),
    "title": TEXT,
    "status": STATUS,
    "detail": said(TEXT, "What is wrong here, for people."),
}
ERROR = thing({"parameter": TEXT, "detail": TEXT})
WITHDRAWAL = thing(
    {
        "meaning": {"type": "string", "enum": Meaning.values},
        "merged_into": or_null(URL, "The page that it was merged into, if that is public."),
        "title": or_null(TEXT, "What it was called; null where that must not be told."),
        "withdrawn_at": MOMENT,
        "organ": TEXT,
        "explanation": TEXT,
        "has_expired": said(BOOLEAN, "The time for which it was to be public has passed."),
    },
    "What became of a page. All but the first two are there only where it was explained.",
    may_lack=("title", "withdrawn_at", "organ", "explanation", "has_expired"),
)

SCHEMAS: dict[str, Schema] = {
    "Index": thing(
        {
            "version": TEXT,
            "description": said(URL, "The description that this schema is a part of."),
            "endpoints": several(
                thing({"name": TEXT, "summary": TEXT, "url": TEXT, "parameters": several(TEXT)}),
                "In a `url`, {id} stands for a number.",
            ),
            "elsewhere": several(
                thing({"name": TEXT, "kind": TEXT, "url": URL}),
                "What the portal offers to programs at other addresses, such as lists of powers.",
            ),
        }
    ),
    "Description": said({"type": "object"}, "An OpenAPI document."),
    "Problems": thing(
        {"problems": several(thing({"type": URL, "name": TEXT, "status": STATUS, "title": TEXT}))}
    ),
    "Problem": thing(
        {**PROBLEM, "errors": several(ERROR, "Each parameter that is wrong, and why.")},
        f"One of: {', '.join(kind.name for kind in KINDS)} (RFC 9457).",
        may_lack=("errors",),
    ),
    "Withdrawn": thing(
        {**PROBLEM, "withdrawal": ref("Withdrawal")}, f"The problem {WITHDRAWN.name}."
    ),
    "Withdrawal": WITHDRAWAL,
}
