"""The screens below the board."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from backstage import screens

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
    """Show a screen with the board above it."""
    board = _("Syndication board")
    trail = [(reverse(BOARD), board)] if title != board else []
    return screens.screen(request, template, title, icon, context, trail=trail, status=status)
