"""PDF, written anew by qpdf: whatever earlier versions of the file held is gone with them."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from attachments.confined import Stopped
from attachments.metadata.cleaned import Cleaned
from attachments.metadata.pictures import clean_picture
from attachments.remarks import Remark, counted

# Anywhere in the file: XMP, private data of programs, when, thumbnails.
KEYS = {
    "/Metadata": "xmp",
    "/PieceInfo": "history",
    "/LastModified": "history",
    "/Thumb": "thumbnail",
}
# Annotations of reviewers; others (links, fields of forms) belong to the document.
MARKUP = frozenset(
    {"/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
     "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment",
     "/Redact", "/Sound"}
)  # fmt: skip
OF_REVIEWERS = ("/T", "/M", "/CreationDate", "/NM")
ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"})


def clean_pdf(data: bytes, depth: int = 0) -> Cleaned:
    """Return the file without its information dictionary, XMP, names of reviewers and history.

    A signed file is returned as it is, with the remark "signed": a seal would break. What only
    an owner's password forbade (printing, copying) is allowed afterwards. Raises Stopped.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _cleaned(pdf, data, depth)
    except pikepdf.PasswordError:
        raise Stopped("encrypted") from None
    except pikepdf.PdfError:
        raise Stopped("damaged") from None


def _cleaned(pdf: Pdf, data: bytes, depth: int) -> Cleaned:
    if not len(pdf.pages):
        raise Stopped("damaged")
    if _is_signed(pdf):
        return Cleaned(data, remarks=[*_told(pdf), Remark("signed")])
    remarks = _told(pdf)
    if pdf.is_encrypted:
        remarks.append(Remark("restrictions"))
    removed: set[str] = set()
    if "/Info" in pdf.trailer:
        removed.add("author")
        del pdf.trailer["/Info"]
    for each in dictionaries(pdf):
        _forget(each, removed)
        if isinstance(each, Stream):
            _picture(each, removed)
        if "/EF" in each:
            remarks += _embedded(each, removed, depth)
    if _has_history(data):
        removed.add("revisions")
    written = _written(pdf)
    if written != data:
        # qpdf orders some things by what it found; of its own files it makes the same again.
        with pikepdf.open(io.BytesIO(written)) as again:
            written = _written(again)
    return Cleaned(written, frozenset(removed), counted(remarks))


def _written(pdf: Pdf) -> bytes:
    # Made of what is written; kept, the old one would tell that two files were one.
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def dictionaries(pdf: Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream, those inside others as well."""
    for number in range(len(pdf.objects)):
        yield from _within(pdf.objects[number])
    yield from _within(pdf.trailer)


def _within(each: Any) -> Iterator[Any]:
    """Walk direct values; indirect ones come by themselves."""
    waiting = [each]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Dictionary | Stream):
            yield each
            waiting += [v for v in each.values() if _is_direct(v)]
        elif isinstance(each, pikepdf.Array):
            waiting += [v for v in each if _is_direct(v)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, Object) and not value.is_indirect


def _forget(each: Any, removed: set[str]) -> None:
    for key, what in KEYS.items():
        if key in each:
            del each[key]
            removed.add(what)
    if str(each.get("/Subtype", "")) in MARKUP and "/Rect" in each:
        for key in OF_REVIEWERS:
            if key in each:
                del each[key]
                removed.add("comments_authors")


def _picture(stream: Any, removed: set[str]) -> None:
    """Photographs keep their EXIF, and so the place where they were taken, inside a PDF."""
    if stream.get("/Filter") != Name.DCTDecode:
        return
    raw = stream.read_raw_bytes()
    cleaned = clean_picture(raw, upright=False)
    # What follows the end of a picture is padding here.
    if cleaned.removed - {"trailer"}:
        stream.write(cleaned.data, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))
        removed |= cleaned.removed


def _embedded(filespec: Any, removed: set[str], depth: int) -> list[Remark]:
    from attachments.metadata import DEEPEST, clean

    remarks = [Remark("embedded", 1, name_of(filespec))]
    for stream in streams_of(filespec):
        if "/Params" in stream:
            del stream["/Params"]
            removed.add("history")
        if depth < DEEPEST:
            cleaned = clean(stream.read_bytes(), depth + 1)
            if cleaned.removed:
                stream.write(cleaned.data)
            removed |= cleaned.removed
            remarks += cleaned.remarks
    return remarks


def streams_of(filespec: Any) -> list[Any]:
    """Return the files that an entry leads to, each once: it has a name for each system."""
    inside = filespec.get("/EF")
    if not isinstance(inside, Dictionary):
        return []
    return list(
        {each.objgen: each for each in inside.values() if isinstance(each, Stream)}.values()
    )


def name_of(filespec: Any) -> str:
    return str(filespec.get("/UF") or filespec.get("/F") or "")


def _is_signed(pdf: Pdf) -> bool:
    """A signature covers bytes by a range; a field without one is only a place to sign."""
    return any("/ByteRange" in each and "/Contents" in each for each in dictionaries(pdf))


def _told(pdf: Pdf) -> list[Remark]:
    comments = scripts = 0
    for each in dictionaries(pdf):
        kind = str(each.get("/Subtype", ""))
        says = str(each.get("/Contents", "")).strip() if kind in MARKUP else ""
        comments += bool(says) and kind != "/FreeText"
        scripts += str(each.get("/S", "")) in ACTIVE
    hidden = 0
    layers = pdf.Root.get("/OCProperties")
    if isinstance(layers, Dictionary) and isinstance(layers.get("/D"), Dictionary):
        hidden = len(layers.D.get("/OFF", []))
    found = (("comments", comments), ("scripts", scripts), ("hidden_layers", hidden))
    return [Remark(code, count) for code, count in found if count]


def _has_history(data: bytes) -> bool:
    """A file written once ends once, or twice if it is laid out for the web."""
    return data.count(b"%%EOF") > (2 if b"/Linearized" in data[:2048] else 1)
