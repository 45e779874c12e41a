"""`/search`: what the portal's own search finds, by the same words in the same order."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from api.addresses import address, on_the_portal
from api.answering import Answer
from api.moments import day
from api.parameters import Asked
from api.values import number, one_of, words
from findable import Facet, Kind
from search.log.noting import note
from search.public.asking import LONGEST_VALUE, MOST_CHOSEN, Search
from search.public.naming import KINDS, called
from search.public.results import Result, shown
from search.query.engines import answer
from search.query.finding import LAST_PAGE, Found
from search.query.parsing import plan_of
from search.query.passages import Pieces
from search.query.plan import LONGEST
from search.words.book import current

USUAL, MOST = 10, 50
# Of each facet, the values with the most results.
MOST_COUNTS = 60
READ_AS_ARTICLES = frozenset((Kind.ARTICLE, Kind.DOCUMENT))
OWNER = re.compile(r"page:(\d+)")


def _facet(facet: Facet, description: str) -> Any:
    return words(facet.value, description, LONGEST_VALUE, most=MOST_CHOSEN, default=())


FACETS = (
    one_of("kind", "Only these kinds.", [each.value for each in Kind], most=len(Kind), default=()),
    _facet(Facet.DEPARTMENT, "Only what these departments say, by their names."),
    _facet(Facet.SITE, "Only what stands on these sub-sites, by their names."),
    _facet(Facet.COLUMN, "Only what stands in these columns, by their names."),
    _facet(Facet.TOPIC, "Only documents on these topics."),
    _facet(Facet.YEAR, "Only what has a day in these years."),
    _facet(Facet.VALIDITY, "Only documents whose validity is so, in the words of the counts."),
)
PARAMETERS = (
    words(
        "q", "What is looked for. “Quoted” words must stand in a row.", LONGEST, is_required=True
    ),
    *FACETS,
    one_of("in", "Look in titles only.", ("titles",)),
    one_of("sort", "The newest first; else what fits best.", ("date",)),
    one_of("as", "Find only what was typed, whatever else may have been meant.", ("typed",)),
    number("limit", "How many at most.", 1, MOST, USUAL),
    number("page", "Which page of the results; nothing further is told.", 1, LAST_PAGE, 1),
)


def search(request: HttpRequest, asked: Asked) -> Answer:
    sought = Search(
        words=asked["q"],
        literally=bool(asked["as"]),
        chosen={Facet(each.name): asked[each.name] for each in FACETS if asked[each.name]},
        in_titles=bool(asked["in"]),
        newest_first=bool(asked["sort"]),
        page=asked["page"],
    )
    synonyms = current().synonyms
    plan = plan_of(sought.words, synonyms)
    found = answer(sought.asked(plan, per_page=asked["limit"]))
    if plan:
        # Whoever asks by an app is a citizen like another, and counted as one (`search.log`).
        note(said=sought.words, found=found, request=request, chosen=sought.chosen)
    told_by = plan_of(found.meant, synonyms) if found.instead else plan
    pages = min(found.pages, LAST_PAGE)
    is_beyond = asked["page"] > pages
    following = _next(request, asked["page"], pages)
    said = {
        "query": sought.words,
        "total": found.total,
        "page": asked["page"],
        "pages": pages,
        "meant": found.meant or None,
        "is_instead": found.instead,
        "results": [] if is_beyond else list(map(_told, shown(told_by, found))),
        "counts": _counts(found),
        "next": following,
    }
    return Answer(said, following)


def _told(result: Result) -> dict[str, Any]:
    entry = result.entry
    page = OWNER.fullmatch(entry.key)
    is_article = bool(page) and entry.kind in READ_AS_ARTICLES
    return {
        "key": entry.key,
        "kind": entry.kind,
        "kind_name": str(KINDS.get(entry.kind, "")),
        "title": entry.title,
        "title_pieces": _pieces(result.title),
        "passage_pieces": _pieces(result.passage),
        "url": on_the_portal(entry.url),
        "api_url": address("article", page[1]) if page and is_article else None,
        "department": entry.department,
        "site": entry.site,
        "column": entry.column,
        "topic": entry.topic,
        "validity": entry.validity,
        "number": entry.number,
        "within": entry.within,
        "answer": entry.answer,
        "day": _day(entry.day),
    }


def _day(each: Any) -> str | None:
    # The first day of all stands for none.
    return day(each) if each and each.year > 1 else None


def _pieces(pieces: Pieces) -> list[dict[str, Any]]:
    return [{"text": each.text, "is_marked": each.marked} for each in pieces]


def _counts(found: Found) -> dict[str, list[dict[str, Any]]]:
    return {facet.value: list(_values(facet, found.counts.get(facet, ()))) for facet in Facet}


def _values(facet: Facet, counts: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for each in list(counts)[:MOST_COUNTS]:
        label = str(called(facet, each.value))
        yield {"value": each.value, "label": label, "number": int(each.number)}


def _next(request: HttpRequest, page: int, pages: int) -> str | None:
    if page >= pages:
        return None
    return address("search", **{**dict(request.GET.lists()), "page": page + 1})
