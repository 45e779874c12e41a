"""Keeping the index of Wagtail's search in step with what was recorded, after the fact.

A workbook records thousands of powers at once. Whoever approves it does not wait for the index:
background tasks go through what changed, each through a few hundred rows of the record, so that
none keeps the database to itself for long. They may run twice and in any order.
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
    last = power_list.last_sequence
    for start in range(after, last, BATCH):
        index_recorded.enqueue(power_list.pk, start, min(start + BATCH, last))


@task()
def index_recorded(list_id: int, after: int, until: int) -> None:
    model = apps.get_model("disclosure", "PowerItem")
    recorded = apps.get_model("disclosure", "PowerVersion").objects.filter(
        power_list=list_id, sequence__gt=after, sequence__lte=until
    )
    items = list(model.get_indexed_objects().filter(pk__in=recorded.values("item")))
    for backend in get_search_backends(with_auto_update=True) if items else ():
        backend.add_bulk(model, items)
