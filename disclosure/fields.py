"""What a power says, field by field: labels and groups for people, in the order of a page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = Promise | str

LABELS: dict[str, Label] = {
    "name": _("name of the power"),
    "sub_name": _("sub-item"),
    "code": _("code"),
    "kind": _("kind of power"),
    "basis": _("legal basis"),
    "body": _("exercised by"),
    "flow_chart": _("flow chart"),
    "redress": _("complaint and redress"),
    "phone": _("supervision telephone"),
    "office": _("handling office"),
    "level": _("level of exercise"),
    "remit": _("remit"),
    "parent_body": _("affiliated to"),
    "superior_body": _("superior body"),
    "division": _("administrative division"),
    "department_duty": _("duties of the department"),
    "duty": _("duty items"),
    "duty_basis": _("basis of the duties"),
    "accountable": _("who is held accountable"),
    "accountability": _("what they are held accountable for"),
    "accountability_basis": _("basis of accountability"),
    "conditions": _("conditions for applying"),
    "materials": _("materials to hand in"),
    "procedure": _("procedure"),
    "legal_days": _("statutory time limit"),
    "promised_days": _("promised time limit"),
    "fees": _("fees and their basis"),
    "agents": _("intermediary services"),
    "subjects": _("addressed to"),
    "quantity": _("limit of number"),
    "risk_chart": _("integrity risk chart"),
    "state": _("state in the list"),
    "is_public": _("shown to the public"),
    "publicity": _("kind of publicity"),
    "note": _("remarks"),
}


@dataclass(frozen=True, slots=True)
class Group:
    label: Label
    names: tuple[str, ...]


# 中办发〔2015〕21号 demands the first group of every power that is published.
GROUPS = (
    Group(
        _("Published elements"),
        ("name", "sub_name", "code", "kind", "basis", "body", "flow_chart", "redress", "phone"),
    ),
    Group(
        _("Body and level"),
        ("office", "level", "remit", "parent_body", "superior_body", "division"),
    ),
    Group(
        _("How it is exercised"),
        (
            "conditions", "materials", "procedure", "legal_days", "promised_days", "fees",
            "agents", "subjects", "quantity", "risk_chart",
        ),
    ),
    Group(_("Duties"), ("department_duty", "duty", "duty_basis")),
    Group(_("Accountability"), ("accountable", "accountability", "accountability_basis")),
    Group(_("Other particulars"), ("state", "is_public", "publicity", "note")),
)  # fmt: skip
# Columns of workbooks that say nothing about the power.
NOT_KEPT: dict[str, Label] = {
    "serial": _("running number"),
    "recorder": _("typed in by"),
}
# Columns that only this list has are kept under their heading with this before it.
OWN = "+"


def label_of(name: str) -> Label:
    if name.startswith(OWN):
        return name.removeprefix(OWN)
    return LABELS.get(name) or NOT_KEPT.get(name, name)


def grouped(fields: dict[str, str]) -> list[tuple[Label, list[tuple[str, Label, str]]]]:
    """Return what is said, group by group, as (name, label, text); empty fields are left out."""
    groups = [
        (
            group.label,
            [(name, LABELS[name], fields[name]) for name in group.names if fields.get(name)],
        )
        for group in GROUPS
    ]
    own = [(name, label_of(name), text) for name, text in fields.items() if name.startswith(OWN)]
    if own:
        label, others = groups[-1]
        groups[-1] = (label, [*others, *own])
    return [(label, said) for label, said in groups if said]
