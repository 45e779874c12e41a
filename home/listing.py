"""Lists of articles, newest first, at the same small number of queries however long they are."""

from django.apps import apps
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home import marks

PER_PAGE = 20
NEWEST_FIRST = ("-displayed_at", "-page_ptr")


def articles_below(page: Page) -> PageQuerySet:
    """Return what the public may read below a page, newest first, without the bodies."""
    return _listed(apps.get_model("home", "ArticlePage").objects.descendant_of(page))


def articles_in(path: str) -> PageQuerySet:
    """Return what the public may read directly in the column that has a place in the tree."""
    article = apps.get_model("home", "ArticlePage")
    return _listed(
        article.objects.filter(path__startswith=path, depth=len(path) // article.steplen + 1)
    )


def _listed(articles: PageQuerySet) -> PageQuerySet:
    return (
        articles.live()
        .public()
        .defer_streamfields()
        .select_related("cover")
        .prefetch_related("cover__renditions")
        .order_by(*NEWEST_FIRST)
    )


def page_of(articles: PageQuerySet, number: str | None) -> ListPage:
    """Return one page of a list; a number that makes no sense shows the nearest page."""
    paginator = Paginator(articles, PER_PAGE)
    page = paginator.get_page(number)
    marks.give(page.object_list)
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page
