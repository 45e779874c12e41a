"""The neutral blocks a story's body is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one appearance; `href` is an absolute address or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Inline = tuple[Run, ...]


def plain(runs: Inline) -> str:
    """Return the words of some runs without their appearance."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by reference.

    `source` names these very bytes and changes when they change; `read` returns them
    (original file, any format) and is called only by whoever stocks the picture.
    """

    source: str
    alt: str
    read: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Inline


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    images: tuple[Image, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    runs: Inline
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells; the first `header_rows` of them are headings."""

    rows: tuple[tuple[Inline, ...], ...]
    header_rows: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's utterance in an interview."""

    speaker: str
    runs: Inline
    role: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to download; `size` in bytes, `suffix` without the dot, lower case."""

    title: str
    url: str
    size: int = 0
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    title: str
    url: str


Block = (
    Heading | Paragraph | ListBlock | Image | Gallery | Quote | Table | Turn | Attachment | Video
)
