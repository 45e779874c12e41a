"""What a file says, piece by piece, and where each piece stands.

`read` is for callers in Django's process: it works in a confined one. Formats: PDF, .docx, .xlsx,
.xls, .pptx, plain text and .csv; of .doc and .ppt only runs of letters, without a place.
"""

import json

from attachments.confined import run
from attachments.text.pieces import Piece, Place
from attachments.text.reading import pieces

__all__ = ["Piece", "Place", "pieces", "read"]


def read(data: bytes) -> list[Piece]:
    """Return the pieces of a file, in its order. Raises attachments.confined.Stopped.

    A file of a format that holds no text, or none that can be read, has no pieces.
    """
    return [Piece.from_json(each) for each in json.loads(run("attachments.text:as_json", data))]


def as_json(data: bytes) -> bytes:
    """Read a file here and now; what the confined process runs."""
    return json.dumps([piece.as_json() for piece in pieces(data)]).encode()
