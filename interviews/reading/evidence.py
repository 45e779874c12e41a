"""Which labels are speakers, by the whole document.

    role or participant     always
    name with post, post    always, but alone on a line only if it comes again or has a time
    name                    if it comes again, has a time, or is somebody already; only once: taken,
                            with a doubt, among other labels of the same form
    any short word          if it is somebody already; if it comes again with a time, in bold or,
                            as most lines begin, in brackets; else only if such words begin most
                            paragraphs and take turns

What is not sure enough stays in the text, where everybody sees it, with a doubt.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from interviews.reading.candidates import (
    BEFORE_COLON,
    BRACKETS,
    Candidate,
    Form,
    candidate,
    ending,
    timed,
)
from interviews.reading.header import participants
from interviews.reading.labels import Sureness, understood
from interviews.reading.lines import Line
from interviews.reading.reading import Known

# How many paragraphs nicknames must begin, if nothing else says that they are speakers.
MOST_PARAGRAPHS = 0.6
OFTEN = 3
AFTER_SENTENCE = re.compile(r"(?<=[。！？!?…”」』\]］】)）])(?:\s+|(?=[\[［【〔]))")


@dataclass(slots=True)
class Findings:
    """`speakers` by the index of their line; `doubts` as (kind, index of a line, label)."""

    speakers: dict[int, Candidate] = field(default_factory=dict)
    doubts: list[tuple[str, int, str]] = field(default_factory=list)
    people: list[Known] = field(default_factory=list)

    def take(self, at: int, found: Candidate, doubt: str = "") -> None:
        self.speakers[at] = found
        if doubt:
            self.doubts.append((doubt, at, found.written))


def speakers(lines: list[Line], known: Sequence[Known] = ()) -> tuple[list[Line], Findings]:
    """Return the lines, cut where another speaker begins within one, and who speaks in which."""
    findings = _judged(lines, known)
    cut = _cut(lines, findings)
    return (cut, _judged(cut, known)) if len(cut) > len(lines) else (lines, findings)


def _judged(lines: Sequence[Line], known: Sequence[Known]) -> Findings:
    fields, people = participants(lines, known)
    everybody = [*known, *(each for each in people if each.name not in {k.name for k in known})]
    found = {
        at: each
        for at, line in enumerate(lines)
        if at not in fields and (each := candidate(line, everybody)) is not None
    }
    # A line that goes on is no name on a line of its own.
    found = {
        at: each for at, each in found.items() if lines[at].joint is None or each.form != Form.ALONE
    }
    # The time may stand on the line above the name.
    for at, each in found.items():
        above = timed(lines[at - 1]) if at and each.form == Form.ALONE and not each.stamps else None
        if above is not None and not lines[at - 1].text[above.end :].strip():
            found[at] = replace(each, stamps=above.stamps)
    findings = Findings(people=everybody)
    counts = Counter((each.label.key, each.form) for each in found.values())
    for at, each in found.items():
        _surely(at, each, counts[each.label.key, each.form], findings)
    _repeated(found, counts, lines, findings)
    if not findings.speakers:
        _taking_turns(found, counts, lines, findings)
    _rest(found, counts, findings)
    return findings


def _surely(at: int, each: Candidate, count: int, findings: Findings) -> None:
    sureness, form = each.label.sureness, each.form
    if form == Form.VOICE or sureness == Sureness.CERTAIN:
        findings.take(at, each)
    elif sureness == Sureness.LIKELY and (form != Form.ALONE or count > 1 or each.stamps):
        findings.take(at, each, "" if each.label.post or count > 1 or each.stamps else "once")


def _repeated(
    found: dict[int, Candidate],
    counts: Counter[tuple[str, Form]],
    lines: Sequence[Line],
    findings: Findings,
) -> None:
    """Take names that come again, and short words that only labels look like."""
    in_brackets = sum(count for (_key, form), count in counts.items() if form == Form.BRACKETS)
    most_in_brackets = in_brackets >= MOST_PARAGRAPHS * _paragraphs(lines)
    for at, each in found.items():
        if at in findings.speakers:
            continue
        is_name = each.label.sureness >= Sureness.NAME
        again = counts[each.label.key, each.form] > 1
        if is_name and (again or each.stamps):
            findings.take(at, each)
        elif again and (
            each.stamps or each.is_bold or (each.form == Form.BRACKETS and most_in_brackets)
        ):
            findings.take(at, each, "unusual")


def _taking_turns(
    found: dict[int, Candidate],
    counts: Counter[tuple[str, Form]],
    lines: Sequence[Line],
    findings: Findings,
) -> None:
    again = {
        at: each
        for at, each in found.items()
        if each.form == Form.COLON and counts[each.label.key, each.form] > 1
    }
    several = len({each.label.key for each in again.values()}) > 1
    if several and len(again) >= MOST_PARAGRAPHS * _paragraphs(lines):
        for at, each in again.items():
            findings.take(at, each, "unusual")


def _rest(
    found: dict[int, Candidate], counts: Counter[tuple[str, Form]], findings: Findings
) -> None:
    keys = {each.label.key for each in findings.speakers.values()}
    forms = {each.form for each in findings.speakers.values()}
    told: set[str] = set()
    for at, each in found.items():
        if at in findings.speakers:
            continue
        is_name = each.label.sureness >= Sureness.NAME
        if each.label.key in keys and (is_name or each.form != Form.ALONE):
            findings.take(at, each)
        elif is_name and each.form in forms and each.form != Form.ALONE:
            findings.take(at, each, "once")
        elif (is_name or counts[each.label.key, each.form] >= OFTEN) and each.written not in told:
            if each.form == Form.ALONE and not is_name:
                continue
            told.add(each.written)
            findings.doubts.append(("perhaps", at, each.written))


def _paragraphs(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if line.joint is None and line.text.strip())


def _cut(lines: list[Line], findings: Findings) -> list[Line]:
    """Cut lines before speakers that begin where a sentence or a time ends.

    Names before a colon must have a space before them as well, and speak elsewhere too.
    """
    keys = {each.label.key for each in findings.speakers.values()}
    cut: list[Line] = []
    for line in lines:
        start = 0
        for gap in AFTER_SENTENCE.finditer(line.text):
            if _begins(line.text, gap, keys, findings.people):
                cut.append(_piece(line, start, gap.start()))
                start = gap.end()
        cut.append(_piece(line, start, len(line.text)) if start else line)
    return cut


def _begins(text: str, gap: re.Match[str], keys: set[str], people: Sequence[Known]) -> bool:
    """Tell whether a speaker begins after a gap between sentences."""
    if match := BRACKETS.match(text, gap.end()):
        label = understood(match[1], people)
        return label is not None and (
            label.key in keys
            or label.sureness >= Sureness.NAME
            or ending(text, gap.start()) is not None
        )
    if gap[0] and (match := BEFORE_COLON.match(text, gap.end())):
        label = understood(match[1], people)
        return label is not None and label.key in keys
    return False


def _piece(line: Line, start: int, end: int) -> Line:
    piece = replace(line, text=line.text[start:end], bold=max(0, min(line.bold, end) - start))
    if start:
        piece = replace(piece, joint=None)
    return piece if end == len(line.text) else replace(piece, pictures=())
