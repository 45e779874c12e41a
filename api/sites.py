"""`/sites`: the main site and those of departments."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from api.addresses import address, on_the_portal
from api.answering import Answer
from api.articles import next_address
from api.cursors import BY_PLACE, place_cursor
from api.listing import LIMIT
from api.parameters import Asked
from home.feeds import feeds_of
from home.models import HomePage
from home.public import readable

PARAMETERS = (LIMIT, BY_PLACE)


def sites(request: HttpRequest, asked: Asked) -> Answer:
    rows = readable(HomePage.objects.order_by("path"))
    if asked["cursor"]:
        rows = rows.filter(path__gt=asked["cursor"])
    found = list(rows.specific()[: asked["limit"] + 1])
    shown = found[: asked["limit"]]
    goes_on = len(found) > len(shown)
    following = next_address("sites", request, place_cursor(shown[-1].path) if goes_on else None)
    main = main_site()
    told = [site(each, is_main=each.pk == main) for each in shown if each.full_url]
    return Answer({"sites": told, "next": following}, following)


def main_site() -> int | None:
    """Return the number of the main site's home page."""
    roots = Site.objects.filter(is_default_site=True).values_list("root_page", flat=True)
    return roots.first()


def site(home: Any, *, is_main: bool) -> dict[str, Any]:
    """Return what a site says of itself; departments' sites also say how to reach them."""
    return {
        "id": home.pk,
        "is_main": is_main,
        "title": home.title,
        "url": home.full_url,
        "organ": home.organ,
        "introduction": home.introduction,
        "sponsor": home.sponsor,
        "undertaker": home.undertaker,
        "contact": home.contact,
        "address": getattr(home, "address", ""),
        "phone": getattr(home, "phone", ""),
        "hours": getattr(home, "hours", ""),
        "site_code": home.site_code,
        "columns": address("columns", site=home.pk),
        "articles": address("articles", site=home.pk),
        "feeds": feeds(home),
    }


def feeds(page: Any) -> list[dict[str, str]]:
    return [{"type": each.content_type, "url": on_the_portal(each.url)} for each in feeds_of(page)]
