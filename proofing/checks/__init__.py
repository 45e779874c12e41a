"""What proofing finds in a page of whatever type, for the gate before publication."""

from collections.abc import Iterator

from wagtail.models import Page

from attachments.gate import Finding
from attachments.gate.page_text import texts_of
from proofing.checks.attached import words_attached
from proofing.checks.leaders import slips_in
from proofing.checks.links import links_of
from proofing.checks.pictures import pictures_of
from proofing.checks.sources import source_of
from proofing.checks.telling import Teller
from proofing.checks.titles import titles_like
from proofing.checks.words import words_in
from proofing.levels import levels


def findings(page: Page) -> Iterator[Finding]:
    """Yield what is to be told of a page as it stands in memory."""
    texts = list(texts_of(page))
    tell = Teller(levels())
    yield from words_in(texts)
    yield from words_attached(page)
    yield from slips_in(texts, tell)
    yield from pictures_of(page, texts, tell)
    yield from links_of(page, texts, tell)
    yield from titles_like(page, tell)
    yield from source_of(page, tell)
