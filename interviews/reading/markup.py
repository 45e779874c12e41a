"""Pasted HTML as lines. It is text: nothing in it is run, fetched or kept as markup."""

from html.parser import HTMLParser

from interviews.reading.lines import INVISIBLE, Line

_BLOCKS = """
    address article aside blockquote body br caption center dd div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section
    table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
# What is open is gone through for each piece of text.
DEEPEST = 200
UNSEEN = frozenset(("script", "style", "template", "head", "noscript"))


def lines(html: str) -> tuple[list[Line], int]:
    """Return the lines of HTML and how many pictures were in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines, reader.pictures


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.pictures = 0
        self.texts: list[str] = []
        self.length = self.bold_length = 0
        self.open: list[tuple[str, bool]] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag in BLOCKS:
            self.end_line()
        if tag == "img":
            self.pictures += 1
        if tag in BOLD or tag in ("span", "font"):
            style = (dict(attrs).get("style") or "").replace(" ", "").lower()
            heavy = any(f"font-weight:{word}" in style for word in ("bold", "600", "700", "800"))
            if len(self.open) < DEEPEST:
                self.open.append((tag, tag in BOLD or heavy))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in BLOCKS:
            self.end_line()
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at]
                break

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        # Line ends of the source are spaces, and between Chinese characters nothing at all.
        words = data.translate(INVISIBLE)
        parts = words.splitlines() or [""]
        words, done = parts[0], []
        for part in (*filter(str.strip, parts[1:-1]), *parts[1:][-1:]):
            after = part.lstrip(" \t")
            gap = " " if (words[-1:] + after[:1]).isascii() else ""
            done.append(words.rstrip(" \t"))
            words = gap + after
        words = "".join((*done, words))
        is_bold = any(bold for _tag, bold in self.open)
        if is_bold and self.bold_length == self.length:
            self.bold_length += len(words)
        self.texts.append(words)
        self.length += len(words)

    def end_line(self) -> None:
        text = "".join(self.texts)
        if text.strip():
            self.lines.append(Line(text, len(self.lines) + 1, self.bold_length))
        self.texts, self.length, self.bold_length = [], 0, 0
