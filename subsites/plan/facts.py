"""What planning goes by: plain data about a unit, the template's columns and the main site."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

# What a part has, or should have: the values of its fields by their names.
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A row of the roster; its fields are those of `subsites.models.Unit`."""

    name: str
    kind: str
    level: str
    slug: str
    short_name: str = ""
    host: str = ""
    site_code: str = ""
    credit_code: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    introduction: str = ""
    accounts: str = ""
    wants_site: bool = True

    @classmethod
    def of(cls, unit: Any) -> "UnitFacts":
        """Return the facts of a `subsites.models.Unit`."""
        return cls(**{each.name: getattr(unit, each.name) for each in fields(cls)})

    @property
    def known_as(self) -> str:
        return self.short_name or self.name

    def as_fields(self) -> Fields:
        return asdict(self)

    @property
    def account_names(self) -> list[str]:
        names = self.accounts.replace("；", ";").split(";")
        return list(dict.fromkeys(name.strip() for name in names if name.strip()))


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A standard column; `key` stays when everything else about it changes."""

    key: int
    title: str
    slug: str
    column_class: str
    update_cycle: int
    owner: str = ""
    intro: str = ""
    in_menu: bool = True


@dataclass(frozen=True, slots=True)
class MainFacts:
    """What the footer of a site without a host of its own takes from the main site."""

    site_code: str = ""
    icp_number: str = ""
    police_number: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """What every site is planned by."""

    columns: tuple[ColumnFacts, ...]
    main: MainFacts = field(default_factory=MainFacts)


def columns_of(template: Any) -> Iterable[ColumnFacts]:
    """Yield the columns of a `SubsiteTemplate`; of None, none."""
    for each in template.columns.all() if template else ():
        yield ColumnFacts(
            each.pk, each.title, each.slug, each.column_class, each.update_cycle, each.owner,
            each.intro, each.in_menu,
        )  # fmt: skip
