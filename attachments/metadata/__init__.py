"""Who wrote a file, when, where and with what: taken out of its bytes.

Plain functions of bytes; they run in a confined process (`attachments.confined`), except for
pictures, which are only cut, not decoded.
"""

from attachments.confined import Stopped
from attachments.formats import ENCRYPTED, MACROS, PICTURES, kind_of
from attachments.metadata.cleaned import Cleaned
from attachments.remarks import Remark

__all__ = ["Cleaned", "clean"]

DEEPEST = 3


def clean(data: bytes, depth: int = 0) -> Cleaned:
    """Return the file without its metadata, what was removed, and what is to be told of it.

    The same bytes always give the same bytes, and cleaning twice changes nothing more. Raises
    Stopped with the codes of `attachments.remarks.REFUSED`.
    """
    kind = kind_of(data)
    if kind in PICTURES:
        from attachments.metadata.pictures import clean_picture

        return clean_picture(data)
    if kind == "pdf":
        from attachments.metadata.pdf import clean_pdf

        return clean_pdf(data, depth)
    if kind in ("docx", "xlsx", "pptx"):
        from attachments.metadata.office import clean_office

        return clean_office(data, kind, depth)
    if kind == "ole":
        return _old(data)
    if kind == "text":
        return Cleaned(data)
    return Cleaned(data, remarks=[Remark("archive" if kind == "zip" else "unknown_format")])


def _old(data: bytes) -> Cleaned:
    """The formats before 2007 keep names in many places that only their makers know."""
    if ENCRYPTED in data:
        raise Stopped("encrypted")
    if MACROS in data:
        raise Stopped("macros")
    return Cleaned(data, remarks=[Remark("old_format")])
