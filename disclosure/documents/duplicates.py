"""Two documents of one organ with one number: possible, and nearly always a mistake."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from disclosure.documents.numbers import read


def with_same_number(document: Any) -> list[Any]:
    """Return other documents with a number of this one's, of an organ that issues this one too."""
    numbers = read(document.number).numbers
    organs = {document.organ_id, *(each.organ_id for each in document.joint_organs.all())}
    if not numbers or organs == {None}:
        return []
    alike = Q()
    for number in numbers:
        alike |= Q(number__contains=str(number))
    others = (
        apps.get_model("disclosure", "PolicyDocumentPage")
        .objects.filter(alike, alias_of=None)
        .filter(Q(organ__in=organs) | Q(joint_organs__organ__in=organs))
        .exclude(pk=document.pk)
        .defer_streamfields()
        .distinct()
    )
    return [each for each in others if set(read(each.number).numbers) & set(numbers)]
