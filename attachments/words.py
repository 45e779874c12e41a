"""Kinds, remarks and places in the words of editors."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from attachments.personal.finding import CARD, IDENTITY, MOBILE
from attachments.remarks import Remark
from attachments.text import Place

KINDS = {
    IDENTITY: gettext_lazy("identity-card number"),
    MOBILE: gettext_lazy("mobile number"),
    CARD: gettext_lazy("bank-card number"),
}
REMARKS = {
    "tracked_changes": gettext_lazy(
        "Tracked changes: %(count)s. Accept or reject them in Word and upload the file again, or "
        "readers will see what was deleted."
    ),
    "comments": gettext_lazy(
        "Comments: %(count)s. Whoever opens the file reads them. Delete them and upload the file "
        "again."
    ),
    "hidden_text": gettext_lazy(
        "Hidden text in %(count)s places. Whoever opens the file can show it."
    ),
    "hidden_sheets": gettext_lazy(
        "Hidden sheets: %(count)s (%(detail)s). Whoever opens the file can show them."
    ),
    "hidden_rows": gettext_lazy(
        "Hidden rows or columns: %(count)s. Whoever opens the file can show them."
    ),
    "hidden_slides": gettext_lazy("Hidden slides: %(count)s."),
    "hidden_layers": gettext_lazy(
        "Hidden layers: %(count)s. Whoever opens the file can show them."
    ),
    "notes": gettext_lazy("Speaker's notes on %(count)s slides."),
    "embedded": gettext_lazy("Whole files lie inside this one: %(count)s (%(detail)s)."),
    "scripts": gettext_lazy("The file runs scripts or starts programs."),
    "pivot_data": gettext_lazy(
        "A pivot table keeps a copy of all its source rows in the file, also of those not shown."
    ),
    "connections": gettext_lazy("The file says how to reach a database."),
    "archive": gettext_lazy(
        "What is inside an archive is not checked. Upload its files one by one, or look through "
        "all of them."
    ),
    "damaged": gettext_lazy("The file is damaged or only half there."),
    "encrypted": gettext_lazy(
        "The file is protected by a password: readers cannot open it, and it cannot be checked."
    ),
    "macros": gettext_lazy("The file holds macros. Save it as a file without them."),
    "too_much": gettext_lazy("The file is too large or too intricate to be checked."),
    "unread": gettext_lazy("What the file says could not be read, and so was not checked."),
    "old_format": gettext_lazy(
        "The old formats .doc, .xls and .ppt keep the names of their authors. Save the file as "
        ".docx, .xlsx or .pptx, or as PDF, and upload it again."
    ),
    "signed": gettext_lazy(
        "The file carries a digital signature or seal. It was left as it is, with the names of its "
        "authors, because a changed file would lose the seal."
    ),
    "no_text": gettext_lazy(
        "The file has pictures of pages and no text: it could not be checked, and search and "
        "screen readers find nothing in it."
    ),
    "external_links": gettext_lazy("Links to other workbooks: %(count)s."),
    "restrictions": gettext_lazy(
        "The file forbade printing or copying. That was taken off so that everybody can read it."
    ),
    "unknown_format": gettext_lazy("What is in files of this kind is not checked."),
    "missing": gettext_lazy("The file itself is missing from the storage."),
}
REMOVED = {
    "author": gettext_lazy("author and organisation"),
    "properties": gettext_lazy("properties"),
    "thumbnail": gettext_lazy("thumbnail"),
    "comments_authors": gettext_lazy("names beside comments and changes"),
    "history": gettext_lazy("traces of editing"),
    "revisions": gettext_lazy("earlier versions"),
    "paths": gettext_lazy("paths and printers"),
    "exif": gettext_lazy("place and camera of pictures"),
    "xmp": gettext_lazy("XMP"),
    "trailer": gettext_lazy("data behind the end"),
}
PARTS = {
    "header": gettext_lazy("header"),
    "footer": gettext_lazy("footer"),
    "footnotes": gettext_lazy("footnotes"),
    "endnotes": gettext_lazy("endnotes"),
    "comments": pgettext_lazy("part of a file", "comments"),
}


def remark_in_words(remark: Remark) -> str:
    return str(REMARKS[remark.code]) % {"count": remark.count, "detail": remark.detail}


def place_in_words(place: Place) -> str:
    """Return where something stands: page 3, sheet “名单” cell B12."""
    words = _place(place)
    return " › ".join([*place.within, words] if words else place.within)


def _place(place: Place) -> str:
    match place.kind:
        case "page":
            return _("page %(number)s") % {"number": place.number}
        case "cell":
            said = {"sheet": place.sheet, "cell": place.cell}
            if place.is_hidden:
                return _("hidden sheet “%(sheet)s”, cell %(cell)s") % said
            return _("sheet “%(sheet)s”, cell %(cell)s") % said
        case "paragraph":
            return _part(place) + _("paragraph %(number)s") % {"number": place.number}
        case "deleted":
            return _part(place) + _("marked as deleted in paragraph %(number)s") % {
                "number": place.number
            }
        case "table":
            said = {"number": place.number, "row": place.row, "column": place.column}
            return _("table %(number)s, row %(row)s, column %(column)s") % said
        case "slide":
            return _("slide %(number)s") % {"number": place.number}
        case "notes":
            return _("notes of slide %(number)s") % {"number": place.number}
        case "line":
            return _("line %(number)s") % {"number": place.number}
        case "comment":
            return _("a comment")
        case "field":
            return _("form field “%(name)s”") % {"name": place.name}
        case "bookmark":
            return _("a bookmark")
    return _("place unknown")


def _part(place: Place) -> str:
    return f"{PARTS[place.name]} " if place.name in PARTS else ""
