"""Organs, lists and powers to test with."""

from datetime import date
from typing import Any

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from disclosure.causes import Cause
from disclosure.history.recording import Change, record
from disclosure.models import Organ, PowerItem, PowerListIndexPage, PowerListPage


class OrganFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"云汀市第{number}局")

    class Meta:
        model = Organ


class PowerListIndexPageFactory(wagtail_factories.PageFactory):
    title = "三清单一目录"
    slug = "lists"

    class Meta:
        model = PowerListIndexPage


class PowerListPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"第{number}局权力清单")
    slug = factory.Sequence(lambda number: f"list-{number}")
    organ = factory.SubFactory(OrganFactory)

    class Meta:
        model = PowerListPage


def change(name: str = "取水许可", item: PowerItem | None = None, **values: Any) -> Change:
    """Return a change of a power's name, or a new power."""
    fields = {"name": name, "kind": "行政许可", "body": "市水务局", **values.pop("fields", {})}
    settled = {
        "cause": Cause.ADJUSTED if item else Cause.NEW,
        "reason": "机构改革",
        "effective_on": date(2025, 1, 1),
    }
    return Change(item=item, fields=fields, **{**settled, **values})


def recorded(power_list: PowerListPage, *changes: Change) -> list[PowerItem]:
    """Record changes as approved by nobody in particular; return the powers."""
    versions = record(power_list, changes or [change()], None)
    pks = [version.item_id for version in versions]
    found = PowerItem.objects.select_related("newest").in_bulk(pks)
    return [found[pk] for pk in pks]
