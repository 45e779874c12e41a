"""The check for numbers of people, in a page's words and in the documents that it leads to."""

from collections.abc import Collection, Iterator
from functools import partial

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from attachments.gate.documents import documents_of
from attachments.gate.findings import Finding
from attachments.gate.markup import Visible
from attachments.gate.page_text import Where, rewrite, texts_of
from attachments.hashing import keyed
from attachments.inspecting import inspections_of
from attachments.models import Inspection
from attachments.personal import find, mask, masked
from attachments.personal.masking import STAR, hidden
from attachments.text import Place
from attachments.words import KINDS, place_in_words, remark_in_words

CHECK = "personal"
FILES = "attachments"
# A list with more numbers than this is one finding: it is replaced as a whole, or waived.
MOST_APART = 10
MOST_PLACES = 3


def personal_numbers(page: Page) -> Iterator[Finding]:
    """Find numbers of people in the words of a page."""
    places: dict[tuple[str, str], list[Where]] = {}
    for place, text in texts_of(page):
        for number in find(text.text):
            places.setdefault((number.kind, number.value), []).append(place)
    for (kind, value), where in places.items():
        yield Finding(
            check=CHECK,
            what=str(KINDS[kind]),
            place=_joined([place.words for place in where]),
            path=where[0].path,
            digest=keyed(CHECK, kind, value),
            snippet=masked(kind, value),
            mend=partial(mask_in, kind=kind, value=value),
        )


def mask_in(page: Page, *, kind: str, value: str) -> None:
    """Mask a number wherever it stands in the words of a page, in memory."""

    def without(_place: Where, text: Visible) -> str:
        found = [each for each in find(text.text) if (each.kind, each.value) == (kind, value)]
        places = [place for each in found for place in hidden(text.text, each)]
        return text.replaced(places, STAR) if places else text.source

    rewrite(page, without)


def what_is_in_documents(page: Page) -> Iterator[Finding]:
    """Tell what was found in the documents that a page shows or links to."""
    documents = documents_of(page)
    inspections = inspections_of(documents)
    for document in documents:
        yield from what_is_in(document, inspections[document.pk])


def what_is_in(
    document: AbstractDocument, inspection: Inspection, *, but: Collection[str] = ()
) -> Iterator[Finding]:
    """Tell what was found in one document; remarks with the codes `but` are left out."""
    name = _("attachment “%(title)s”") % {"title": _safe(document.title)}
    yield from _in_its_name(document, name)
    yield from _numbers(inspection, name)
    for remark in inspection.told():
        if remark.code not in but:
            yield Finding(
                check=FILES,
                what=remark_in_words(remark),
                place=name,
                digest=keyed(FILES, remark.code, remark.count, remark.detail, _file(inspection)),
                holds=remark.holds,
            )


def _safe(title: str) -> str:
    return mask(title, find(title))


def _in_its_name(document: AbstractDocument, name: str) -> Iterator[Finding]:
    for place, text in ((_("title"), document.title), (_("file name"), document.filename)):
        for number in find(text):
            shown = masked(number.kind, number.value)
            yield Finding(
                check=CHECK,
                what=str(KINDS[number.kind]),
                place=f"{name} {place}",
                digest=keyed(CHECK, number.kind, number.value, "name", document.pk),
                snippet=shown,
            )


def _numbers(inspection: Inspection, name: str) -> Iterator[Finding]:
    for kind, count in inspection.counts.items():
        found = [each for each in inspection.numbers if each["kind"] == kind]
        if count > MOST_APART:
            yield _all_in_one(inspection, name, kind, count, found)
            continue
        for each in found:
            place = place_in_words(Place.from_json(each["place"]))
            yield Finding(
                check=CHECK,
                what=str(KINDS[kind]),
                place=f"{name} {place}",
                digest=keyed(CHECK, kind, each["hash"], _file(inspection)),
                snippet=each["shown"],
            )


def _all_in_one(
    inspection: Inspection, name: str, kind: str, count: int, found: list[dict]
) -> Finding:
    where = [place_in_words(Place.from_json(each["place"])) for each in found[:MOST_PLACES]]
    return Finding(
        check=CHECK,
        what=_("%(kind)s: %(number)d different ones") % {"kind": KINDS[kind], "number": count},
        place=f"{name} {_joined(where)}…",
        digest=keyed(CHECK, kind, "all", count, _file(inspection)),
        snippet="、".join(each["shown"] for each in found[:MOST_PLACES]) + "…",
    )


def _file(inspection: Inspection) -> str:
    return inspection.file_hash


def _joined(places: list[str]) -> str:
    places = list(dict.fromkeys(places))
    return "；".join(places[:MOST_PLACES]) + ("…" if len(places) > MOST_PLACES else "")
