"""The register of statutes: loading it, and finding what a citation means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from disclosure.basis.citations import Citation, title_key
from disclosure.finding.statutes import say_changed
from disclosure.models import Statute

BATCH = 500


@dataclass(frozen=True)
class Resolved:
    """What a citation means: the version that was cited, if it is known, and the newest one."""

    cited: Statute | None
    newest: Statute

    @property
    def statute(self) -> Statute:
        return self.cited or self.newest

    def is_superseded(self, version: date | None) -> bool:
        """Whether a newer version than the one that was cited is in the register."""
        newest = self.newest.adopted_on
        return bool(version and newest and version < newest)

    @property
    def is_repealed(self) -> bool:
        return self.newest.repealed_on is not None


def load(rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Take statutes into the register; return how many were new and how many were written anew.

    A row has title, body, date (YYYY-MM-DD or empty), issuer, topic. Loading again is harmless.
    """
    new = known = 0
    for batch in _in_batches(rows):
        with transaction.atomic():
            there = {
                (statute.key, statute.adopted_on): statute
                for statute in Statute.objects.filter(key__in={one.key for one in batch})
            }
            fresh = {}
            for one in batch:
                if old := there.get((one.key, one.adopted_on)):
                    one.pk, one.repealed_on = old.pk, old.repealed_on
                    known += 1
                else:
                    fresh[one.key, one.adopted_on] = one
            Statute.objects.bulk_create(fresh.values(), batch_size=BATCH)
            Statute.objects.bulk_update(
                [one for one in batch if one.pk and (one.key, one.adopted_on) not in fresh],
                ["title", "issuer", "topic", "body"],
                batch_size=100,
            )
            new += len(fresh)
            say_changed(one.key for one in batch)
    return new, known


def resolve(cited: Iterable[Citation]) -> dict[str, Resolved]:
    """Return what citations mean, by their key, in one query; texts are not read."""
    wanted = {one.key: one.version for one in cited}
    versions: dict[str, list[Statute]] = {}
    for statute in Statute.objects.filter(key__in=wanted).defer("body"):
        versions.setdefault(statute.key, []).append(statute)
    return {key: _resolved(found, wanted[key]) for key, found in versions.items()}


def _resolved(found: list[Statute], version: date | None) -> Resolved:
    found.sort(key=lambda statute: statute.adopted_on or date.min)
    cited = next((one for one in found if version and one.adopted_on == version), None)
    return Resolved(cited, found[-1])


def _in_batches(rows: Iterable[Mapping[str, str]]) -> Iterator[list[Statute]]:
    batch: list[Statute] = []
    for row in rows:
        batch.append(_statute(row))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _statute(row: Mapping[str, str]) -> Statute:
    return Statute(
        title=row["title"][:300],
        key=title_key(row["title"])[:300],
        adopted_on=date.fromisoformat(row["date"]) if row.get("date") else None,
        issuer=row.get("issuer", "")[:200],
        topic=row.get("topic", "")[:60],
        body=row.get("body", ""),
    )
