"""Which changes of a list a notice tells, and what they were: chosen once, and told for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from disclosure.causes import Cause
from disclosure.fields import LABELS, Form, Label

if TYPE_CHECKING:
    from disclosure.models import PowerListPage, PowerVersion

MOST = 300
ORDER = (
    Cause.NEW, Cause.ADJUSTED, Cause.RESTORED, Cause.MERGED, Cause.DELEGATED, Cause.CANCELLED,
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What an editor asks for; whatever is left empty does not narrow."""

    month: date | None = None
    document: str = ""
    first: int | None = None
    last: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Choice()

    def as_json(self) -> list[object]:
        month = f"{self.month:%Y-%m}" if self.month else ""
        return [month, self.document, self.first, self.last]


@dataclass(frozen=True)
class Changed:
    label: Label
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One change as a notice tells it."""

    version: "PowerVersion"
    url: str
    changes: tuple[Changed, ...]
    is_newest: bool
    """Whether nothing has happened to the power since."""

    @property
    def name(self) -> str:
        fields = self.version.fields
        name, sub = fields.get("name", ""), fields.get("sub_name", "")
        return f"{name}（{sub}）" if sub else name

    @property
    def code(self) -> str:
        return self.version.fields.get("code", "")


def chosen(power_list: "PowerListPage", choice: Choice) -> list[int]:
    """Return the numbers in the list's record that a choice means, at most `MOST` + 1."""
    rows = power_list.versions.order_by("sequence")
    if choice.month:
        rows = rows.filter(
            effective_on__year=choice.month.year, effective_on__month=choice.month.month
        )
    if choice.document:
        rows = rows.filter(document__contains=choice.document)
    if choice.first:
        rows = rows.filter(sequence__gte=choice.first)
    if choice.last:
        rows = rows.filter(sequence__lte=choice.last)
    return list(rows.values_list("sequence", flat=True)[: MOST + 1])


def entries(power_list: "PowerListPage", sequences: Iterable[int]) -> list[Entry]:
    """Return changes by their numbers, in two queries for any number of them."""
    rows = power_list.versions.filter(sequence__in=list(sequences))
    versions = list(rows.select_related("item__newest").order_by("item__position", "sequence"))
    before = _before(power_list, versions)
    address = power_list.full_url or ""
    return [
        Entry(
            version,
            f"{address}{version.item.address}/",
            tuple(_changes(before.get((version.item_id, version.number - 1), {}), version,
                           power_list.form)),
            version.item.newest_id == version.pk,
        )
        for version in versions
    ]  # fmt: skip


def by_cause(told: Iterable[Entry]) -> list[tuple[Label, list[Entry]]]:
    """Return entries under what happened, in the order of such notices; empty ones left out."""
    under: dict[str, list[Entry]] = {}
    for entry in told:
        under.setdefault(entry.version.cause, []).append(entry)
    return [(cause.label, under[cause]) for cause in ORDER if cause in under]


def _before(
    power_list: "PowerListPage", versions: "Sequence[PowerVersion]"
) -> dict[tuple[int, int], dict[str, str]]:
    wanted = {(version.item_id, version.number - 1) for version in versions}
    rows = power_list.versions.filter(
        item__in={item for item, _ in wanted}, number__in={number for _, number in wanted}
    )
    told = rows.values_list("item", "number", "fields")
    return {(item, number): said for item, number, said in told if (item, number) in wanted}


def _changes(old: dict[str, str], version: "PowerVersion", form: Form) -> Iterable[Changed]:
    if version.cause not in (Cause.ADJUSTED, Cause.RESTORED):
        return
    new = version.fields
    order = [*LABELS, *sorted((old.keys() | new.keys()) - LABELS.keys())]
    for name in order:
        if old.get(name, "") != new.get(name, ""):
            yield Changed(form.label_of(name), old.get(name, ""), new.get(name, ""))
