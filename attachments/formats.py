"""What a file is, told by its bytes: names lie."""

import io
import zipfile

OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
PICTURES = frozenset({"jpeg", "png", "gif", "webp"})
# Names of streams in an OLE file are UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
# Control characters no text has.
BINARY = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> str:
    """Return jpeg, png, gif, webp, pdf, docx, xlsx, pptx, zip, ole, text or other."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    # Readers take a PDF that begins within its first kilobyte.
    if PDF in data[:1024]:
        return "pdf"
    if data.startswith(OLE):
        return "ole"
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    head = data[:4096]
    is_text = head.startswith(UTF16) or head.translate(None, BINARY) == head
    return "text" if is_text else "other"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    # NotImplementedError: zipfile, of a version of ZIP that it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    if "[Content_Types].xml" in names:
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"
