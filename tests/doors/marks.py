"""Words that stand nowhere but in one text, so that whoever finds one knows which text got out."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

LETTERS = "bcdfghjklmnpqrstvwxz"
# Letters without vowels, so that search does not take one for another's beginning.
SHAPE = re.compile(rf"zq[{LETTERS}]{{5}}(?:s|k)y")
OPENS = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Text:
    """Where a mark was put: in which thing, in which version of it, in what of that."""

    thing: str
    version: int
    place: str


@dataclass
class Marks:
    texts: dict[str, Text] = field(default_factory=dict)

    def new(self, thing: str, version: int, place: str) -> str:
        """Return a new mark: a word of nine letters that is in no language."""
        mark = f"zq{_in_letters(len(self.texts))}sy"
        self.texts[mark] = Text(thing, version, place)
        return mark

    def of(self, thing: str, version: int | None = None) -> set[str]:
        return {
            mark
            for mark, text in self.texts.items()
            if text.thing == thing and version in (None, text.version)
        }


def key_word(number: int) -> str:
    """Return a word that all versions of a thing have in their titles, to be asked for by it."""
    return f"zq{_in_letters(number * 7919 + 13)}ky"


def found_in(content: bytes) -> set[str]:
    """Return the marks in what was answered, also within packed files."""
    text = "\n".join(_texts(content)).casefold()
    return {word for word in SHAPE.findall(text) if word.endswith("sy")}


def _texts(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    if content.startswith(OPENS):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")


def _in_letters(number: int) -> str:
    # Neighbours in number are far apart in letters: search forgives a wrong letter.
    number = (number * 1_000_003 + 12_345) % len(LETTERS) ** 5
    word = ""
    for _each in range(5):
        number, place = divmod(number, len(LETTERS))
        word += LETTERS[place]
    return word


def body_of(response: Any) -> bytes:
    """Return what was answered, with its headers: an address can say something too."""
    pieces: Iterable[bytes] = (
        response.streaming_content if response.streaming else [response.content]
    )
    headers = "\n".join(f"{name}: {value}" for name, value in response.items()).encode()
    return b"".join(pieces) + b"\n" + headers
