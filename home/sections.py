"""The parts of a site: few among many articles, and found by their kind, depth and path.

An index of Wagtail's table of pages (`home_kind_depth_path`, made by a migration) holds just that,
so that what it costs does not depend on how many articles lie in between.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from home.public import readable


def sections_of(home: Page) -> PageQuerySet:
    """Return the public pages right below a home page; a column comes with its `columnpage`."""
    article = apps.get_model("home", "ArticlePage")
    kinds = [model for model in get_page_models() if not issubclass(model, article)]
    below = Page.objects.filter(**_below(home, [1]), content_type__in=_keys(kinds))
    return readable(below).select_related("columnpage").order_by("path")


def columns_below(page: Page, levels: int = 1) -> PageQuerySet:
    """Return the public columns up to so many levels below a page, in the order of the tree."""
    column = apps.get_model("home", "ColumnPage")
    kinds = [model for model in get_page_models() if issubclass(model, column)]
    below = column.objects.filter(
        **_below(page, range(1, levels + 1)), content_type__in=_keys(kinds)
    )
    return readable(below).order_by("path")


def _below(page: Page, levels: Iterable[int]) -> dict[str, object]:
    return {
        "depth__in": [page.depth + level for level in levels],
        "path__range": Page._get_children_path_interval(page.path),
    }


def _keys(models: Iterable[type[Page]]) -> list[int]:
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
