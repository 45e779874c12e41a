"""Which objects stand at which places of the desk's shelf.

A place is given to one object for good, so what a process has read once it keeps.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from django.apps import apps
from django.db.models import Field
from numpy.typing import NDArray

from search.index import tables
from search.index.columns import Columns
from search.models import Indexed
from search.models.index import BLOCK

Keys = list[Any]
_kept: dict[int, Keys] = {}


def keys_at(columns: Columns, places: NDArray[np.intp]) -> Sequence[Any]:
    """Return the primary keys of what stands at some places: one query a block that has more."""
    # What this transaction sees may never come to be.
    blocks = {} if tables.changing() else _kept
    keys = [_keys_of(number, columns, blocks) for number in columns.blocks]
    return [keys[place // BLOCK][place % BLOCK] for place in places.tolist()]


def forget() -> None:
    """Read all keys again when they are next needed: where the database was replaced."""
    _kept.clear()


def _keys_of(number: int, columns: Columns, blocks: dict[int, Keys]) -> Keys:
    own = blocks.get(number, [])
    start = columns.starts[number]
    live = np.flatnonzero(columns.live[start : start + BLOCK])
    used = int(live[-1]) + 1 if len(live) else 0
    if len(own) < used:
        more: Keys = [None] * (used - len(own))
        first = number * BLOCK + len(own)
        rows = Indexed.objects.filter(id__gte=first, id__lt=first + len(more))
        for row, owner in rows.values_list("id", "owner"):
            more[row - first] = _key(owner)
        own = blocks[number] = own + more
    return own


def _key(owner: str) -> Any:
    label, _, key = owner.partition(":")
    field = _primary_key(label)
    return field.to_python(key) if field else None


@lru_cache(maxsize=256)
def _primary_key(label: str) -> Field | None:
    try:
        return apps.get_model(label)._meta.pk
    except LookupError:
        return None
