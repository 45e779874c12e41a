"""Sites and columns."""

from api.schemas.shapes import (
    BOOLEAN,
    COUNT,
    ID,
    TEXT,
    URL,
    Schema,
    listed,
    ref,
    said,
    several,
    thing,
)
from home.models.column import ColumnClass

FEEDS = several(ref("Feed"), "What is new, for feed readers.")

SCHEMAS: dict[str, Schema] = {
    "Named": thing({"id": ID, "title": TEXT, "url": URL}, "A page by its number and name."),
    "Feed": thing({"type": said(TEXT, "A media type."), "url": URL}),
    "Sites": listed("sites", "Site"),
    "Site": thing(
        {
            "id": ID,
            "is_main": said(BOOLEAN, "Whether it is the site that all others are parts of."),
            "title": TEXT,
            "url": URL,
            "organ": said(TEXT, "The body that the site speaks for."),
            "introduction": TEXT,
            "sponsor": TEXT,
            "undertaker": TEXT,
            "contact": TEXT,
            "address": TEXT,
            "phone": TEXT,
            "hours": TEXT,
            "site_code": said(TEXT, "The site's identification code (网站标识码)."),
            "columns": said(URL, "Its columns, here."),
            "articles": said(URL, "Its articles, here."),
            "feeds": FEEDS,
        }
    ),
    "Columns": thing({"site": ref("Named"), "columns": several(ref("Column"))}),
    "Column": thing(
        {
            "id": ID,
            "title": TEXT,
            "url": URL,
            "class": {"type": "string", "enum": ColumnClass.values},
            "class_name": TEXT,
            "introduction": TEXT,
            "owner_department": TEXT,
            "update_cycle_days": said(COUNT, "Within so many days it promises something new."),
            "articles": said(URL, "Its articles and those of the columns below it, here."),
            "feeds": FEEDS,
            "columns": several(ref("Column")),
        }
    ),
}
