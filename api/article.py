"""`/articles/<id>`: one article with all that its page says, or why it is not there any more."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from api import documents
from api.addresses import address
from api.answering import Answer
from api.html import html_of
from api.listing import DOCUMENT, kind_of
from api.moments import written
from api.originals import originals_of
from api.parameters import Asked, Refused
from api.pictures import ON_COVERS, picture
from api.places import named, places_of
from api.problems import NOT_FOUND, WITHDRAWN, Problem
from api.summaries import summary
from api.text import blocks_of, file_of
from api.values import key_in
from home.fetching import fetched
from home.models import ArticlePage
from home.pictures import with_sizes
from home.public import readable
from lifecycle import changing
from lifecycle.models import Cause, Meaning, Withdrawal
from lifecycle.standing import Answer as Standing
from lifecycle.standing import answer_for


def article(request: HttpRequest, asked: Asked, id: str) -> Answer:
    pk = _key(id)
    page = readable(Page.objects.filter(pk=pk)).first()
    if page is None or not issubclass(page.specific_class or Page, ArticlePage):
        raise _missing(pk, is_public=page is not None)
    found = fetched(page)
    originals = originals_of([found])
    if not found.full_url or not originals or _is_closed_as_alias(found):
        raise Problem(NOT_FOUND, _nothing(pk))
    with_sizes(found)
    return Answer(_told(found, originals[pk]), modified=found.last_published_at)


def _told(page: Any, original: Any) -> Mapping[str, Any]:
    places = places_of({page.path, original.path})
    blocks = blocks_of(page.body, page.full_url)
    changes = changing.told_of(page)
    facts = documents.facts_of(page) if kind_of(page) == DOCUMENT else None
    own = [file_of(each.file, each.title) for each in documents.attachments_of(page)]
    around = page.around
    return {
        **summary(page, original, places, changes[0].went_live_at if changes else None),
        "cover": picture(page.cover, ON_COVERS, page.title),
        "responsible_editor": page.responsible_editor,
        "blocks": blocks,
        "html": html_of(blocks),
        "attachments": [each["file"] for each in blocks if each["type"] == "attachment"] + own,
        "changes": [_change(each) for each in changes],
        "document": facts,
        "newer": _neighbour(around.newer),
        "older": _neighbour(around.older),
    }


def _neighbour(pages: tuple[Any, ...]) -> dict[str, Any] | None:
    """The nearest of the neighbours on one side."""
    if not pages:
        return None
    return {**(named(pages[0]) or {}), "api_url": address("article", pages[0].pk)}


def _change(change: Any) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "at": written(change.went_live_at),
        "note": change.note,
        "right": change.right,
    }


def _key(text: str) -> int:
    try:
        return key_in(text)
    except Refused as refused:
        raise Problem(NOT_FOUND, str(refused)) from refused


def _is_closed_as_alias(page: Any) -> bool:
    """An adopted page is closed with what it, or what it stands in, was adopted from."""
    is_adopted = page.alias_of_id or any(each.alias_of_id for each in page.way)
    return bool(is_adopted) and page.get_view_restrictions().exists()


# --- What is not there --------------------------------------------------------------------------


def _missing(pk: int, *, is_public: bool) -> Problem:
    standing = None if is_public else answer_for(pk)
    if standing is None:
        return Problem(NOT_FOUND, _nothing(pk))
    return Problem(WITHDRAWN, _in_a_sentence(standing), {"withdrawal": _withdrawal(standing)})


def _nothing(pk: int) -> str:
    return _("There is no public article %(key)d.") % {"key": pk}


def _in_a_sentence(standing: Standing) -> str:
    if standing.url:
        return _("It was merged into another page.")
    if standing.withdrawal.meaning == Meaning.EXPLAINED:
        return _("It was taken down, and this is said of it.")
    return _("It was removed for good.")


def _withdrawal(standing: Standing) -> dict[str, Any]:
    """What the page's own address tells (`lifecycle/withdrawn.html`), and nothing beyond that."""
    own = standing.withdrawal
    said: dict[str, Any] = {"meaning": own.meaning, "merged_into": standing.url or None}
    if own.meaning == Meaning.EXPLAINED:
        return {**said, **_explained(own), "title": own.title if own.shows_title else None}
    # What became of the page that it was merged into, without that one's title.
    last = standing.last if own.meaning == Meaning.MERGED else None
    is_explained = last is not None and last.meaning == Meaning.EXPLAINED
    return {**said, **_explained(last), "title": None} if is_explained else said


def _explained(withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "withdrawn_at": written(withdrawal.withdrawn_at),
        "organ": withdrawal.organ,
        "explanation": withdrawal.explanation,
        "has_expired": withdrawal.cause == Cause.EXPIRED,
    }
