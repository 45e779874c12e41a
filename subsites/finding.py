"""What the public finds of units: those without a site by the directory that holds their cards."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from findable import Entry, Kind, findable_changed
from home.finding import entry_of, of_page


@of_page
def entries_of_index(index: Page) -> Iterator[Entry]:
    from subsites.directory import by_kind

    cards = [entry.unit for _kind, units in by_kind(index) for entry in units if not entry.has_site]
    lines = [f"{unit.name} {unit.address} {unit.phone} {unit.introduction}" for unit in cards]
    yield entry_of(index, Kind.COLUMN, [index.intro, *lines])


def on_unit(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save and post_delete of units."""
    from subsites.models import SubsiteIndexPage

    keys = () if raw else SubsiteIndexPage.objects.values_list("pk", flat=True)
    if owners := [f"page:{key}" for key in keys]:
        findable_changed.send(sender, owners=owners)
