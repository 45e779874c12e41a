"""From bytes to pieces, whatever the format; files inside files are read as well."""

from collections.abc import Iterator
from dataclasses import replace

from attachments.confined import Stopped
from attachments.formats import ENCRYPTED, kind_of
from attachments.text.pieces import Piece

DEEPEST = 3


def pieces(data: bytes, depth: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a file. Raises Stopped."""
    kind = kind_of(data)
    if kind == "pdf":
        from attachments.text import pdf

        found = pdf.read(data)
    elif kind == "docx":
        from attachments.text import word

        found = word.read(data)
    elif kind == "xlsx":
        from attachments.text import sheets

        found = sheets.read(data)
    elif kind == "pptx":
        from attachments.text import slides

        found = slides.read(data)
    elif kind == "text":
        from attachments.text import plain

        found = plain.read(data)
    elif kind == "ole":
        from attachments.text import old

        if ENCRYPTED in data:
            raise Stopped("encrypted")
        found = old.read(data)
    else:
        return
    for each in found:
        if isinstance(each, Piece):
            yield each
        elif depth < DEEPEST:
            name, inner = each
            for piece in pieces(inner, depth + 1):
                place = replace(piece.place, within=(name, *piece.place.within))
                yield replace(piece, place=place)
