"""Terms of the word lists in a page: one finding for each hit, with what one click puts there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from django.utils.translation import gettext as _
from wagtail.models import Page

from attachments.gate import Finding
from attachments.gate.markup import Visible
from attachments.gate.page_text import Where, rewrite
from attachments.hashing import keyed
from proofing.checks.telling import CHECK, Passages, Text, as_grave
from proofing.lexicon import matcher
from proofing.matching import Hit, Term

# A term that is there more often is one finding: it is replaced everywhere, or answered for.
MOST_APART = 10


def words_in(texts: Iterable[Text]) -> Iterator[Finding]:
    """Yield findings in the order of the page."""
    wanted = matcher()
    found: dict[Term, list[tuple[Where, Visible, Hit]]] = defaultdict(list)
    for where, text in texts:
        for hit in wanted.find(text.text):
            found[hit.term].append((where, text, hit))
    seen: Counter[tuple[str, str]] = Counter()
    passages: dict[int, Passages] = {}
    for term, hits in found.items():
        if len(hits) > MOST_APART:
            yield _all_in_one(term, hits)
            continue
        for where, text, hit in hits:
            around = passages.setdefault(id(text), Passages(text.text))
            snippet = around.around(hit.start, hit.end)
            seen[(term.wrong, snippet)] += 1
            yield Finding(
                check=CHECK,
                what=said_of(term),
                place=where.words,
                digest=keyed(CHECK, "term", term.wrong, snippet, seen[(term.wrong, snippet)]),
                snippet=snippet,
                path=where.path,
                passage=text.text[hit.start : hit.end],
                nth=around.nth(hit.start, hit.end),
                **_click(term, where.words, hit.start),
                **as_grave(term.severity),
            )


def _all_in_one(term: Term, hits: list[tuple[Where, Visible, Hit]]) -> Finding:
    where, text, hit = hits[0]
    places = {"place": where.words, "number": len(hits)}
    return Finding(
        check=CHECK,
        what=said_of(term),
        place=_("%(place)s and elsewhere, %(number)d times") % places,
        digest=keyed(CHECK, "term", term.wrong, "all", len(hits)),
        path=where.path,
        passage=text.text[hit.start : hit.end],
        **_click(term),
        **as_grave(term.severity),
    )


def said_of(term: Term) -> str:
    """Say what is wrong with a term, and why."""
    if term.right:
        said = _("“%(wrong)s” should be “%(right)s”")
    else:
        said = _("“%(wrong)s” is in the word list %(of)s")
    said %= {"wrong": term.wrong, "right": term.right, "of": term.of}
    return f"{said}：{term.reason}" if term.reason else said


def _click(term: Term, place: str = "", start: int = 0) -> dict:
    if not term.right:
        return {}
    return {
        "mend": partial(put_right, term=term, place=place, start=start),
        "click": _("Change it to “%(right)s”") % {"right": term.right},
    }


def put_right(page: Page, *, term: Term, place: str, start: int) -> None:
    """Write in a page, in memory, what a term should be: where it was found, or everywhere.

    Nothing is changed if something else stands there by now.
    """
    wanted = matcher()

    def mended(where: Where, text: Visible) -> str:
        if place and where.words != place:
            return text.source
        hits = [
            hit
            for hit in wanted.find(text.text)
            if hit.term == term and (not place or hit.start == start)
        ]
        return text.edited((hit.start, hit.end, term.right) for hit in hits)

    rewrite(page, mended)
