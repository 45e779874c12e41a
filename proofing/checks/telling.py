"""How what was found becomes a finding of the gate."""

from collections.abc import Mapping
from typing import Any

from attachments.gate import Finding
from attachments.gate.markup import Visible
from attachments.gate.page_text import Where
from attachments.hashing import keyed
from attachments.personal import find, mask
from proofing.severity import Severity

CHECK = "proofing"
# Letters shown before and after; a waiver holds as long as these stay.
AROUND = 12
Text = tuple[Where, Visible]


class Teller:
    """Makes findings of checks, as grave as their levels are."""

    def __init__(self, levels: Mapping[str, Severity | None]) -> None:
        self._levels = levels

    def makes(self, name: str) -> bool:
        return self._levels[name] is not None

    def __call__(self, name: str, *what_differs: object, **told: Any) -> Finding:
        """Return a finding; it must be one of a check that is made."""
        severity = self._levels[name]
        return Finding(
            check=CHECK, digest=keyed(CHECK, name, *what_differs), **as_grave(severity), **told
        )


def as_grave(severity: Severity) -> dict[str, bool]:
    return {"holds": severity != Severity.HINT, "by_editor": severity == Severity.CONFIRM}


class Passages:
    """Passages of one text: what is shown of them, and what tells one from another.

    Numbers of people are masked, because waivers keep what is shown.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._shown = mask(text, find(text))

    def around(self, start: int, end: int) -> str:
        """Return the letters around [start, end) in the same line."""
        line = self._text.rfind("\n", 0, start) + 1
        ends = self._text.find("\n", end)
        ends = len(self._text) if ends < 0 else ends
        first, last = max(line, start - AROUND), min(ends, end + AROUND)
        said = " ".join(self._shown[first:last].split())
        return f"{'…' if first > line else ''}{said}{'…' if last < ends else ''}"

    def nth(self, start: int, end: int) -> int:
        """Return how many times these letters have stood in the text by then, this one counted."""
        return _count(self._text, self._text[start:end], start) + 1


def _count(text: str, passage: str, before: int) -> int:
    number, at = 0, text.find(passage)
    while 0 <= at < before:
        number, at = number + 1, text.find(passage, at + 1)
    return number
