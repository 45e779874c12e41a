"""What does not agree between pages and their record, as it is told to people."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_trigger": _("trigger %(name)s is not there; run migrate"),
    "never_public": _("page %(page)s: says it was never public, recorded %(recorded)s"),
    "no_record": _("page %(page)s: no record of its first publication"),
    "other_time": _("page %(page)s: first published at %(at)s, recorded %(recorded)s"),
    "shown_earlier": _("page %(page)s: shows %(shown)s, first published at %(at)s"),
    "version_changed": _("earlier version %(version)s of page %(page)s: content changed"),
    "not_kept": _("page %(page)s: taken down, and nothing is kept of its withdrawal"),
    "not_kept_deleted": _("page %(page)s: deleted, and nothing is kept of its withdrawal"),
    "kept_afterwards": _(
        "page %(page)s: taken down, and nothing was kept of its withdrawal; now it is recorded as "
        "gone. What was decided is lost: decide it again if it was anything else."
    ),
    "kept_deleted": _(
        "page %(page)s: deleted, and nothing was kept of its withdrawal; now it is in the record, "
        "but its address is not known any more."
    ),
}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """`what` is a key of WORDS, `said` what stands in these. As text in the reader's language."""

    what: str
    said: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(WORDS[self.what]) % self.said

    @property
    def page(self) -> int | None:
        return self.said.get("page")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def discrepancy(what: str, **said: Any) -> Discrepancy:
    return Discrepancy(what, {name: _plain(value) for name, value in said.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i:s")
    return value
