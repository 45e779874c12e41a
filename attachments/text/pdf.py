"""PDF: pages as PDFium reads them, and what stands beside pages: notes, fields, files."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from attachments.confined import Stopped
from attachments.text.pieces import Piece, Place


def read(data: bytes) -> Iterator[Piece | tuple[str, bytes]]:
    """Yield a piece for each page that has text. Raises Stopped."""
    try:
        document = pypdfium2.PdfDocument(data)
        pages = range(len(document))
    except pypdfium2.PdfiumError as error:
        raise Stopped("encrypted" if "assword" in str(error) else "damaged") from None
    for number in pages:
        try:
            text = document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            continue
        if text.strip():
            yield Piece(text, Place("page", number + 1))
    yield from _beside(data)


def _beside(data: bytes) -> Iterator[Piece | tuple[str, bytes]]:
    from attachments.metadata.pdf import dictionaries, name_of, streams_of

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in dictionaries(pdf):
                if "/Subtype" in each and "/Rect" in each and _words(each.get("/Contents")):
                    yield Piece(_words(each.Contents), Place("comment"))
                if "/V" in each and _words(each.V):
                    yield Piece(_words(each.V), Place("field", name=_words(each.get("/T"))))
                if "/Title" in each and "/Parent" in each and _words(each.Title):
                    yield Piece(_words(each.Title), Place("bookmark"))
                for stream in streams_of(each):
                    yield name_of(each), stream.read_bytes()
    except pikepdf.PasswordError:
        raise Stopped("encrypted") from None
    except pikepdf.PdfError:
        raise Stopped("damaged") from None


def _words(value: Any) -> str:
    return str(value).strip() if isinstance(value, pikepdf.String | str) else ""
