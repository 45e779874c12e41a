"""Plain text and .csv, line by line."""

from collections.abc import Iterator

from attachments.text.pieces import Piece, Place


def read(data: bytes) -> Iterator[Piece]:
    for number, line in enumerate(decoded(data).splitlines(), 1):
        if line.strip():
            yield Piece(line, Place("line", number))


def decoded(data: bytes) -> str:
    """Return the text; what is neither Unicode nor GB 18030 has replacement characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
