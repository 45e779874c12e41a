"""The search box at the head of every page."""

from typing import Any

from django.forms.widgets import Script
from django.http import HttpRequest
from wagtail.admin.ui.components import Component


class Box(Component):
    template_name = "search/parts/masthead.html"

    class Media:
        css = {"all": ["search/css/box.css"]}
        js = [Script("search/box.js", type="module")]


def box_in_masthead(request: HttpRequest | None) -> Any:
    """Return the box; nothing on the page of results, which has its own."""
    match = request.resolver_match if request else None
    return None if match and match.url_name == "search" else Box()
