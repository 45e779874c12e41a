"""Two versions of some words side by side, for people: lines first, characters within them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

NAMES = {
    "title": _("Title"),
    "author": _("Author"),
    "digest": _("Digest"),
    "address": _("Address of the original"),
    "text": _("Text"),
    "pictures": _("Pictures"),
    "article": _("Text of the article"),
}
# Beyond this the characters of a line are not compared: the two lines are shown whole.
MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is the same in both (`same`), only old or only new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One named field: its two texts in pieces; `is_same` if there is nothing to show."""

    name: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    is_same: bool


def named(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is said, each field under its name for people."""
    return [(str(NAMES.get(name, name)), said) for name, said in words.items()]


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> list[Compared]:
    """Compare what both say, field by field; fields only one side tells are left out."""
    return [
        _compared(str(NAMES.get(name, name)), old[name], new[name]) for name in old if name in new
    ]


def _compared(name: str, old: str, new: str) -> Compared:
    if old == new:
        return Compared(name, (Piece("same", old),), (Piece("same", new),), True)
    old_pieces: list[Piece] = []
    new_pieces: list[Piece] = []
    for before, after in _lines(old, new):
        if before == after:
            old_pieces.append(Piece("same", before))
            new_pieces.append(Piece("same", after))
            continue
        for one, other in _characters(before, after):
            if one:
                old_pieces.append(Piece("same" if one == other else "gone", one))
            if other:
                new_pieces.append(Piece("same" if one == other else "come", other))
    return Compared(name, tuple(old_pieces), tuple(new_pieces), False)


def _lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for _tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield "".join(before[i1:i2]), "".join(after[j1:j2])


def _characters(before: str, after: str) -> Iterator[tuple[str, str]]:
    if len(before) + len(after) > MOST_CHARACTERS:
        yield before, after
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield before[i1:i2], after[j1:j2]
