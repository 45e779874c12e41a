"""Tokens and whom they speak for, kept in memory: every call to a platform asks for one."""

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)

_known: dict[tuple[type, str], models.Model] = {}
_generation = 0


def forget() -> None:
    """Look again for everything; called whenever a remembered kind of row was written."""
    global _generation
    _generation += 1
    _known.clear()


def recall(kind: type[Row], key: str, look: Callable[[], Row | None]) -> Row | None:
    """Return what `look` finds, with copies of what it refers to, so that callers may change it."""
    row = _known.get((kind, key))
    if row is None:
        before, row = _generation, look()
        # Written meanwhile: what was found may be the state before.
        if row is not None and before == _generation:
            _known[kind, key] = row
    return _copied(row) if row is not None else None


def _copied(row: Any) -> Any:
    twin = copy.copy(row)
    referred = twin._state.fields_cache
    referred.update({name: copy.copy(other) for name, other in referred.items()})
    return twin


class _Rows(models.QuerySet):
    def update(self, **values: Any) -> int:
        count = super().update(**values)
        transaction.on_commit(forget)
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        deleted = super().delete()
        transaction.on_commit(forget)
        return deleted


class Remembered(models.Model):
    """A kind of row that is recalled, or that such a row refers to."""

    objects = _Rows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(forget)
