"""`/columns`: the columns of one site as a tree."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from api.addresses import address
from api.answering import Answer
from api.parameters import Asked
from api.places import named
from api.problems import NOT_FOUND, Problem
from api.sites import feeds, main_site
from api.values import key
from home.models import ColumnPage, HomePage
from home.public import readable

SITE = key("site", "Whose columns (`/sites`); the main site's if it is not said.")
PARAMETERS = (SITE,)


def columns(request: HttpRequest, asked: Asked) -> Answer:
    chosen = asked["site"] or main_site()
    home = readable(HomePage.objects.filter(pk=chosen)).first() if chosen else None
    if home is None or not home.full_url:
        raise Problem(
            NOT_FOUND,
            _("There is no site %(key)d.") % {"key": chosen}
            if chosen
            else _("There is no public site yet."),
        )
    return Answer({"site": named(home), "columns": tree(home)})


def tree(home: HomePage) -> list[dict[str, Any]]:
    """Return what anybody may see of the columns of a site, without those of sites below it. Two
    queries. What stands below a column that was withdrawn is public still, and stands at the top.
    """
    inside = list(HomePage.objects.descendant_of(home).values_list("path", flat=True))
    found = readable(ColumnPage.objects.descendant_of(home)).order_by("path")
    roots: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    for column in found:
        if column.path.startswith(tuple(inside)):
            continue
        told = known[column.path] = _told(column)
        above = known.get(column.path[: -Page.steplen])
        (above["columns"] if above else roots).append(told)
    return roots


def _told(column: ColumnPage) -> dict[str, Any]:
    return {
        "id": column.pk,
        "title": column.title,
        "url": column.full_url,
        "class": column.column_class,
        "class_name": str(column.get_column_class_display()),
        "introduction": column.intro,
        "owner_department": column.owner_department,
        "update_cycle_days": column.update_cycle,
        "articles": address("articles", column=column.pk),
        "feeds": feeds(column),
        "columns": [],
    }
