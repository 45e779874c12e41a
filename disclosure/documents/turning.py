"""Documents become something else by what others do and by days that come, without being published.

Pages work their validity out when they are read; copies of them elsewhere have to be told anew, and
what is found of them is another now.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Q

from disclosure.documents.effects import acting_relations, with_effective_day
from findable import findable_changed
from story import story_changed

LOOKED_BACK = 7
"""Days for which turns are told again, should nothing have run for a while."""


def tell_anew(keys: Iterable[int]) -> None:
    """Say that documents may not be what they were."""
    if keys := set(keys):
        model = apps.get_model("disclosure", "PolicyDocumentPage")
        story_changed.send_robust(model, pages=keys)
        # Aliases say what their sources say, and are found by themselves.
        alike = model.objects.filter(Q(pk__in=keys) | Q(alias_of__in=keys))
        owners = [f"page:{key}" for key in alike.values_list("pk", flat=True)]
        findable_changed.send(model, owners=owners)


def turned(today: date) -> set[int]:
    """Return the keys of public documents that became, or may have become, something else by a day
    that has come, within the last days.
    """
    days = (today - timedelta(days=LOOKED_BACK - 1), today)
    documents = apps.get_model("disclosure", "PolicyDocumentPage").objects.filter(live=True)
    declared = apps.get_model("disclosure", "DeclaredChange").objects.filter(day__range=days)
    acted_on = with_effective_day(acting_relations()).filter(day__range=days)
    found = documents.filter(
        Q(effective_on__range=days)
        | Q(expires_on__range=days)
        | Q(pk__in=declared.values("document"))
        | Q(pk__in=acted_on.filter(target__isnull=False).values("target"))
    )
    return set(found.values_list("pk", flat=True))
