"""Terms of the word lists in the documents that a page leads to: one finding for each of both.

Another authority's file must not be changed, so what would have to be confirmed is a hint here.
What blocks in a page blocks in its documents.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from attachments.gate import Finding
from attachments.gate.documents import documents_of
from attachments.hashing import keyed
from attachments.inspecting import texts_of
from proofing.checks.telling import CHECK, Passages, as_grave
from proofing.checks.words import said_of
from proofing.lexicon import matcher
from proofing.severity import Severity


def words_attached(page: Page) -> Iterator[Finding]:
    documents = documents_of(page)
    if not documents:
        return
    texts, wanted = texts_of(documents), matcher()
    for document in documents:
        text = f"{document.title}\n{texts[document.pk]}"
        hits = wanted.find(text)
        numbers = Counter(hit.term for hit in hits)
        around = Passages(text) if hits else None
        for hit in hits:
            if number := numbers.pop(hit.term, 0):
                term = hit.term
                name = {"title": document.title, "number": number}
                yield Finding(
                    check=CHECK,
                    what=said_of(term),
                    place=_("attachment “%(title)s”, %(number)d times") % name,
                    digest=keyed(CHECK, "attached", term.wrong, document.file_hash, number),
                    snippet=around.around(hit.start, hit.end),
                    **as_grave(_here(term.severity)),
                )


def _here(severity: Severity) -> Severity:
    return severity if severity == Severity.BLOCK else Severity.HINT
