"""Previews of a page elsewhere than on the portal, brought by apps that the pages know nothing of.

Such an app registers a function under the hook `portal_preview_modes`; it takes a page and
returns (name, label, view) triples, where `view(request, page)` returns a response.
"""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

HOOK = "portal_preview_modes"

View = Callable[[HttpRequest, Page], HttpResponse]


def modes_of(page: Page) -> Iterator[tuple[str, str, View]]:
    """Yield the modes that other apps offer for a page."""
    for offer in hooks.get_hooks(HOOK):
        yield from offer(page)


def view_of(page: Page, name: str) -> View | None:
    return next((view for mode, _label, view in modes_of(page) if mode == name), None)
