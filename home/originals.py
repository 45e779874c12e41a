"""What an alias shows is another page's: where that one stands, and who speaks there."""

from django.apps import apps
from wagtail.models import Page

KNOWN = "_source_of_alias"


def original_of(page: Page) -> Page:
    """Return the page whose text a page shows: of an alias its original, else itself."""
    seen = {page.pk}
    while page.alias_of_id and page.alias_of_id not in seen:
        seen.add(page.alias_of_id)
        page = page.alias_of
    return page


def canonical_url(page: Page) -> str:
    """Return the address under which machines should know a text, however many places it has."""
    return original_of(page).full_url or page.full_url or ""


def pages_shown_by_alias(page: Page) -> list[int]:
    """Return the pages of which an alias says something: its original, and where that stands."""
    if not page.alias_of_id:
        return []
    original = original_of(page)
    return list(Page.objects.ancestor_of(original, inclusive=True).values_list("pk", flat=True))


def organ_of(page: Page) -> str:
    """Return the body that speaks on the site a page stands in; one query."""
    homes = apps.get_model("home", "HomePage").objects.ancestor_of(page, inclusive=True)
    home = homes.order_by("-depth").first()
    return (home.organ or home.title) if home else ""


def source_of_alias(page: Page) -> str:
    """Return who speaks where an alias's original says so by its place alone; else nothing. Asked
    once for a page, which says it in several places.
    """
    if not page.alias_of_id:
        return ""
    if (known := page.__dict__.get(KNOWN)) is None:
        known = page.__dict__[KNOWN] = organ_of(original_of(page))
    return known
