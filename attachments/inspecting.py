"""Files of the portal and what is in them: each is examined once, and what was found is kept."""

import hashlib
from collections.abc import Iterable
from typing import Any

from attachments.examining import Examined, examine
from attachments.hashing import keyed
from attachments.models import Inspection
from attachments.personal import masked
from attachments.remarks import Remark

RULES = 2


def file_hash(data: bytes) -> str:
    """Return the hash by which Wagtail knows a file."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def record(examined: Examined) -> Inspection:
    """Keep what was found in a file, under the hash of its bytes as they are stored."""
    key = file_hash(examined.cleaned.data)
    row, _made = Inspection.objects.update_or_create(
        file_hash=key,
        defaults={
            "removed": sorted(examined.cleaned.removed),
            "remarks": [each.as_json() for each in examined.cleaned.remarks],
            "counts": examined.counts,
            "numbers": [
                {
                    "kind": each.kind,
                    "hash": keyed("number", each.kind, each.value),
                    "shown": masked(each.kind, each.value),
                    "place": each.place.as_json(),
                }
                for each in examined.found
            ],
            "text": examined.text,
            "is_clean": True,
            "rules": RULES,
        },
    )
    return row


def inspections_of(documents: Iterable[Any]) -> dict[Any, Inspection]:
    """Return what is in each document, by its key, its text left behind (`texts_of`); those not
    examined yet are examined now.
    """
    documents = list(documents)
    hashes = {document.pk: document.file_hash for document in documents}
    known = {
        row.file_hash: row
        for row in Inspection.objects.filter(file_hash__in=filter(None, hashes.values())).defer(
            "text"
        )
        if row.rules == RULES
    }
    found = {}
    for document in documents:
        found[document.pk] = known.get(hashes[document.pk]) or inspect(document)
    return found


def texts_of(documents: Iterable[Any]) -> dict[Any, str]:
    """Return what readers see in documents that have been examined, by their key; one query."""
    hashes = {document.pk: document.file_hash for document in documents}
    rows = Inspection.objects.filter(file_hash__in=filter(None, hashes.values()))
    texts = dict(rows.values_list("file_hash", "text"))
    return {key: texts.get(known, "") for key, known in hashes.items()}


def inspect(document: Any) -> Inspection:
    """Examine a stored document as it is; nothing is written to its file."""
    try:
        with document.open_file() as file:
            data = file.read()
    except OSError:
        return Inspection(remarks=[Remark("missing").as_json()])
    examined = examine(data)
    key = file_hash(data)
    is_clean = examined.cleaned.data == data
    row = record(examined)
    if not is_clean:
        # What was found holds for the stored bytes as well, but they still say who wrote them.
        row, _made = Inspection.objects.update_or_create(
            file_hash=key,
            defaults={
                "removed": row.removed,
                "remarks": row.remarks,
                "counts": row.counts,
                "numbers": row.numbers,
                "text": row.text,
                "is_clean": False,
                "rules": RULES,
            },
        )
    if document.file_hash != key:
        type(document).objects.filter(pk=document.pk).update(file_hash=key, file_size=len(data))
        document.file_hash = key
    return row
