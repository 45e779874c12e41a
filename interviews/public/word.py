"""A transcript as a Word file (ECMA-376): text in paragraphs, names in bold, nothing else."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from interviews.public.writing_out import Line

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
# Sizes in half points, distances in twentieths of a point.
STYLES = (
    f"<w:styles {WORD}>"
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    + FONTS.format(font="仿宋")
    + '<w:sz w:val="28"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120" w:line="400" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="turn"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="turn"/><w:pPr><w:spacing w:after="320"/><w:jc w:val="center"/></w:pPr>'
    "<w:rPr>" + FONTS.format(font="黑体") + '<w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="heading"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="turn"/><w:pPr><w:spacing w:before="320"/><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr>" + FONTS.format(font="黑体") + '<w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="fact"><w:name w:val="fact"/>'
    '<w:basedOn w:val="turn"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="note"><w:name w:val="note"/><w:basedOn w:val="turn"/>'
    '<w:rPr><w:i/><w:sz w:val="22"/></w:rPr></w:style></w:styles>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The oldest time that a ZIP archive can name.
MADE = (1980, 1, 1, 0, 0, 0)


def as_word(lines: Iterable[Line]) -> bytes:
    """Return a .docx file with a paragraph for each line."""
    body = "".join(map(_paragraph, lines))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS.format(type=f"{RELATIONS}/officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": RELS.format(
            type=f"{RELATIONS}/styles", target="styles.xml"
        ),
        "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # Without its own time: the same record is the same file, whenever somebody asks.
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (HEAD + content).encode())
    return buffer.getvalue()


def _paragraph(line: Line) -> str:
    label = f"{line.label}：" if line.style == "fact" else line.label
    runs = (_run(label, bold=True) if label else "") + (_run(line.text) if line.text else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
