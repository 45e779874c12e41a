"""Writing down a change: the one place where versions of powers come from."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from disclosure import related
from disclosure.addresses import BELOW_LIST
from disclosure.basis.linking import link
from disclosure.causes import Cause
from disclosure.fields import FORMS, Form
from disclosure.finding.powers import owners_of
from disclosure.history import finding
from disclosure.history.verify_history import row_hash
from disclosure.models import PowerItem, PowerListPage, PowerVersion
from disclosure.workbooks.records import plain
from findable import findable_changed

BATCH = 500
# What lists are filtered by, beside being in the fields, and how much of it.
COLUMNS = {"code": 80, "kind": 30, "name": 500, "sub_name": 500, "level": 60, "body": 120}


@dataclass(frozen=True)
class Change:
    """One change to write: `item` is None for a power that is not there yet."""

    item: PowerItem | None
    fields: Mapping[str, str]
    cause: Cause
    reason: str
    effective_on: date
    document: str = ""
    position: int = 0
    proposed_by: AbstractBaseUser | None = None


def record(
    power_list: PowerListPage, changes: Iterable[Change], approved_by: AbstractBaseUser | None
) -> list[PowerVersion]:
    """Append changes to a list's record, all or none; return the rows.

    One writer at a time: the list's row is locked until the end.
    """
    with transaction.atomic():
        page = PowerListPage.objects.select_for_update(of=("self",)).get(pk=power_list.pk)
        rows = _Rows(page, timezone.now(), approved_by)
        for change in changes:
            rows.add(change)
        rows.write()
    power_list.last_sequence, power_list.last_hash = page.last_sequence, page.last_hash
    return rows.versions


class _Rows:
    """The rows of one recording, numbered and chained as they come and written in batches."""

    def __init__(
        self, page: PowerListPage, now: datetime, approved_by: AbstractBaseUser | None
    ) -> None:
        self.page, self.now, self.approved_by = page, now, approved_by
        self.begin = page.last_sequence
        self.form = FORMS[page.kind]
        notices = page.get_children().values_list("slug", flat=True)
        self.used = set(page.items.values_list("address", flat=True))
        self.addresses = {*BELOW_LIST, *notices, *self.used}
        self.new: list[PowerItem] = []
        self.changed: list[PowerItem] = []
        self.versions: list[PowerVersion] = []

    def add(self, change: Change) -> None:
        item = change.item
        if item is None:
            item = PowerItem(power_list=self.page, address=self._free_address(change.fields))
            self.new.append(item)
        else:
            self.changed.append(item)
        for column, length in COLUMNS.items():
            setattr(item, column, self.form.column(column, change.fields)[:length])
        item.code = plain(item.code)
        item.key = plain(item.name)
        item.words = searchable(change.fields, self.form)
        item.position = change.position or item.position
        item.state = change.cause.state
        self._chain(item, change)

    def _chain(self, item: PowerItem, change: Change) -> None:
        page = self.page
        version = PowerVersion(
            power_list=page,
            item=item,
            sequence=page.last_sequence + 1,
            number=item.newest.number + 1 if item.newest_id else 1,
            cause=change.cause,
            reason=change.reason,
            document=change.document,
            effective_on=change.effective_on,
            recorded_at=self.now,
            recorded_by=change.proposed_by,
            approved_by=self.approved_by,
            fields=dict(change.fields),
            previous=page.last_hash,
        )
        version.hash = row_hash(version.as_row())
        page.last_sequence, page.last_hash = version.sequence, version.hash
        self.versions.append(version)

    def write(self) -> None:
        PowerItem.objects.bulk_create(self.new, batch_size=BATCH)
        fields = [*COLUMNS, "key", "words", "position", "state"]
        # An upsert: `bulk_update` writes a case for each field of each row, and takes ten times
        # as long where a whole list changes.
        PowerItem.objects.bulk_create(
            list({item.pk: item for item in self.changed}.values()),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=fields,
        )
        PowerVersion.objects.bulk_create(self.versions, batch_size=BATCH)
        newest = PowerVersion.objects.filter(item=OuterRef("pk")).order_by("-number")
        PowerItem.objects.filter(
            pk__in=PowerVersion.objects.filter(
                power_list=self.page, sequence__gt=self.begin
            ).values("item")
        ).update(newest=Subquery(newest.values("pk")[:1]))
        items = [version.item for version in self.versions]
        said = {version.item.pk: version.fields for version in self.versions}
        link(items, said)
        related.link(items, said)
        PowerListPage.objects.filter(pk=self.page.pk).update(
            last_sequence=self.page.last_sequence, last_hash=self.page.last_hash
        )
        finding.index_later(self.page, self.begin)
        # Within the transaction: whoever listens notes it together with the record.
        findable_changed.send(PowerItem, owners=owners_of(said))

    def _free_address(self, fields: Mapping[str, str]) -> str:
        """Return an address made of the code, or of the next number; never one that was used."""
        code = re.sub(r"[^0-9A-Za-z-]", "", unicodedata.normalize("NFKC", fields.get("code", "")))
        address = code[:60] or f"n{len(self.used) + 1}"
        base, number = address, 2
        while address in self.addresses:
            address = f"{base}-{number}"
            number += 1
        self.addresses.add(address)
        self.used.add(address)
        return address


def searchable(fields: Mapping[str, str], form: Form) -> str:
    """Return the words of an item as they are compared when somebody filters a list."""
    words = (fields.get(name, "") for name in form.sought)
    return unicodedata.normalize("NFKC", " ".join(filter(None, words))).lower()
