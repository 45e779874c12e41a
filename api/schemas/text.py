"""The text of an article: a list of blocks, each of one type."""

from typing import Any

from api.schemas.shapes import BOOLEAN, COUNT, TEXT, URL, Schema, or_null, ref, said, several, thing

RUNS = several(ref("Run"), "Text as it reads on; a line break in it is one for readers.")


def _block(name: str, description: str, **members: Schema) -> Schema:
    return thing({"type": {"const": name}, **members}, description)


BLOCKS: dict[str, Schema] = {
    "HeadingBlock": _block(
        "heading", "A heading.", level={"type": "integer", "minimum": 2, "maximum": 4}, text=TEXT
    ),
    "ParagraphBlock": _block("paragraph", "A paragraph.", runs=RUNS),
    "ListBlock": _block("list", "A list.", ordered=BOOLEAN, items=several(RUNS)),
    "ImageBlock": _block("image", "A picture.", image=ref("Picture")),
    "GalleryBlock": _block(
        "gallery", "Pictures beside each other.", images=several(ref("Picture"))
    ),
    "QuoteBlock": _block("quote", "Somebody else's words.", runs=RUNS, attribution=TEXT),
    "TableBlock": _block(
        "table",
        "Rows of equally many cells.",
        caption=TEXT,
        header_rows=said(COUNT, "So many rows are headings."),
        header_columns=said(COUNT, "So many columns are headings."),
        rows=several(several(TEXT)),
        merged=several(ref("MergedCells")),
    ),
    "AttachmentBlock": _block("attachment", "A file to download.", file=ref("File")),
    "VideoBlock": _block(
        "video",
        "A video on a video site.",
        title=TEXT,
        url=said(URL, "Its page there."),
        player=or_null(URL, "What may be framed."),
    ),
}

NAMES = {
    schema["properties"]["type"]["const"]: f"#/components/schemas/{name}"
    for name, schema in BLOCKS.items()
}
BLOCK: dict[str, Any] = {
    "oneOf": [ref(name) for name in BLOCKS],
    "discriminator": {"propertyName": "type", "mapping": NAMES},
    "description": "Leave out what has a type that you do not know.",
}

SCHEMAS: dict[str, Schema] = {
    "Run": thing(
        {
            "text": TEXT,
            "bold": BOOLEAN,
            "italic": BOOLEAN,
            "href": or_null(URL, "Where it leads, if anywhere."),
        }
    ),
    "Picture": thing(
        {
            "alt": said(TEXT, "What it shows, for people who cannot see it."),
            "caption": TEXT,
            "sizes": {**several(ref("Size")), "minItems": 1},
        }
    ),
    "Size": thing({"url": URL, "width": COUNT, "height": COUNT, "type": TEXT}, "In pixels."),
    "File": thing(
        {
            "title": TEXT,
            "url": URL,
            "size": or_null(COUNT, "In bytes; null if it is not known."),
            "suffix": said(TEXT, "Of its name, without the dot, in lower case."),
        }
    ),
    "MergedCells": thing(
        {"row": COUNT, "column": COUNT, "rows": COUNT, "columns": COUNT},
        "Cells that are one, from the first on, counted from 0; what it covers is to be left out.",
    ),
    **BLOCKS,
    "Block": BLOCK,
}
