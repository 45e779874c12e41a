"""What the screens of this app share: the frame of the admin and where they stand in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

BOARD = "syndication:board"


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    *,
    icon: str = "site",
    status: int = 200,
) -> HttpResponse:
    """Render a screen below the board, with its breadcrumbs."""
    breadcrumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse(BOARD), "label": _("Syndication board")},
    ]
    if title != _("Syndication board"):
        breadcrumbs.append({"url": "", "label": title})
    frame = {"header_title": title, "page_title": title, "header_icon": icon}
    return TemplateResponse(
        request,
        template,
        {**frame, "breadcrumbs_items": breadcrumbs, **context},
        status=status,
    )
