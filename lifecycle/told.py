"""What readers are told beside a page: corrections above its text, changes below it."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from lifecycle import changing, versions


class Told(Component):
    def __init__(self, template: str, told: dict[str, Any]) -> None:
        self.template_name = f"lifecycle/parts/{template}.html"
        self.told = told

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("lifecycle/public.css")]})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return self.told


def above(page: Page, request: HttpRequest | None) -> Told | None:
    """Return the corrections of a page; of an earlier version, that it is one and what differs."""
    if not page.pk:
        return None
    if version := getattr(page, versions.SHOWN, None):
        present = Page.objects.get(pk=page.pk).specific
        told = {
            "version": version,
            "change": version.correction,
            "present": present,
            "differences": versions.changes_between(page, present),
        }
        return Told("earlier", told)
    corrections = [change for change in changing.told_of(page) if change.is_correction]
    return Told("corrections", {"corrections": corrections}) if corrections else None


def below(page: Page, request: HttpRequest | None) -> Told | None:
    """Return the list of what changed, newest first; None where nothing did."""
    if not page.pk or getattr(page, versions.SHOWN, None):
        return None
    changes = changing.told_of(page)
    return Told("changes", {"changes": changes}) if changes else None


def meta_tags(page: Page) -> dict[str, str]:
    """Return when a page last changed in a way that readers are told of."""
    at = changing.changed_at(page) if page.pk and not hasattr(page, versions.SHOWN) else None
    return {"dateModified": f"{timezone.localtime(at):%Y-%m-%d %H:%M}"} if at else {}


# Whoever shows a page need not ask those that have nothing to tell.
for each in (above, below, meta_tags):
    each.rows = changing.told_rows
