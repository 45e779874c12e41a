"""`/documents`: official documents with their heads, and what an article tells that is one."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from api.answering import Answer
from api.articles import next_address
from api.cursors import BY_TIME
from api.listing import COLUMN, LIMIT, SINCE, SITE, UNTIL, cut, place_in
from api.moments import day
from api.parameters import Asked
from api.summaries import told
from api.values import one_of, words
from disclosure.directory.listing import shown
from disclosure.documents.effects import with_validity
from disclosure.documents.header import organs_of
from disclosure.documents.numbers import normalised
from disclosure.documents.validity import Validity
from disclosure.files import with_files
from disclosure.models import PolicyDocumentPage
from home.public import readable

NUMBER = words("number", "Only documents with this number, in whatever brackets.", 120)
VALIDITY = one_of("validity", "Only what is so today.", Validity.values)
PARAMETERS = (SITE, COLUMN, NUMBER, VALIDITY, SINCE, UNTIL, LIMIT, BY_TIME)


def documents(request: HttpRequest, asked: Asked) -> Answer:
    part = cut(_narrowed(asked), "displayed_at", "pk", asked)
    found = _with_heads(part.keys) if part.keys else {}
    pages = [found[key] for key in part.keys if key in found]
    following = next_address("documents", request, part.following)
    listed = [
        {**said, "document": _facts(found[said["id"]], Validity(found[said["id"]].validity_now))}
        for said in told(pages)
    ]
    return Answer({"documents": listed, "next": following}, following)


def _with_heads(keys: Iterable[int]) -> dict[int, Any]:
    """Return documents with all that lists and heads show, by their keys. Three queries."""
    chosen = shown(readable(PolicyDocumentPage.objects.filter(pk__in=keys)))
    with_covers = chosen.select_related("cover", "organ", "topic__parent")
    return with_covers.prefetch_related("cover__renditions").in_bulk()


def facts_of(document: Any) -> dict[str, Any]:
    """Return the head of a document that was fetched with all that happened to it."""
    return _facts(document, document.validity)


def attachments_of(page: Any) -> Iterable[Any]:
    """Return the files that belong to a page beside those in its text: documents have such."""
    return with_files(page.attachments.all()) if isinstance(page, PolicyDocumentPage) else []


def _narrowed(asked: Asked) -> Any:
    # An adopted document is a copy: here each is told once.
    rows = readable(PolicyDocumentPage.objects.filter(alias_of=None, displayed_at__isnull=False))
    if place := place_in(asked):
        rows = rows.filter(listed__place=place.pk)
    if asked["number"]:
        rows = rows.filter(number=normalised(asked["number"]))
    if asked["validity"]:
        rows = with_validity(rows).filter(validity_now=asked["validity"])
    return rows


def _facts(document: Any, validity: Validity) -> dict[str, Any]:
    return {
        "number": document.number,
        "index_number": document.index_number,
        "organs": [organ.name for organ in organs_of(document)],
        "topic": str(document.topic) if document.topic_id else "",
        "genre": _named(document.genre, document.get_genre_display()),
        "rank": _named(document.rank, document.get_rank_display()),
        "openness": _named(document.openness, document.get_openness_display()),
        "validity": _named(validity.value, validity.label),
        "written_on": day(document.written_on),
        "effective_on": day(document.effective_on),
        "expires_on": day(document.expires_on),
        "keywords": document.keywords.split(),
    }


def _named(value: str, label: Any) -> dict[str, str]:
    return {"value": value, "label": str(label)}
