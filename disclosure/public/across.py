"""All lists of a portal together: by kind, searched across departments, by code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.paginator import Page
from django.db.models import Count, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page as WagtailPage

from disclosure.causes import State
from disclosure.fields import FORMS
from disclosure.kinds import ListKind
from disclosure.public import listing
from disclosure.workbooks.records import plain
from home.public import readable

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage, PowerNoticePage

NOTICES = 5


@dataclass(frozen=True)
class Narrowing(listing.Narrowing):
    """What is asked of all lists: beside the rest, which department and which kind of list."""

    list: str = ""
    organ: str = ""

    CHOICES: ClassVar[Mapping[str, str]] = {
        "list": "power_list__kind",
        "organ": "power_list__organ__name",
        **listing.Narrowing.CHOICES,
    }


def lists_below(index: WagtailPage) -> "QuerySet[PowerListPage]":
    """Return the lists of all departments that anybody may read."""
    lists = readable(apps.get_model("disclosure", "PowerListPage").objects.child_of(index))
    return lists.select_related("organ").order_by("path")


def by_kind(index: WagtailPage) -> "list[tuple[str, str, list[PowerListPage]]]":
    """Return the three lists and the one directory: (kind, label, each department's list)."""
    in_force = Count("items", filter=Q(items__state=State.IN_FORCE))
    lists = list(lists_below(index).annotate(powers=in_force))
    return [
        (kind.value, kind.label, [each for each in lists if each.kind == kind]) for kind in ListKind
    ]


def facets(lists: "QuerySet[PowerListPage]", narrowing: Narrowing) -> list[listing.Facet]:
    form = FORMS[ListKind.POWERS]
    items = _items(lists)
    labels = {"list": _("list"), "organ": _("department")}
    labels |= {"kind": _("kind"), "level": form.label_of("level"), "state": _("state in the list")}
    called = {"list": ListKind.choices, "state": State.choices}
    # National lists keep their sectors where others have levels.
    levelled = items.exclude(power_list__kind=ListKind.NEGATIVE)
    found = (
        listing.facet(
            levelled if name == "level" else items, narrowing, name, label, called.get(name, ())
        )
        for name, label in labels.items()
    )
    return [each for each in found if each]


def page_of(lists: "QuerySet[PowerListPage]", narrowing: Narrowing, number: str | None) -> Page:
    items = _items(lists).select_related("newest", "power_list__organ")
    found = narrowing.applied(items).order_by("power_list__path", "position", "pk")
    return listing.in_pages(found, number)


def with_code(lists: "QuerySet[PowerListPage]", code: str) -> "list[PowerItem]":
    """Return every item with a code, whatever state it is in, list by list."""
    items = _items(lists).filter(code=plain(code)).exclude(code="")
    rows = items.select_related("newest", "power_list__organ")
    return list(rows.order_by("power_list__path", "position", "pk"))


def notices(page: WagtailPage) -> "QuerySet[PowerNoticePage]":
    """Return the newest notices of adjustments below an index or a list."""
    model: Any = apps.get_model("disclosure", "PowerNoticePage")
    below = readable(model.objects.descendant_of(page))
    return below.order_by("-first_published_at", "-pk")[:NOTICES]


def _items(lists: "QuerySet[PowerListPage]") -> "QuerySet[PowerItem]":
    return apps.get_model("disclosure", "PowerItem").objects.filter(
        power_list__in=lists.order_by().values("pk")
    )
