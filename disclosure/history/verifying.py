"""Checking a list's record against its own chain and against what is shown of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclosure.history.verify_history import FIRST, problems

if TYPE_CHECKING:
    from disclosure.models import PowerListPage

BATCH = 2000
# A row as `PowerVersion.as_row` tells it, without making an object of each.
NAMES = (
    "sequence",
    "previous",
    "item",
    "version",
    "cause",
    "reason",
    "document",
    "effective_on",
    "recorded_at",
    "fields",
    "hash",
)
COLUMNS = tuple({"item": "item__address", "version": "number"}.get(name, name) for name in NAMES)


def rows_of(power_list: "PowerListPage") -> Iterator[dict]:
    """Yield a list's record as it is exported, oldest first."""
    versions = power_list.versions.order_by("sequence").values_list(*COLUMNS)
    for values in versions.iterator(chunk_size=BATCH):
        row = dict(zip(NAMES, values, strict=True))
        row["effective_on"] = row["effective_on"].isoformat()
        row["recorded_at"] = row["recorded_at"].isoformat()
        yield row


def troubles(power_list: "PowerListPage") -> Iterator[str]:
    """Yield what is wrong with a list's record: rows altered, missing or put in, a cut-off end."""
    last = {"sequence": 0, "hash": FIRST}

    def noted(rows: Iterator[dict]) -> Iterator[dict]:
        for row in rows:
            last.update(row)
            yield row

    yield from problems(noted(rows_of(power_list)))
    if (last["sequence"], last["hash"]) != (power_list.last_sequence, power_list.last_hash):
        yield f"row {power_list.last_sequence}: the record ends at row {last['sequence']} instead"
    newest = dict(power_list.versions.order_by("item", "number").values_list("item", "pk"))
    for item in power_list.items.order_by("pk").iterator(chunk_size=BATCH):
        if newest.get(item.pk) != item.newest_id:
            yield f"{item.address}: what is shown is not the newest version"
