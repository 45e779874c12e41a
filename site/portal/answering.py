"""Which pages answer a citizen's words: by the two-character pieces of the words for now.

Wagtail's own search finds next to nothing in Chinese, where words are not set apart. It is
asked second, for what is only said in a page's text and in another script.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When, prefetch_related_objects
from django.db.models.expressions import Combinable
from wagtail.models import Page

from syndication.answers import Answer

MOST_PIECES = 16
IN_TITLE, IN_SUMMARY = 3, 1
# What people say around what they are looking for.
_AROUND = re.compile(
    "请问|为什么|怎么办|怎么|怎样|如何|什么|在?哪[里儿]?|多少|我想|我要|可以|需要|一下|[的吗呢吧啊]"
)
_RUNS = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")


def answers(words: str, limit: int) -> list[Answer]:
    """Return at most `limit` public pages that answer the words, best first."""
    pages = _by_pieces(pieces_of(words), limit) or _by_index(words, limit)
    prefetch_related_objects([page for page in pages if _cover(page)], "cover__renditions")
    return [_answer(page) for page in pages if page.full_url]


def pieces_of(words: str) -> list[str]:
    """Return the words' pieces: two neighbouring characters each, other scripts' words whole."""
    pieces: list[str] = []
    for run in _RUNS.findall(_AROUND.sub(" ", words)) or _RUNS.findall(words):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) > 2:
            pieces += [run[at : at + 2] for at in range(len(run) - 1)]
        else:
            pieces.append(run)
    longer = [piece for piece in pieces if len(piece) > 1]
    return list(dict.fromkeys(longer or pieces))[:MOST_PIECES]


def _by_pieces(pieces: list[str], limit: int) -> list[Page]:
    """Return pages in whose title or summary at least half of the pieces stand."""
    if not pieces:
        return []
    title = {piece: Q(title__icontains=piece) for piece in pieces}
    summary = {
        piece: Q(articlepage__summary__icontains=piece) | Q(columnpage__intro__icontains=piece)
        for piece in pieces
    }
    found = (
        _public()
        .annotate(
            matched=_sum(_one(title[piece] | summary[piece], 1) for piece in pieces),
            score=_sum(
                each
                for piece in pieces
                for each in (_one(title[piece], IN_TITLE), _one(summary[piece], IN_SUMMARY))
            ),
        )
        .filter(matched__gte=(len(pieces) + 1) // 2)
        .order_by("-score", "-last_published_at", "-pk")
    )
    return list(found.specific()[:limit])


def _by_index(words: str, limit: int) -> list[Page]:
    return [page.specific for page in _public().search(words)[:limit]]


def _public() -> Any:
    return Page.objects.filter(depth__gt=1).live().public()


def _one(condition: Q, worth: int) -> Case:
    return Case(When(condition, then=Value(worth)), default=Value(0), output_field=IntegerField())


def _sum(terms: Iterable[Combinable]) -> Combinable:
    first, *rest = terms
    for term in rest:
        first += term
    return first


def _answer(page: Page) -> Answer:
    told = getattr(page, "summary", "") or getattr(page, "intro", "")
    return Answer(
        title=page.title,
        description=told.strip() or page.search_description,
        url=page.full_url,
        picture_url=_picture_url(page),
    )


def _cover(page: Page) -> Any:
    return getattr(page, "cover", None)


def _picture_url(page: Page) -> str:
    """Return the largest picture already made of the cover; there is no time to make one."""
    cover = _cover(page)
    made = [
        rendition
        for rendition in (cover.renditions.all() if cover else ())
        if rendition.file.name.lower().endswith((".jpg", ".jpeg", ".png"))
    ]
    return max(made, key=lambda rendition: rendition.width).full_url if made else ""
