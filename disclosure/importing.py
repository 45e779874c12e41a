"""A workbook against a list: what is new, changed, the same and gone. Nothing counts yet."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from disclosure.causes import Cause, State
from disclosure.fields import NOT_KEPT, OWN
from disclosure.models import ImportBatch, Organ, PowerItem, PowerListPage, Proposal
from disclosure.models.proposal import Standing
from disclosure.workbooks.matching import match
from disclosure.workbooks.problems import Problem, Weight
from disclosure.workbooks.reading import read
from disclosure.workbooks.records import WORDS, Record, SheetRead, plain, read_sheet

BATCH = 500


class SourceMissing(Exception):
    """A national list was to be imported without the document that it comes from."""


@dataclass(frozen=True)
class Listed:
    """A power of the list, as `matching` compares it."""

    item: PowerItem

    @property
    def code(self) -> str:
        return plain(self.item.fields.get("code", ""))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(self.item.fields.get(part, "")) for part in WORDS)


@dataclass(frozen=True)
class Understood:
    """What a workbook says, beside what the list says."""

    power_list: PowerListPage
    file_name: str
    sha256: str
    sheets: tuple[SheetRead, ...]

    @cached_property
    def problems(self) -> list[Problem]:
        found = [problem for sheet in self.sheets for problem in sheet.problems]
        if not self.records:
            found.append(Problem(Weight.ERROR, "no_list"))
        return found

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.weight == Weight.ERROR]

    @cached_property
    def records(self) -> list[Record]:
        return [record for sheet in self.sheets for record in sheet.records]

    @cached_property
    def _matched(self) -> tuple[list[tuple[Listed, Record]], list[Listed], list[Record]]:
        items = self.power_list.items.select_related("newest")
        return match(map(Listed, items), self.records)

    @cached_property
    def new(self) -> list[Record]:
        return self._matched[2]

    @cached_property
    def changed(self) -> list[tuple[PowerItem, Record]]:
        """Powers that say something else now, or that had ended and are listed again."""
        return [
            (one.item, record)
            for one, record in self._matched[0]
            if one.item.state != State.IN_FORCE
            or self.content_beside(one.item, record) != one.item.fields
        ]

    def content_beside(self, item: PowerItem, record: Record) -> dict[str, str]:
        """Return what a power is to say: a column that the sheet does not have changes nothing."""
        columns = {*record.columns, *(f"{OWN}{heading}" for heading in record.columns)}
        kept = {name: text for name, text in item.fields.items() if name not in columns}
        return {**kept, **content(record)}

    @property
    def same(self) -> int:
        return len(self._matched[0]) - len(self.changed)

    @cached_property
    def gone(self) -> list[PowerItem]:
        """Powers in force that the workbook does not list any more."""
        return [one.item for one in self._matched[1] if one.item.state == State.IN_FORCE]


def understand(power_list: PowerListPage, file_name: str, data: bytes) -> Understood:
    """Read a workbook for a list; nothing is written. Raises workbooks.problems.Unreadable."""
    sheets = tuple(read_sheet(grid, power_list.kind) for grid in read(data))
    return Understood(power_list, file_name, hashlib.sha256(data).hexdigest(), sheets)


def content(record: Record) -> dict[str, str]:
    """Return what is kept of a record: fields by name, and unknown columns by their heading."""
    fields = {name: text for name, text in record.fields.items() if name not in NOT_KEPT and text}
    extra = {f"{OWN}{heading}": text for heading, text in record.extra.items()}
    return {**fields, **extra}


def propose(
    understood: Understood,
    *,
    reason: str,
    document: str,
    effective_on: date,
    user: AbstractBaseUser | None,
    also_gone: bool = True,
    standing: Standing = Standing.SUBMITTED,
) -> ImportBatch:
    """Write down what a workbook would change, for a reviewer to approve; all or nothing.

    `also_gone`: what it does not list any more is proposed to be cancelled. Raises SourceMissing.
    """
    power_list = understood.power_list
    if power_list.is_national and not document.strip():
        raise SourceMissing(power_list.title)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            power_list=power_list,
            file_name=understood.file_name[:255],
            sha256=understood.sha256,
            report=_report(understood),
            standing=standing,
            created_by=user,
        )
        about = {
            "power_list": power_list, "batch": batch, "reason": reason, "document": document,
            "effective_on": effective_on, "standing": standing, "created_by": user,
        }  # fmt: skip
        proposals = [*_new(understood, about), *_changed(understood, about)]
        if also_gone:
            proposals += _gone(understood, about)
        Proposal.objects.bulk_create(proposals, batch_size=BATCH)
    return batch


def _new(understood: Understood, about: Mapping[str, object]) -> Iterable[Proposal]:
    place = _places(understood)
    for record in understood.new:
        yield Proposal(cause=Cause.NEW, fields=content(record), position=place[id(record)], **about)


def _changed(understood: Understood, about: Mapping[str, object]) -> Iterable[Proposal]:
    place = _places(understood)
    for item, record in understood.changed:
        cause = Cause.ADJUSTED if item.state == State.IN_FORCE else Cause.RESTORED
        yield Proposal(
            item=item, cause=cause, fields=understood.content_beside(item, record),
            position=place[id(record)], based_on=item.newest.number, **about,
        )  # fmt: skip


def _gone(understood: Understood, about: Mapping[str, object]) -> Iterable[Proposal]:
    for item in understood.gone:
        yield Proposal(
            item=item, cause=Cause.CANCELLED, fields=item.fields, position=item.position,
            based_on=item.newest.number, **about,
        )  # fmt: skip


def _places(understood: Understood) -> dict[int, int]:
    return {id(record): number for number, record in enumerate(understood.records, 1)}


def _report(understood: Understood) -> dict[str, object]:
    return {
        "sheets": [
            {
                "name": sheet.name,
                "title": sheet.title,
                "records": len(sheet.records),
                "columns": sheet.fields,
            }
            for sheet in understood.sheets
        ],
        "new": len(understood.new),
        "changed": len(understood.changed),
        "same": understood.same,
        "gone": len(understood.gone),
        "problems": [
            {"weight": each.weight, "code": each.code, "place": each.place, "values": each.values}
            for each in understood.problems
        ],
    }


def organ_named(name: str) -> Organ | None:
    """Return the organ that is called so, in full or by one of its other names."""
    asked = plain(name)
    return next((organ for organ in Organ.objects.all() if asked in map(plain, organ.names)), None)
