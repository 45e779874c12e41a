"""A file looked at once: cleaned, read, its numbers of people found, in one confined process."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from attachments import confined
from attachments.confined import Stopped
from attachments.formats import PICTURES, kind_of
from attachments.metadata import Cleaned, clean
from attachments.personal import find, mask
from attachments.remarks import MIXED_IN, Remark
from attachments.text import Place, pieces
from attachments.text.running import Running

# Told one by one; of more, how many there are.
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a file, in full: never to be stored or logged like this."""

    kind: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Examined:
    """`counts` tells how many different numbers of each kind there are, `found` names the first.
    `text` is what readers see in the file, without the numbers of people (`text.running`).
    """

    cleaned: Cleaned
    counts: dict[str, int] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    text: str = ""


def examine(data: bytes) -> Examined:
    """Clean a file and find the numbers in it. What cannot be opened is told by a remark."""
    # Of these nothing is unpacked or parsed.
    if kind_of(data) in PICTURES | {"zip", "other"}:
        return Examined(clean(data))
    try:
        answer = confined.run("attachments.examining:answer", data)
    except Stopped as stopped:
        code = "unread" if stopped.code == "broken" else stopped.code
        return Examined(Cleaned(data, remarks=[Remark(code)]))
    head, _, rest = answer.partition(b"\n")
    said = json.loads(head)
    cleaned = Cleaned(
        rest if said["changed"] else data,
        frozenset(said["removed"]),
        [Remark.from_json(each) for each in said["remarks"]],
    )
    found = tuple(Found(k, v, Place.from_json(place)) for k, v, place in said["found"])
    return Examined(cleaned, said["counts"], found, said["text"])


def answer(data: bytes) -> bytes:
    """Examine a file here and now; what the confined process runs."""
    cleaned = clean(data)
    remarks = list(cleaned.remarks)
    try:
        counts, found, has_text, text = _looked_through(cleaned.data)
    except Stopped as stopped:
        # What was cleaned stays clean, though the reader stumbles where the writer did not.
        counts, found, has_text, text = {}, [], True, ""
        remarks.append(Remark("too_much" if stopped.code == "too_much" else "unread"))
    if not has_text and kind_of(data) == "pdf":
        remarks.append(Remark("no_text"))
    changed = cleaned.data != data
    head: dict[str, Any] = {
        "changed": changed,
        "removed": sorted(cleaned.removed),
        "remarks": [each.as_json() for each in remarks],
        "counts": counts,
        "found": [[each.kind, each.value, each.place.as_json()] for each in found],
        "text": "" if MIXED_IN & {each.code for each in remarks} else text,
    }
    return json.dumps(head).encode() + b"\n" + (cleaned.data if changed else b"")


def _looked_through(data: bytes) -> tuple[dict[str, int], list[Found], bool, str]:
    """Return the numbers of people, the first of them, whether there is text, and that text."""
    running = Running()
    seen: set[tuple[str, str]] = set()
    found: list[Found] = []
    has_text = False
    for piece in pieces(data):
        has_text = True
        numbers = find(piece.text, is_numeric=piece.is_numeric)
        running.take(piece.place, mask(piece.text, numbers) if numbers else piece.text)
        for number in numbers:
            if (number.kind, number.value) in seen:
                continue
            seen.add((number.kind, number.value))
            if len(found) < MOST_NAMED:
                found.append(Found(number.kind, number.value, piece.place))
    return dict(Counter(kind for kind, _value in seen)), found, has_text, running.text()
