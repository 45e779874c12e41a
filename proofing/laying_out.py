"""One-click layout of a page, whatever its type: what would change, and the change in memory."""

from dataclasses import dataclass

from wagtail.models import Page

from attachments.gate.markup import Visible, plain, visible
from attachments.gate.page_text import Where, rewrite
from attachments.hashing import keyed
from proofing.layout import edits, without_blanks
from texts.difference import Part, difference

# One tag closes and another opens (`attachments.gate.markup`).
BETWEEN_PARAGRAPHS = "\n" * 4


@dataclass(frozen=True, slots=True)
class Change:
    """One text of a page as readers see it, before and after."""

    place: str
    before: str
    after: str

    @property
    def parts(self) -> list[Part]:
        return difference(self.before, self.after)


def lay_out(page: Page) -> list[Change]:
    """Lay out all texts of a page in memory and return what changed, in its order."""
    changes: list[Change] = []

    def set_(where: Where, text: Visible) -> str:
        new = laid_out_source(text)
        if new != text.source:
            after = visible(new) if text.is_markup else plain(new)
            changes.append(Change(where.words, _lines(text), _lines(after)))
        return new

    rewrite(page, set_)
    return changes


def laid_out_source(text: Visible) -> str:
    """Return the source of a text as it is set."""
    if text.is_markup:
        text = visible(without_blanks(text.source))
    return text.edited(edits(text.text))


def _lines(text: Visible) -> str:
    """Return what readers see, each paragraph of rich text in a line of its own."""
    return text.text.replace(BETWEEN_PARAGRAPHS, "\n").strip("\n") if text.is_markup else text.text


def seal(changes: list[Change]) -> str:
    """Return what differs if anything else would be changed than what somebody saw."""
    return keyed("proofing.layout", *((each.place, each.before, each.after) for each in changes))
