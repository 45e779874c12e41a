"""Two versions of some words side by side, for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from texts.difference import Kind, Part, difference

NAMES = {
    "title": _("Title"),
    "author": _("Author"),
    "digest": _("Digest"),
    "address": _("Address of the original"),
    "text": _("Text"),
    "pictures": _("Pictures"),
    "article": _("Text of the article"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One named field: its two texts in parts; `is_same` if there is nothing to show."""

    name: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]
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
    parts = difference(old, new)
    return Compared(
        name,
        tuple(part for part in parts if part.kind != Kind.NEW),
        tuple(part for part in parts if part.kind != Kind.GONE),
        old == new,
    )
