"""Duties and national entries that name powers, and which powers are meant; asked both ways.

What is named is kept as it was written and looked up when it is shown: lists come in any order,
and powers are renamed, cancelled and listed again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q
from django.db.models.query import QuerySet

from disclosure.causes import State
from disclosure.kinds import ListKind
from disclosure.workbooks.records import plain

if TYPE_CHECKING:
    from disclosure.models import LocalHelp, PowerItem, PowerLink, PowerListPage

BATCH = 500
FIELD = "powers"
NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,3}[)）.、．]|[①-⑳])\s*")
CODE = re.compile(r"[0-9A-Za-z-]*\d[0-9A-Za-z-]{4,}")
SUB = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True)
class Meant:
    """What is named, and every power that it may mean; none if no list has such a power."""

    said: str
    items: "tuple[PowerItem, ...]"


@dataclass(frozen=True)
class Related:
    """What an item's page shows beside the item itself."""

    powers: list[Meant] = field(default_factory=list)
    permits: list[Meant] = field(default_factory=list)
    duties: "list[PowerItem]" = field(default_factory=list)
    entries: "list[PowerItem]" = field(default_factory=list)
    help: "LocalHelp | None" = None


def named_in(text: str) -> Iterator[str]:
    """Yield the codes and names of powers in a text: one in a line, or divided by semicolons.

    Codes may stand beside each other; names may hold commas.
    """
    for line in re.split(r"[\n;；]+", text):
        said = NUMBERED.sub("", line).strip()
        parts = [part for part in re.split(r"[,，、\s]+", said) if part]
        if len(parts) > 1 and all(CODE.fullmatch(part) for part in parts):
            yield from parts
        elif said:
            yield said


def link(items: "Iterable[PowerItem]", fields: Mapping[int, Mapping[str, str]]) -> None:
    """Write anew which powers items name; `fields` by item."""
    kept = {item.pk: item for item in items}
    model = apps.get_model("disclosure", "PowerLink")
    rows = [
        row
        for item in kept.values()
        if (text := fields[item.pk].get(FIELD, ""))
        for row in _rows(item, text, model.Origin.RECORD)
    ]
    model.objects.filter(item__in=kept, origin=model.Origin.RECORD).delete()
    model.objects.bulk_create(rows, batch_size=BATCH)


def link_locally(help: "LocalHelp") -> None:
    """Write anew which permits were added to a national entry."""
    model = apps.get_model("disclosure", "PowerLink")
    model.objects.filter(item=help.item, origin=model.Origin.LOCAL).delete()
    model.objects.bulk_create(_rows(help.item, help.permits, model.Origin.LOCAL))


def _rows(item: "PowerItem", text: str, origin: str) -> "list[PowerLink]":
    model = apps.get_model("disclosure", "PowerLink")
    said = {plain(each)[:500]: each[:500] for each in named_in(text)}
    return [model(item=item, origin=origin, said=each, key=key) for key, each in said.items()]


def of(item: "PowerItem", power_list: "PowerListPage") -> Related:
    """Return what an item names and what names it."""
    if power_list.kind == ListKind.POWERS:
        naming = naming_power(item, power_list)
        return Related(
            duties=[each for each in naming if each.power_list.kind == ListKind.DUTIES],
            entries=[each for each in naming if each.power_list.kind != ListKind.DUTIES],
        )
    links = list(item.power_links.order_by("pk"))
    found = meant([(each, power_list.organ_id) for each in links])
    local = type(links[0]).Origin.LOCAL if links else ""
    return Related(
        powers=[Meant(each.said, found[each.pk]) for each in links if each.origin != local],
        permits=[Meant(each.said, found[each.pk]) for each in links if each.origin == local],
        help=_help(item) if power_list.is_national else None,
    )


def meant(links: "list[tuple[PowerLink, int]]") -> "dict[int, tuple[PowerItem, ...]]":
    """Return by link the powers that it means: by code, or by name.

    A name means the power of the same department (the second of each pair), if it has one.
    """
    keys = {key for link, _ in links for key in _keys(link.key)}
    found = _powers(Q(code__in=keys) | Q(key__in=keys)) if keys else []
    return {link.pk: tuple(_meant(link.key, organ, found)) for link, organ in links}


def naming_power(item: "PowerItem", power_list: "PowerListPage") -> "list[PowerItem]":
    """Return the duties and national entries that name a power."""
    keys = {item.code, item.key, plain(str(item))} - {""}
    model = apps.get_model("disclosure", "PowerLink")
    public = _public()
    links = list(
        model.objects.filter(key__in=keys, item__power_list__in=public)
        .exclude(item__state=State.CANCELLED)
        .select_related("item__power_list__organ")
        .order_by("item__power_list", "item__position", "item_id")
    )
    # Another department's duty of that name means its own power, if it has one.
    others = [link for link in links if link.item.power_list.organ_id != power_list.organ_id]
    theirs = meant([(link, link.item.power_list.organ_id) for link in others])
    return list(
        {
            link.item_id: link.item
            for link in links
            if link.pk not in theirs or item in theirs[link.pk]
        }.values()
    )


def _keys(key: str) -> list[str]:
    """Return what a power may be found by: the main item's name, if a sub-item is named."""
    return [key, SUB.sub("", key)] if SUB.search(key) else [key]


def _meant(key: str, organ: int, found: "Iterable[PowerItem]") -> "list[PowerItem]":
    by_code = [item for item in found if item.code == key]
    by_name = [item for item in found if key in (item.key, plain(str(item)))]
    own = [item for item in by_name if item.power_list.organ_id == organ]
    return by_code or own or by_name


def _powers(condition: Q) -> "list[PowerItem]":
    model = apps.get_model("disclosure", "PowerItem")
    powers = model.objects.filter(
        condition, power_list__kind=ListKind.POWERS, power_list__in=_public()
    )
    return list(powers.select_related("power_list__organ").order_by("position", "pk"))


def _public() -> QuerySet:
    return apps.get_model("disclosure", "PowerListPage").objects.live().public()


def _help(item: "PowerItem") -> "LocalHelp | None":
    return apps.get_model("disclosure", "LocalHelp").objects.filter(item=item).first()
