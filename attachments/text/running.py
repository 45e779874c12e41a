"""What whoever opens a file reads in it, as running text: a paragraph, a row or a cell in a line.

Nothing is in it that has to be looked for: hidden sheets, comments, what is marked as deleted, the
notes below slides, files inside files.
"""

from collections.abc import Iterator

from attachments.text.pieces import SOMEWHERE, Place

MOST = 200_000
"""Characters that are kept of one file."""
OPEN = frozenset({"page", "cell", "paragraph", "table", "slide", "field", "line"})
# A part of a text document.
COMMENTS = "comments"
# Bytes of old formats are only guessed to be text; random ones make rare characters.
SHORTEST_GUESS, COMMON = 8, 0.9
# A line of a page that is shorter than this share of its longest one ends a paragraph.
FULL_LINE = 0.8


class Running:
    """Takes the pieces of a file in their order; what is beyond `MOST` is left out."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._row: tuple | None = None

    def take(self, place: Place, text: str) -> None:
        """Take a piece's text as it may be shown."""
        if self._length >= MOST or not is_open(place, text):
            return
        row = _row_of(place)
        lines = _paragraphs(text) if place.kind == "page" else text.splitlines()
        lines = list(filter(None, map(_in_a_line, lines)))
        if row and row == self._row:
            self._lines[-1] = " ".join([self._lines[-1], *lines])
        else:
            self._lines += lines
            self._row = row if lines else None
        self._length += sum(len(line) + 1 for line in lines)

    def text(self) -> str:
        """Return the lines, without what no database keeps."""
        text = "\n".join(self._lines)[:MOST].replace("\0", "")
        return text.encode("utf-8", "ignore").decode()


def is_open(place: Place, text: str) -> bool:
    """Tell whether readers see a piece without looking for it."""
    if place == SOMEWHERE:
        return _reads_like_chinese(text)
    is_beside = place.is_hidden or place.within or place.name == COMMENTS
    return place.kind in OPEN and not is_beside


def _reads_like_chinese(text: str) -> bool:
    letters = [letter for letter in text if not letter.isspace()]
    common = [each for each in letters if each.isascii() or each.encode("gb2312", "ignore")]
    is_chinese = any(not letter.isascii() for letter in letters)
    return len(letters) >= SHORTEST_GUESS and is_chinese and len(common) >= COMMON * len(letters)


def _row_of(place: Place) -> tuple | None:
    match place.kind:
        case "cell":
            return place.sheet, place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "table":
            return place.number, place.row, place.name
    return None


def _paragraphs(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page whose lines end where the paper does."""
    lines = list(filter(None, map(_in_a_line, page.splitlines())))
    longest = max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        between = " " if paragraph[-1:].isascii() and line[0].isascii() and paragraph else ""
        paragraph += between + line
        if len(line) < FULL_LINE * longest:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
