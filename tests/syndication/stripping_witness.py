"""What both platforms' witnesses share: their patience, and how findings and cases are named."""

from hypothesis import settings

from syndication.channels.base import Finding

PLENTY = 1_000_000
# The sandbox answers when it can; it is not its speed that is tried.
unhurried = settings(deadline=None)


def codes_of(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def ids(cases: list[tuple]) -> list[str]:
    return [f"{number}-{str(case[0])[:40]}" for number, case in enumerate(cases)]
