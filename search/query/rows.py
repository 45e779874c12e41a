"""Rows of the index as they are read to answer one query: of each entry everything once."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.models import Indexed

# What is told of an entry beside its texts.
TOLD = ("id", "title", "heard", "number", "validity", "day")
LONG = ("text", "answer")


class Rows:
    """What has been read; all of it must be of one moment (`search.index.moments`)."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Any, ...]] = {}
        self._texts: dict[int, tuple[str, str]] = {}

    def told(self, numbers: Collection[int]) -> Mapping[int, tuple[Any, ...]]:
        """Return, by their numbers, what is told of entries in the order of `TOLD` after the
        number; nothing of those that are gone.
        """
        new = [number for number in numbers if number not in self._told]
        if new:
            rows = Indexed.objects.filter(id__in=new).values_list(*TOLD)
            self._told.update((row[0], row[1:]) for row in rows)
        return self._told

    def texts(self, numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
        """Return, by their numbers, the texts and answers of entries."""
        new = [number for number in numbers if number not in self._texts]
        if new:
            rows = Indexed.objects.filter(id__in=new).values_list("id", *LONG)
            self._texts.update((number, (text, answer)) for number, text, answer in rows)
        return self._texts

    def entries(self, numbers: Sequence[int]) -> Mapping[int, Indexed]:
        """Return whole entries by their numbers; nothing of those that are gone."""
        entries = Indexed.objects.all()
        if all(number in self._texts for number in numbers):
            entries = entries.defer(*LONG)
        found = entries.in_bulk(numbers)
        for number, entry in found.items():
            if number in self._texts:
                entry.text, entry.answer = self._texts[number]
        return found
