"""Keeping the index of Wagtail's search in step with what was recorded, after the fact.

A workbook records thousands of powers at once. Whoever approves it does not wait for the index:
one background task a recording goes through what changed, and may run twice.
"""

from typing import TYPE_CHECKING

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import get_search_backends

if TYPE_CHECKING:
    from disclosure.models import PowerListPage

BATCH = 500


def index_later(power_list: "PowerListPage", after: int) -> None:
    """Have everything found that was recorded after a number of the list's record."""
    if power_list.last_sequence > after:
        index_recorded.enqueue(power_list.pk, after, power_list.last_sequence)


@task()
def index_recorded(list_id: int, after: int, until: int) -> None:
    model = apps.get_model("disclosure", "PowerItem")
    changed = model.get_indexed_objects().filter(
        versions__power_list=list_id, versions__sequence__gt=after, versions__sequence__lte=until
    )
    keys = sorted(set(changed.values_list("pk", flat=True)))
    for start in range(0, len(keys), BATCH):
        items = list(model.get_indexed_objects().filter(pk__in=keys[start : start + BATCH]))
        for backend in get_search_backends():
            backend.add_bulk(model, items)
