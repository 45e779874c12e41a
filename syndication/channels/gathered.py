"""Gathering what befalls a payload: one finding per kind, with how often and what it concerns."""

from syndication.channels.base import Finding, Severity

EXAMPLES, LONGEST = 5, 60


class Gathered:
    """Notes by code. Each becomes a Finding with `count` and `what`, up to five different texts."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._what: dict[str, list[str]] = {}

    def add(self, code: str, what: str = "") -> None:
        self._counts[code] = self._counts.get(code, 0) + 1
        known = self._what.setdefault(code, [])
        text = shortened(what)
        if text and text not in known and len(known) < EXAMPLES:
            known.append(text)

    def findings(self, severity: Severity = Severity.CHANGED) -> list[Finding]:
        """Return the findings in the order in which their kinds were first met."""
        return [
            Finding(severity, code, {"count": count, "what": self._what[code]})
            for code, count in self._counts.items()
        ]


def shortened(text: str) -> str:
    """Return a text in one line of at most sixty characters."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
