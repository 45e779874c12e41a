"""What stands above a transcript: its title, its facts, and who takes part."""

import re
from collections.abc import Iterator, Sequence

from interviews.reading.candidates import ORNAMENT, Form, candidate
from interviews.reading.labels import Label, Sureness, understood
from interviews.reading.lines import Line
from interviews.reading.reading import Known, Role
from interviews.reading.vocabulary import ROLES

FIELD = re.compile(r"[\[［【〔]?([^:：\n]{1,12}?)[\]］】〕]?\s*[:：]\s*(.*)")
SENTENCE = re.compile(r"[。！？!?]")
BETWEEN = re.compile(r"[、，,；;/／\u3000]\s*(?![^（(]*[）)])")
LONGEST_VALUE = 80
# A header longer than this is none.
LONGEST = 40


def participants(lines: Sequence[Line], known: Sequence[Known]) -> tuple[set[int], list[Known]]:
    """Return which lines only say who takes part, and who does.

    主持人：李四 above a transcript looks like a turn, but nobody says just a name. The header ends
    where the first speaker says something.
    """
    fields: set[int] = set()
    found: list[Known] = []
    role = Role.UNKNOWN
    is_listing = False
    for at, line in enumerate(lines[:LONGEST]):
        here = _people(line.text, known)
        if here:
            role = here[0].role
            fields.add(at)
            found += here
            is_listing = True
            continue
        field = _field(line.text)
        if field and field[0] in ROLES and not field[1] and at + 1 < len(lines):
            following = understood(lines[at + 1].text, known)
            if following is not None and following.post:
                role, is_listing = ROLES[field[0]], True
                fields.add(at)
                continue
        label = understood(line.text, known) if is_listing else None
        if label is not None and label.sureness >= Sureness.LIKELY and label.post:
            fields.add(at)
            found.append(Known(label.name, label.post, role))
            continue
        is_listing = False
        begun = candidate(line, known)
        if begun and begun.form != Form.ALONE and begun.label.sureness >= Sureness.LIKELY:
            break
    return fields, found


def _field(text: str) -> tuple[str, str] | None:
    match = FIELD.fullmatch(text[ORNAMENT.match(text).end() :].strip())
    return (re.sub(r"\s+", "", match[1]), match[2].strip()) if match else None


def _people(text: str, known: Sequence[Known]) -> list[Known]:
    field = _field(text)
    if field is None or field[0] not in ROLES:
        return []
    value, role = field[1], ROLES[field[0]]
    if not value or len(value) > LONGEST_VALUE or SENTENCE.search(value):
        return []
    labels = list(_labels(value, known))
    if not labels or any(label is None for label in labels):
        return []
    return [Known(label.name, label.post, label.role or role) for label in labels if label]


def _labels(value: str, known: Sequence[Known]) -> Iterator[Label | None]:
    whole = understood(value, known)
    if whole is not None and whole.sureness >= Sureness.NAME:
        yield whole
        return
    for piece in BETWEEN.split(value):
        label = understood(piece, known)
        yield label if label and label.sureness >= Sureness.NAME else None
