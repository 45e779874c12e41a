"""What lists say, field by field: labels and groups for people, in the order of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosure.kinds import ListKind

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
    "powers": _("powers that carry it"),
    "boundary": _("boundary with other departments"),
    "item_number": _("number in the national list"),
    "measures": _("measures of prohibition or permission"),
    "local_measures": _("local permits"),
    "sector": _("sector"),
    "change": _("abolished, delegated or kept"),
}


@dataclass(frozen=True, slots=True)
class Group:
    label: Label
    names: tuple[str, ...]


# What has to be published of every power (中办发〔2015〕21号), in the words it is asked for in.
ELEMENTS = (
    Group(_("Function of the power"), ("name", "sub_name", "kind")),
    Group(_("Legal basis"), ("basis",)),
    Group(_("Exercised by"), ("body", "office")),
    Group(_("Duties and remit"), ("level", "remit", "department_duty", "duty")),
    Group(_("Procedure"), ("procedure", "flow_chart")),
    Group(_("Supervision"), ("phone", "redress", "accountability")),
)
_ACCOUNTABILITY = Group(
    _("Accountability"), ("accountable", "accountability", "accountability_basis")
)
_OTHER = ("state", "is_public", "publicity", "note")


@dataclass(frozen=True)
class Form:
    """What lists of one kind say of each item, and what they call it."""

    groups: tuple[Group, ...]
    elements: tuple[Group, ...] = ()
    words: Mapping[str, Label] = field(default_factory=dict)
    """Fields that have another name in such lists."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What lists are narrowed by, where it is another field than the one of that name."""
    table: tuple[str, ...] = ("kind", "body", "level")
    """What of that a table of items shows."""
    sought: tuple[str, ...] = ("code", "name", "sub_name", "body", "office")
    """What an item is found by."""

    def column(self, name: str, fields: Mapping[str, str]) -> str:
        """Return what is kept beside an item so that its list can be narrowed by it."""
        return fields.get(self.columns.get(name, name), "")

    def label_of_column(self, name: str) -> Label:
        return self.label_of(self.columns.get(name) or name)

    @property
    def label_of_name(self) -> Label:
        return self.label_of("name")

    @property
    def label_of_body(self) -> Label:
        return self.label_of("body")

    @property
    def table_labels(self) -> list[Label]:
        return [self.label_of_column(name) for name in self.table]

    def label_of(self, name: str) -> Label:
        return self.words.get(name) or label_of(name)

    @property
    def names(self) -> list[str]:
        """Return the fields in the order of a page."""
        return [name for group in self.groups for name in group.names]


FORMS: Mapping[str, Form] = {
    ListKind.POWERS: Form(
        elements=ELEMENTS,
        groups=(
            Group(
                _("Identity of the power"),
                ("name", "sub_name", "code", "kind", "basis", "body", "flow_chart", "redress",
                 "phone"),
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
            _ACCOUNTABILITY,
            Group(_("Other particulars"), _OTHER),
        ),
    ),
    ListKind.DUTIES: Form(
        words={
            "name": _("main duty"), "sub_name": _("duty in particular"),
            "body": _("responsible body"), "kind": _("kind of duty"),
        },
        table=("body", "kind"),
        sought=("code", "name", "sub_name", "body", "office", "duty", "powers"),
        groups=(
            Group(
                _("Duty"),
                ("name", "sub_name", "code", "kind", "duty", "duty_basis", "body", "office"),
            ),
            Group(_("Powers and boundaries"), ("powers", "boundary")),
            _ACCOUNTABILITY,
            Group(_("Other particulars"), ("phone", "redress", "level", *_OTHER)),
        ),
    ),
    ListKind.NEGATIVE: Form(
        words={
            "name": _("what is prohibited or permitted"), "code": _("code of the entry"),
            "kind": _("class of the entry"), "body": _("authority"),
        },
        columns={"level": "sector", "body": ""},
        table=("level", "kind"),
        sought=("code", "name", "kind", "sector", "measures", "body", "local_measures"),
        groups=(
            Group(
                _("Entry"),
                (
                    "name", "code", "item_number", "kind", "sector", "measures", "body",
                    "local_measures", "note",
                ),
            ),
        ),
    ),
    ListKind.PROJECTS: Form(
        words={
            "name": _("project to be approved"), "kind": _("field of the project"),
            "level": _("approving level"),
            "body": _("approved by"), "remit": _("what is approved"),
        },
        table=("kind", "level", "body"),
        sought=("code", "name", "sub_name", "kind", "level", "body", "remit"),
        groups=(
            Group(
                _("Project"),
                ("name", "sub_name", "code", "kind", "level", "body", "remit", "change", "basis"),
            ),
            Group(_("Other particulars"), ("office", "phone", *_OTHER)),
        ),
    ),
}  # fmt: skip
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


Said = list[tuple[str, Label, str]]


def elements(fields: Mapping[str, str], kind: str) -> list[tuple[Label, Said]]:
    """Return what has to be published, element by element; what a list lacks is empty."""
    form = FORMS[kind]
    return [(group.label, _said(form, group.names, fields)) for group in form.elements]


def grouped(fields: Mapping[str, str], kind: str = ListKind.POWERS) -> list[tuple[Label, Said]]:
    """Return what is said beside `elements`, group by group, as (name, label, text).

    Fields of other kinds of lists and columns of the list's own are with the last group.
    """
    form = FORMS[kind]
    shown = {name for group in form.elements for name in group.names}
    groups = [
        (group.label, _said(form, [name for name in group.names if name not in shown], fields))
        for group in form.groups
    ]
    others = [name for name in fields if name not in form.names and name not in shown]
    label, said = groups[-1]
    groups[-1] = (label, [*said, *_said(form, others, fields)])
    return [(label, said) for label, said in groups if said]


def _said(form: Form, names: Iterable[str], fields: Mapping[str, str]) -> Said:
    return [(name, form.label_of(name), fields[name]) for name in names if fields.get(name)]
