"""Keeps the record of what documents did to each other, and of what was undone again.

It is written when a document is published, taken back or deleted. A signal that got lost costs a
line of the record, never a right answer: those follow from the relations themselves.
"""

from datetime import date
from typing import Any

from django.db import transaction

from disclosure.documents.effects import called, effective_day
from disclosure.documents.turning import tell_anew

Effect = tuple[int, str, bool, date | None]


def trace(document: Any, *, is_live: bool | None = None) -> int:
    """Add what has changed since the last time; return how many lines were added.

    Tells anew what it acts on or acted on. Twice is as good as once.
    """
    from disclosure.models import Relation, ValidityRecord

    live = document.live if is_live is None else is_live
    now: set[Effect] = set()
    with transaction.atomic():
        if live and not document.alias_of_id:
            day = effective_day(document)
            now = {
                (each.target_id, each.deed, each.in_part, day)
                for each in Relation.objects.filter(acting_id=document.pk)
                if each.target_id
            }
        before = _standing(document.pk)
        name = called(document.title, document.number)
        about = {"acting_id_then": document.pk, "acting_name": name}
        # A page on its way out cannot be pointed to any more.
        kept = {} if is_live is False else {"acting_id": document.pk}
        lines = [
            ValidityRecord(
                document_id=target, deed=deed, in_part=part, effective_on=day,
                is_undone=undone, **about, **kept,
            )
            for undone, effects in ((True, before - now), (False, now - before))
            for target, deed, part, day in sorted(effects, key=str)
        ]  # fmt: skip
        ValidityRecord.objects.bulk_create(lines)
        tell_anew(target for target, *_rest in before | now)
    return len(lines)


def _standing(acting: int) -> set[Effect]:
    """Return what a document does by the record so far."""
    from disclosure.models import ValidityRecord

    effects: set[Effect] = set()
    for line in ValidityRecord.objects.filter(acting_id_then=acting).order_by("pk"):
        effect = (line.document_id, line.deed, line.in_part, line.effective_on)
        if line.is_undone:
            effects.discard(effect)
        else:
            effects.add(effect)
    return effects


def on_release(sender: type, instance: Any, **kwargs: Any) -> None:
    """Receiver of page_published and page_unpublished."""
    from disclosure.models import PolicyDocumentPage

    if isinstance(instance, PolicyDocumentPage):
        trace(instance)


def on_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """Receiver of pre_delete: what a document did ends with it."""
    trace(instance, is_live=False)
