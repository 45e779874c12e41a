"""What a search finds."""

from api.schemas.shapes import (
    BOOLEAN,
    COUNT,
    DAY,
    TEXT,
    URL,
    Schema,
    or_null,
    ref,
    said,
    several,
    thing,
)
from findable import Facet, Kind

PIECES = several(ref("Piece"))

SCHEMAS: dict[str, Schema] = {
    "Results": thing(
        {
            "query": TEXT,
            "total": said(COUNT, "How many there are, also beyond the last page."),
            "page": COUNT,
            "pages": said(COUNT, "How many pages can be asked for."),
            "meant": or_null(TEXT, "What was probably meant, if nothing says what was typed."),
            "is_instead": said(BOOLEAN, "The results are for what was probably meant."),
            "results": several(ref("Result")),
            "counts": thing(
                {facet.value: several(ref("Count")) for facet in Facet},
                "For each facet how many there would be if it alone were not narrowed.",
            ),
            "next": or_null(URL, "The next page; null at the end."),
        }
    ),
    "Result": thing(
        {
            "key": said(TEXT, "Names it for good among everything that is found."),
            "kind": {"type": "string", "enum": [each.value for each in Kind]},
            "kind_name": TEXT,
            "title": TEXT,
            "title_pieces": PIECES,
            "passage_pieces": said(PIECES, "The passage that says most of what was asked for."),
            "url": said(URL, "Where it is read."),
            "api_url": or_null(URL, "All of it, here, where it is an article."),
            "department": TEXT,
            "site": said(TEXT, "The sub-site's name; empty on the main site."),
            "column": TEXT,
            "topic": TEXT,
            "validity": TEXT,
            "number": TEXT,
            "within": said(TEXT, "The title of what it is a part of."),
            "answer": said(TEXT, "A sentence or two that answer its title's question."),
            "day": or_null(DAY),
        }
    ),
    "Piece": thing({"text": TEXT, "is_marked": said(BOOLEAN, "It says what was asked for.")}),
    "Count": thing({"value": TEXT, "label": TEXT, "number": COUNT}),
}
