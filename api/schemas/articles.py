"""Articles and documents, in lists and whole."""

from api.listing import ARTICLE, DOCUMENT
from api.schemas.shapes import (
    DAY,
    ID,
    MOMENT,
    TEXT,
    URL,
    Schema,
    labelled,
    listed,
    or_null,
    ref,
    said,
    several,
    thing,
)
from disclosure.documents.kinds import Genre, Openness, Rank
from disclosure.documents.validity import Validity
from lifecycle.changing import TOLD

SUMMARY: dict[str, Schema] = {
    "id": ID,
    "kind": {"type": "string", "enum": [ARTICLE, DOCUMENT]},
    "title": TEXT,
    "subtitle": TEXT,
    "short_title": said(TEXT, "For places with little room; may be empty."),
    "summary": TEXT,
    "source": said(
        TEXT, "Who says this: its own source, or else the body that its site speaks for."
    ),
    "author": TEXT,
    "published_at": or_null(MOMENT, "What lists are ordered by."),
    "changed_at": or_null(MOMENT, "When the public was last told of a change."),
    "version": said(TEXT, "Another one whenever another version of it goes live."),
    "url": said(URL, "Its page."),
    "canonical_url": said(URL, "Its text's own page, where that was adopted from another site."),
    "api_url": said(URL, "All of it, here."),
    "site": or_null(ref("Named")),
    "column": or_null(ref("Named")),
    "cover": or_null(ref("Picture")),
}
NEIGHBOUR = or_null(ref("Neighbour"))

SCHEMAS: dict[str, Schema] = {
    "Articles": listed("articles", "Summary"),
    "Summary": thing(SUMMARY),
    "Article": thing(
        {
            **SUMMARY,
            "responsible_editor": TEXT,
            "blocks": several(ref("Block")),
            "html": said(TEXT, "The blocks as plain HTML with absolute addresses."),
            "attachments": several(ref("File"), "Those in its text, and those of a document."),
            "changes": several(ref("Change"), "What the public was told of, newest first."),
            "document": or_null(ref("Head"), "Of official documents only."),
            "newer": said(NEIGHBOUR, "The next newer one of its column (`rel=prev` on its page)."),
            "older": said(NEIGHBOUR, "The next older one of its column (`rel=next` on its page)."),
        }
    ),
    "Neighbour": thing({"id": ID, "title": TEXT, "url": URL, "api_url": URL}),
    "Change": thing(
        {
            "kind": {"type": "string", "enum": [each.value for each in TOLD]},
            "at": MOMENT,
            "note": said(TEXT, "What changed; of a correction, what was wrong."),
            "right": said(TEXT, "Of a correction, what is right."),
        }
    ),
    "Documents": listed("documents", "Document"),
    "Document": thing({**SUMMARY, "document": ref("Head")}),
    "Head": thing(
        {
            "number": said(TEXT, "发文字号"),
            "index_number": said(TEXT, "索引号"),
            "organs": several(TEXT, "Who issued it, the leading organ first."),
            "topic": TEXT,
            "genre": labelled(Genre.values),
            "rank": labelled(Rank.values),
            "openness": labelled(Openness.values),
            "validity": said(labelled(Validity.values), "As of today."),
            "written_on": or_null(DAY),
            "effective_on": or_null(DAY),
            "expires_on": or_null(DAY, "The first day on which it does not hold any more."),
            "keywords": several(TEXT),
        }
    ),
}
