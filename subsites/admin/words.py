"""Changes of a plan in words for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.models import ColumnPage
from subsites.models import SubsitePage, Unit
from subsites.plan.carrying_out import UnitPlan
from subsites.plan.planning import Act, Change

PARTS = {
    "unit": gettext_lazy("Row of the roster"),
    "home": gettext_lazy("Home page"),
    "column": gettext_lazy("Column"),
    "group": gettext_lazy("Group of the unit"),
    "page": gettext_lazy("Right on pages"),
    "collection": gettext_lazy("Collection of pictures and documents"),
    "files": gettext_lazy("Right in the collection"),
    "workflow": gettext_lazy("Review of the unit"),
    "reviewed": gettext_lazy("Review of all pages of the site"),
    "site": gettext_lazy("Host of the site"),
    "more": gettext_lazy("Further"),
}
ACTS = {
    Act.CREATE: gettext_lazy("to be made"),
    Act.CHANGE: gettext_lazy("to be changed"),
    Act.ADOPT: gettext_lazy("taken in"),
    Act.KEEP: gettext_lazy("stays as it is"),
    Act.BLOCKED: gettext_lazy("not possible"),
}
MODELS = {"unit": Unit, "home": SubsitePage, "column": ColumnPage}


@dataclass(frozen=True, slots=True)
class Line:
    act: str
    what: str
    how: str


def lines_of(changes: Iterable[Change]) -> list[Line]:
    """Return changes as lines; rights come together in one for each kind and act."""
    told: dict[tuple[str, str], Line] = {}
    for number, change in enumerate(changes):
        kind = change.key.partition(":")[0]
        what = f"{PARTS[kind]} {change.title}".strip()
        key = (kind, change.act) if kind in {"page", "files", "group"} else (str(number), "")
        told.setdefault(key, Line(str(ACTS[change.act]), what, _how(kind, change)))
    return list(told.values())


def _how(kind: str, change: Change) -> str:
    words = [
        _("%(field)s: %(before)s → %(after)s")
        % {
            "field": _label(kind, each.field),
            "before": _shown(each.before),
            "after": _shown(each.after),
        }
        for each in change.differences
    ]
    if change.act == Act.KEEP:
        words.append(_("changed here on purpose") if words else _("removed here on purpose"))
    return "；".join(filter(None, [*words, change.note]))


def _label(kind: str, name: str) -> str:
    model = MODELS.get(kind)
    return str(model._meta.get_field(name).verbose_name) if model else name


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) if value not in ("", None) else "—"


@dataclass(frozen=True, slots=True)
class Told:
    """A unit's plan for a screen."""

    unit: str
    key: int
    is_new: bool
    to_do: list[Line]
    kept: list[Line]


def told(plans: Iterable[UnitPlan]) -> list[Told]:
    return [
        Told(
            each.unit.name,
            getattr(each.work.there.get("unit"), "pk", 0),
            each.is_new,
            lines_of(each.to_do),
            lines_of(each.kept),
        )
        for each in plans
    ]
