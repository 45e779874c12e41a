"""From addresses that editors paste to the entries that are read there."""

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db.models import Q

from search.models import Indexed
from search.models.index import Shelf


def keys_at(addresses: Iterable[str]) -> dict[str, str]:
    """Return the keys of what can be found at some addresses, or is called so; one query.

    Where a page and its parts have one address, it is the page's.
    """
    asked = {address: _forms(address) for address in addresses}
    every = {form for forms in asked.values() for form in forms}
    rows = Indexed.objects.filter(Q(url__in=every) | Q(key__in=every), shelf=Shelf.PUBLIC)
    by_name: dict[str, str] = {}
    for key, url in rows.order_by("id").values_list("key", "url"):
        by_name[key] = key
        by_name.setdefault(url, key)
    found = {
        address: next((by_name[form] for form in forms if form in by_name), "")
        for address, forms in asked.items()
    }
    return {address: key for address, key in found.items() if key}


def addresses_of(keys: Iterable[str]) -> dict[str, str]:
    """Return where entries are read, by their keys; who is missing cannot be found now."""
    rows = Indexed.objects.filter(shelf=Shelf.PUBLIC, key__in=list(keys))
    return dict(rows.values_list("key", "url"))


def is_elsewhere(address: str) -> bool:
    """Tell whether this is the address of another site."""
    parts = _parts(address)
    return parts.scheme in ("http", "https") and parts.netloc not in ("", _own())


def _forms(address: str) -> list[str]:
    """Return how an address may stand in the index: as it is, and as a path on this portal."""
    parts = _parts(address)
    path = parts._replace(scheme="", netloc="").geturl()
    return [address, path] if parts.netloc in ("", _own()) and path else [address]


def _parts(address: str) -> SplitResult:
    """Return the parts of an address; of what can be none, nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _own() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
