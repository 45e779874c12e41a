"""The page of results."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.log.hot import hot_words
from search.log.noting import note
from search.models import Indexed
from search.public.asking import Search
from search.public.direct import direct_answer
from search.public.naming import KINDS
from search.public.narrowing import chosen, narrowings
from search.query.engines import answer
from search.query.finding import PER_PAGE, Found
from search.query.parsing import plan_of
from search.query.passages import Marking, Pieces
from search.query.plan import Plan
from search.query.titles import is_repealed
from search.words.best_bets import best_bets_for
from search.words.book import current

# Long enough for a cache in front to bear a rush of the same question, short enough that what was
# withdrawn is not found any more.
SECONDS = 2


@dataclass(frozen=True, slots=True)
class Result:
    """One entry as it is shown."""

    entry: Indexed
    kind: str | Promise
    title: Pieces
    passage: Pieces
    number: Pieces
    is_repealed: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the results; a gap where `query` is None."""

    number: int | str
    query: str | None


@require_safe
@cache_control(public=True, max_age=SECONDS)
def results(request: HttpRequest) -> HttpResponse:
    search = Search.of(request.GET)
    book = current()
    asked = plan_of(search.words, book.synonyms)
    found = answer(search.asked(asked))
    plan = plan_of(found.meant, book.synonyms) if found.instead else asked
    bets = best_bets_for(search.words, book) if found.page == 1 else []
    if asked:
        note(said=search.words, found=found, request=request, chosen=search.chosen)
    search = search.at_page(found.page)
    context = {
        "search": search,
        "found": found,
        "first": (found.page - 1) * PER_PAGE + 1,
        "reachable": found.pages * PER_PAGE,
        "best_bets": bets,
        "hot_words": [] if search.words else hot_words(),
        "search_url": reverse("search"),
        # What stands among the best bets need not be said twice.
        "results": list(shown(plan, found, without={bet.key for bet in bets})),
        "direct": None if search.newest_first else direct_answer(plan, found),
        "meant": search.for_words(found.meant) if found.meant not in ("", asked.text) else None,
        "also": also_searched(plan),
        "narrowings": list(narrowings(search, found)),
        "chosen": list(chosen(search)),
        "everywhere": search.within(titles=False),
        "by_relevance": search.ordered(newest_first=False).query,
        "by_date": search.ordered(newest_first=True).query,
        "feed": search.ordered(newest_first=False).query if plan else "",
        "pages": list(page_links(search, found)),
        "previous": search.at_page(found.page - 1).query if found.page > 1 else "",
        "following": search.at_page(found.page + 1).query if found.page < found.pages else "",
        "canonical": f"{settings.PUBLIC_URL}{reverse('search')}?{search.query}".rstrip("?"),
    }
    return render(request, "search/results.html", context)


def shown(plan: Plan, found: Found, without: Container[str] = ()) -> Iterator[Result]:
    """Yield what is shown of each hit, but of the entries with these keys."""
    for hit in found.hits:
        if hit.entry.key in without:
            continue
        entry, marking = hit.entry, Marking(plan, hit.meant)
        told = f"{entry.answer}\n{entry.text}" if entry.answer not in entry.text else entry.text
        yield Result(
            entry=entry,
            kind=KINDS.get(entry.kind, ""),
            title=marking.marked(entry.title),
            passage=marking.passage(told),
            number=marking.marked(entry.number),
            is_repealed=is_repealed(entry.validity),
        )


def also_searched(plan: Plan) -> Sequence[tuple[str, str]]:
    """Return what was said, and in which other words it was looked for as well."""
    return [
        (group.said, "、".join(" ".join(way.words) for way in group.alternatives[1:]))
        for group in plan.groups
        if len(group.alternatives) > 1
    ]


def page_links(search: Search, found: Found) -> Iterator[PageLink]:
    pages = Paginator(range(found.pages), 1)
    for number in pages.get_elided_page_range(found.page, on_each_side=2, on_ends=1):
        is_gap = number == Paginator.ELLIPSIS
        yield PageLink(number, None if is_gap else search.at_page(int(number)).query)
