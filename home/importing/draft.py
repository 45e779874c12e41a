"""What a reader makes of a file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any

Block = tuple[str, Any]
"""(kind, value) as `home.blocks.BodyBlock` names them; pictures by their key in `pictures`."""


class Unreadable(Exception):
    """A file that cannot be read as an article; the text says why, to whoever brought it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it was found in a file.

    `pictures` holds the bytes of the pictures that blocks name. `left_out` says what was
    not taken along and why.
    """

    title: str
    blocks: tuple[Block, ...]
    source: str = ""
    author: str = ""
    moment: datetime | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    def map_text(self, change: Callable[[str], str]) -> "Draft":
        """Return the draft with every text in it changed; HTML is changed as it stands."""
        return replace(
            self,
            title=change(self.title),
            source=change(self.source),
            author=change(self.author),
            blocks=tuple((kind, _mapped(kind, value, change)) for kind, value in self.blocks),
        )

    def texts(self) -> list[str]:
        """Return all texts, to be looked through."""
        found: list[str] = []
        self.map_text(lambda text: found.append(text) or text)
        return found

    def words(self) -> list[str]:
        """Return all texts without their markup."""
        return [unescape(re.sub(r"<[^>]*>", " ", text)) for text in self.texts()]

    def length(self) -> int:
        """Return the number of characters of the body, without spaces."""
        body = replace(self, title="", source="", author="")
        return sum(len("".join(text.split())) for text in body.words())


def _mapped(kind: str, value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if kind == "table":
        return [[change(cell) for cell in row] for row in value]
    keep = {"picture", "level"}
    return {key: text if key in keep else change(text) for key, text in value.items()}
