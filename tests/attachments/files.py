"""Files made to test with: nothing in them is anybody's."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl
import pikepdf
from openpyxl.comments import Comment
from pikepdf import Dictionary, Name
from PIL import Image

from attachments.personal.identity import check_character

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SOMEBODY = "张三丰"
IDENTITY = "43010219900307123" + check_character("43010219900307123")
MOBILE, CARD = "13812345678", "6222021202001234567"


def pdf(
    *pages: str,
    author: str = "",
    xmp: str = "",
    password: str = "",
    owner: str = "",
    javascript: str = "",
) -> bytes:
    """Return a PDF with a line of Latin text on each page."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for text in pages or ("Hello",):
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 40 800 Td ({text}) Tj ET".encode())
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    if author:
        document.docinfo["/Author"] = author
        document.docinfo["/Title"] = f"{author}的草稿"
    if xmp:
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [xmp]
    if javascript:
        document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=javascript)
    buffer = io.BytesIO()
    lock = pikepdf.Encryption(user=password, owner=owner or "owner") if password or owner else False
    document.save(buffer, encryption=lock, compress_streams=False)
    return buffer.getvalue()


def changed_pdf(old: str, new: str) -> bytes:
    """Return a PDF whose text was replaced by an incremental update: the old one is still there."""
    data = pdf(old)
    with pikepdf.open(io.BytesIO(data)) as document:
        number, _generation = document.pages[0].Contents.objgen
        size = len(document.objects) + 1
        root = document.Root.objgen[0]
    body = f"BT /F1 12 Tf 40 800 Td ({new}) Tj ET"
    start = data.rindex(b"startxref") + len("startxref")
    previous = int(data[start:].split()[0])
    at = len(data) + 1
    update = f"\n{number} 0 obj\n<< /Length {len(body)} >>\nstream\n{body}\nendstream\nendobj\n"
    table = at - 1 + len(update)
    update += f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R "
    update += f"/Prev {previous} >>\nstartxref\n{table}\n%%EOF\n"
    return data + update.encode()


def workbook(
    *rows: Iterable,
    author: str = SOMEBODY,
    comment: str = "",
    hidden: Iterable = (),
    hidden_row: int = 0,
) -> bytes:
    """Return an .xlsx with these rows on the sheet 名单; `hidden` are those of a hidden one."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = author
    sheet = book.active
    sheet.title = "名单"
    for row in rows or [["甲"]]:
        sheet.append(list(row))
    if comment:
        sheet["A1"].comment = Comment(comment, author)
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    if hidden:
        other = book.create_sheet("底稿")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


INSERTED = (
    f'<w:p w:rsidR="00A77427"><w:ins w:id="1" w:author="{SOMEBODY}" w:date="2026-01-02T03:04:05Z">'
    "<w:r><w:t>加上的</w:t></w:r></w:ins>"
    f'<w:del w:id="2" w:author="{SOMEBODY}" w:date="2026-01-02T03:04:05Z">'
    "<w:r><w:delText>删掉的</w:delText></w:r></w:del></w:p>"
)
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的</w:t></w:r></w:p>"
COMMENTS = (
    f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="{SOMEBODY}" w:initials="ZSF" '
    f'w:date="2026-01-02T03:04:05Z">{paragraph("再核一遍")}</w:comment></w:comments>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:creator>{SOMEBODY}</dc:creator><cp:lastModifiedBy>{SOMEBODY}</cp:lastModifiedBy>"
    "<cp:revision>17</cp:revision></cp:coreProperties>"
)
SETTINGS = (
    f'<w:settings xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:attachedTemplate r:id="rId1"/>'
    '<w:rsids><w:rsidRoot w:val="00A77427"/></w:rsids></w:settings>'
)
TEMPLATE = (
    f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" '
    f'Target="file:///C:/Users/{SOMEBODY}/模板.dotx" TargetMode="External"/></Relationships>'
)


def word(body: str = "", *, comments: str = "", **parts: bytes | str) -> bytes:
    """Return a .docx with this body; other parts by their names, / written as __ and . as _dot_."""
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body>{body or paragraph("正文")}</w:body></w:document>'
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{RELS}/metadata/thumbnail" '
        'Target="docProps/thumbnail.jpeg"/></Relationships>',
        "docProps/core.xml": CORE,
        "docProps/thumbnail.jpeg": photograph(),
        "word/document.xml": document,
        "word/settings.xml": SETTINGS,
        "word/_rels/settings.xml.rels": TEMPLATE,
    }
    if comments:
        files["word/comments.xml"] = comments
    for name, data in parts.items():
        files[name.replace("__", "/").replace("_dot_", ".")] = data
    return zipped(files)


def zipped(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def photograph(
    *, orientation: int = 1, kind: str = "JPEG", size: tuple[int, int] = (40, 20)
) -> bytes:
    """Return a picture, red on its left half, with a place, a camera and a colour profile."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F], exif[0x0131] = "某相机", SOMEBODY
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 11.0, 49.0)})
    buffer = io.BytesIO()
    how = {"exif": exif, "icc_profile": b"a profile", "quality": 95}
    image.save(buffer, kind, **(how if kind != "GIF" else {"comment": SOMEBODY.encode()}))
    return buffer.getvalue()
