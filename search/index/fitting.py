"""Entries as a row can hold them, and what tells whether two of them are the same."""

import hashlib
import re
from dataclasses import astuple, replace

from findable import FACETS, Entry
from search.analysis import RULES
from search.analysis.lines import in_a_line
from search.models.index import Indexed

# What an entry says, field by field; a row has a column of the same name for each.
WRITTEN = tuple(Entry.__dataclass_fields__)
_WORDS = tuple(name for name in WRITTEN if name not in ("kind", "day"))
_NARROWED_BY = tuple(name for name in _WORDS if name in FACETS)
# What stands in no page and no feed (XML 1.0, 2.2); NUL is in no database either.
_NOWHERE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROOM = {name: Indexed._meta.get_field(name).max_length for name in _WORDS}


def fitting(entry: Entry) -> Entry:
    """Return an entry whose words a row has room for, without what no database keeps and no page
    shows.

    A key is shortened so that it stays another one than its neighbours'. What results are narrowed
    by is a line, so that an address can say it.
    """
    said = {name: storable(str(getattr(entry, name))) for name in _WORDS}
    said["key"] = _short(said["key"])
    said |= {name: in_a_line(said[name]) for name in _NARROWED_BY}
    said = {name: words[: _ROOM[name]] for name, words in said.items()}
    return replace(entry, **said | {name: said[name].strip() for name in _NARROWED_BY})


def storable(words: str) -> str:
    """Return words without NUL, with spaces for what cannot be shown, and with halves of characters
    marked as unreadable.
    """
    if "\0" in words:
        words = words.replace("\0", "")
    words = _NOWHERE.sub(" ", words)
    try:
        words.encode()
    except UnicodeEncodeError:
        words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return words


def _short(key: str) -> str:
    room = _ROOM["key"]
    if room is None or len(key) <= room:
        return key
    mark = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
    return f"{key[: room - len(mark) - 1]}~{mark}"


def digest_of(owner: str, entry: Entry) -> bytes:
    """Return what changes whenever anything in an entry does, whose it is, or how it is read."""
    said = "\0".join([RULES, owner, *map(str, astuple(entry))])
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
