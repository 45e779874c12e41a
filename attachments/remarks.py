"""What is to be told of a file beside what was taken out of it.

Cleaning changes nothing that a reader may have been meant to see: tracked changes are not accepted,
hidden sheets not deleted. Whoever uploads is told, and publication waits until somebody decides.
"""

from dataclasses import asdict, dataclass
from typing import Any, Self

# Publication waits for these to be decided.
HOLDING = frozenset(
    {
        "tracked_changes",
        "comments",
        "hidden_text",
        "hidden_sheets",
        "hidden_rows",
        "hidden_slides",
        "hidden_layers",
        "notes",
        "embedded",
        "scripts",
        "pivot_data",
        "connections",
        "archive",
        "damaged",
        "encrypted",
        "macros",
        "too_much",
        "unread",
    }
)
# An upload form takes no such file: who chose it can do better at once.
REFUSED = frozenset({"damaged", "encrypted", "macros"})
# Of such a file nothing was read.
UNREAD = frozenset({"archive", "damaged", "encrypted", "macros", "missing", "too_much", "unread"})
# What readers are not shown stands among the rest of the text, and cannot be told apart there.
MIXED_IN = frozenset({"hidden_layers", "hidden_rows", "hidden_slides", "hidden_text"})
# These only say what could not be done: "old_format", "signed", "no_text", "external_links",
# "restrictions", "unknown_format", "missing".


@dataclass(frozen=True, slots=True)
class Remark:
    """`code` is one of the above, `count` how often, `detail` names (of sheets, of files)."""

    code: str
    count: int = 0
    detail: str = ""

    @property
    def holds(self) -> bool:
        return self.code in HOLDING

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        return cls(**value)


def counted(remarks: list[Remark]) -> list[Remark]:
    """Return one remark for each code, counts added and details joined."""
    joined: dict[str, Remark] = {}
    for remark in remarks:
        before = joined.get(remark.code)
        if before:
            detail = "、".join(filter(None, dict.fromkeys((before.detail, remark.detail))))
            remark = Remark(remark.code, before.count + remark.count, detail)
        joined[remark.code] = remark
    return list(joined.values())
