"""The neutral blocks a story's body is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace


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
    """One speaker's utterance in an interview; a line break begins a new paragraph.

    `role` is what the speaker is to the interview, in words; `post`, what they are elsewhere.
    `asks`: it puts the question that others answer. `images` stand below the words.
    """

    speaker: str
    runs: Inline
    role: str = ""
    post: str = ""
    asks: bool = False
    images: tuple[Image, ...] = ()

    @property
    def paragraphs(self) -> tuple[Inline, ...]:
        """Return the words paragraph by paragraph, without empty ones."""
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            for number, text in enumerate(run.text.split("\n")):
                if number:
                    lines.append([])
                if text:
                    lines[-1].append(replace(run, text=text))
        return tuple(tuple(line) for line in lines if plain(tuple(line)).strip())


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns that belong together, such as a question and its answers.

    Where there is no room for all dialogues of a story, those of the highest `rank` give way,
    and a reader is told so. `key` names it within the story, `title` for people who choose; it
    can be read at `url`.
    """

    key: str
    title: str
    turns: tuple[Turn, ...]
    rank: int = 0
    url: str = ""


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
    Heading
    | Paragraph
    | ListBlock
    | Image
    | Gallery
    | Quote
    | Table
    | Turn
    | Dialogue
    | Attachment
    | Video
)
