"""What an answer depends on, said while it is made.

An answer is kept only if its view says that the whole of it has been told (`whole`). What it shows
and nobody named is shown until it is too old (`store.MOST_SECONDS`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone

NAME = "_pagecache_depends"


@dataclass(slots=True)
class Dependencies:
    """`until` is when the clock alone changes the answer; `is_whole` says that all has been told,
    `is_refused` that it must not be kept whatever else is said, `is_list` that it has a number of
    pages, one of which was asked for.
    """

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    is_whole: bool = False
    is_refused: bool = False
    is_list: bool = False


def of(request: HttpRequest) -> Dependencies | None:
    """Return what was said about the answer to a request; None if nothing was."""
    return request.__dict__.get(NAME)


def on(request: HttpRequest | None, *tags: str) -> None:
    """Say that the answer shows what these tags name (`tags`)."""
    if request is not None:
        _of(request).tags.update(tags)


def on_pages(request: HttpRequest | None, keys: Iterable[int]) -> None:
    on(request, *(f"page:{key}" for key in keys))


def whole(request: HttpRequest | None) -> None:
    """Say that everything the answer shows is told, so that it may be kept."""
    if request is not None:
        _of(request).is_whole = True


def until(request: HttpRequest | None, moment: datetime) -> None:
    """Say that the answer holds until a moment at most."""
    if request is not None:
        said = _of(request)
        said.until = min(filter(None, (said.until, moment)))


def until_midnight(request: HttpRequest | None) -> None:
    """Say that the answer turns with the day, in the portal's time zone."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    until(request, timezone.make_aware(datetime.combine(tomorrow, time())))


def a_list(request: HttpRequest | None) -> None:
    """Say that the answer is another one for each page of a list (`?page=2`)."""
    if request is not None:
        _of(request).is_list = True


def never(request: HttpRequest | None) -> None:
    """Say that the answer is for this request only, whatever else is said."""
    if request is not None:
        _of(request).is_refused = True


def _of(request: HttpRequest) -> Dependencies:
    return request.__dict__.setdefault(NAME, Dependencies())
