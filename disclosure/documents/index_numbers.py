"""索引号: made from the organ's template at first publication; never edited, never used again.

A template such as `{org}/{yyyy}-{seq:05}` names the organ's code, the year (or year and month)
and a number counted within what stands before it: 11341702486344515H/202110-00013.
"""

import re
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from disclosure.models import IndexNumber, PolicyDocumentPage

USUAL = "{org}/{yyyy}-{seq:05}"
SLOT = re.compile(r"\{([^{}]*)\}")
SEQUENCE = re.compile(r"seq(?::0([1-9]))?")
KNOWN = frozenset({"org", "yyyy", "yyyymm"})
LITERAL = re.compile(r"[0-9A-Za-z/\-._()（）㐀-鿿]*")


def validate_template(text: str) -> None:
    """Refuse a template whose numbers could meet or would mean nothing. Raises ValidationError."""
    slots = SLOT.findall(text)
    sequences = [slot for slot in slots if SEQUENCE.fullmatch(slot)]
    unknown = [slot for slot in slots if slot not in KNOWN and slot not in sequences]
    rest = SLOT.sub("", text)
    if unknown:
        raise ValidationError(
            _("{%(slot)s} is not known. There are {org}, {yyyy}, {yyyymm} and {seq:05}."),
            params={"slot": unknown[0]},
        )
    if "{" in rest or "}" in rest:
        raise ValidationError(_("A curly bracket is open or closed that has no other one."))
    if len(sequences) != 1:
        raise ValidationError(_("The running number {seq:05} has to be there exactly once."))
    if not text.endswith("}") or SEQUENCE.fullmatch(slots[-1]) is None:
        raise ValidationError(_("The running number has to stand at the end."))
    if len({"yyyy", "yyyymm"} & set(slots)) != 1 or len(slots) != len(set(slots)):
        raise ValidationError(_("Either {yyyy} or {yyyymm} has to be there, once."))
    if not LITERAL.fullmatch(rest):
        raise ValidationError(
            _("Beside the brackets there may be letters, digits, and - / . _ only.")
        )


def needs_code(template: str) -> bool:
    return "{org}" in template


def parts_of(template: str, code: str, day: date) -> tuple[str, int]:
    """Return what stands before the running number on a day, and how wide the number is."""
    before, _opening, slot = template.rpartition("{")
    width = SEQUENCE.fullmatch(slot.removesuffix("}"))
    filled = (
        before.replace("{org}", code)
        .replace("{yyyymm}", f"{day:%Y%m}")
        .replace("{yyyy}", f"{day:%Y}")
    )
    return filled, int(width[1] or 1)


def entry_of(document: "PolicyDocumentPage") -> "IndexNumber | None":
    """Return the entry of a document in the ledger, if it ever had a number; an alias has the
    number of what it is an alias of.
    """
    key = document.alias_of_id or document.pk
    entries = apps.get_model("disclosure", "IndexNumber").objects
    return entries.filter(page_id=key).first() if key else None


def give(document: "PolicyDocumentPage") -> "IndexNumber":
    """Return a document's number, given now if it has none yet.

    Belongs into the transaction in which the document is saved: a number that was given to
    something that could not be saved is free again. Who comes at the same time waits for the row
    of the series (on SQLite, for the one writer).
    """
    series_of = apps.get_model("disclosure", "IndexSeries").objects
    entries = apps.get_model("disclosure", "IndexNumber").objects
    organ = document.organ
    stem, width = parts_of(organ.index_template, organ.code, timezone.localdate())
    with transaction.atomic():
        series_of.get_or_create(stem=stem)
        series = series_of.select_for_update().get(stem=stem)
        given = entry_of(document)
        if given is not None:
            return given
        number = ""
        while not number or entries.filter(number=number).exists():
            series.last += 1
            number = f"{stem}{series.last:0{width}}"
        series_of.filter(pk=series.pk).update(last=series.last)
        return entries.create(
            number=number,
            page=document if document.pk else None,
            title=document.title[:255],
        )
