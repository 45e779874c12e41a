"""Checking a list's record against its own chain and against what is shown of it."""

from collections.abc import Iterator

from disclosure.history.verify_history import problems
from disclosure.models import PowerListPage, PowerVersion


def rows_of(power_list: PowerListPage) -> Iterator[dict]:
    """Yield a list's record as it is exported, oldest first."""
    versions = PowerVersion.objects.filter(power_list=power_list).select_related("item")
    for version in versions.order_by("sequence").iterator(chunk_size=2000):
        yield version.as_row()


def troubles(power_list: PowerListPage) -> Iterator[str]:
    """Yield what is wrong with a list's record: rows altered, missing or put in, a cut-off end."""
    last = {"sequence": 0, "hash": PowerListPage._meta.get_field("last_hash").default}

    def noted(rows: Iterator[dict]) -> Iterator[dict]:
        for row in rows:
            last.update(row)
            yield row

    yield from problems(noted(rows_of(power_list)))
    if (last["sequence"], last["hash"]) != (power_list.last_sequence, power_list.last_hash):
        yield f"row {power_list.last_sequence}: the record ends at row {last['sequence']} instead"
    shown = power_list.items.select_related("newest").order_by("pk")
    newest = dict(
        PowerVersion.objects.filter(power_list=power_list)
        .order_by("item", "number")
        .values_list("item", "pk")
    )
    for item in shown.iterator(chunk_size=2000):
        if newest.get(item.pk) != item.newest_id:
            yield f"{item.address}: what is shown is not the newest version"
