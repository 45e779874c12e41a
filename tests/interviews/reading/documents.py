"""Transcripts as files, made to test with."""

import io
import zipfile
from collections.abc import Iterable
from html import escape

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BODY = (
    f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}" xmlns:wp="{PLACED}">'
    "<w:body>%s<w:sectPr/></w:body></w:document>"
)
CONTENT = (
    f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def picture(colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(buffer, "PNG")
    return buffer.getvalue()


def run(text: str, *, bold: bool = False, about: str = "") -> str:
    about += "<w:b/>" if bold else ""
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs; a run without markup is plain text."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{about}{inside}</w:p>"


def shown(link: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><a:blip r:embed="{link}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(*rows: Iterable[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*blocks: str, parts: dict[str, bytes | str] | None = None) -> bytes:
    """Return a document; a block without markup is a paragraph. `parts` go with it.

    Parts in word/media have the relationships rId1, rId2, … in their order.
    """
    body = "".join(each if each.startswith("<") else paragraph(each) for each in blocks)
    parts = dict(parts or {})
    media = [name for name in parts if name.startswith("word/media/")]
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/image" Target="{name.removeprefix("word/")}"/>'
        for at, name in enumerate(media, 1)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT)
        archive.writestr("word/document.xml", BODY % body)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELS}">{links}</Relationships>',
        )
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()
