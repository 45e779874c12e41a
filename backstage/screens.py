"""A screen of ours inside the admin's frame, with the way that leads there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    icon: str,
    shown: Mapping[str, Any],
    *,
    trail: Iterable[tuple[str, str]] = (),
    status: int = 200,
) -> TemplateResponse:
    """Show `template` with `shown`; `trail` holds address and name of the screens above it."""
    return TemplateResponse(
        request, template, {**frame(title, icon, trail), **shown}, status=status
    )


def frame(title: str, icon: str, trail: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return what the admin's frame shows around a screen."""
    way = [(reverse("wagtailadmin_home"), _("Home")), *trail, ("", title)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
    }
