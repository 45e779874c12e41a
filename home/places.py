"""Where pages stand: in which sub-site and in which column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wagtail.models import Page, Site


@dataclass(frozen=True, slots=True)
class Place:
    """`site` names a sub-site and is empty on the main one. `column` is the title of the nearest
    column; where there is none, of the part of the site right below its home page. `owner` is the
    department that answers for that column, or else the body that the site speaks for. What was
    taken down is not named, whatever stands in it still.
    """

    site: str = ""
    column: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    key: int
    title: str
    # None of what is no home page, or no column.
    organ: str | None
    owner: str | None


def place_of(page: Page) -> Place:
    return places_of([page])[page.pk]


def places_of(pages: Iterable[Page]) -> dict[int, Place]:
    """Return where pages stand, by their keys; a page stands in itself. Two queries."""
    ways = {page.pk: list(_paths_to(page)) for page in pages}
    steps = _steps({path for paths in ways.values() for path in paths})
    main = Site.objects.filter(is_default_site=True).values_list("root_page", flat=True).first()
    return {
        key: _place([steps[path] for path in paths if path in steps], main)
        for key, paths in ways.items()
    }


def _paths_to(page: Page) -> Iterator[str]:
    """Yield the paths from below the root of all sites to a page."""
    for end in range(2 * Page.steplen, len(page.path) + 1, Page.steplen):
        yield page.path[:end]


def _steps(paths: Iterable[str]) -> dict[str, _Step]:
    rows = (
        Page.objects.live()
        .filter(path__in=list(paths))
        .values_list("path", "pk", "title", "homepage__organ", "columnpage__owner_department")
    )
    return {path: _Step(*said) for path, *said in rows}


def _place(way: list[_Step], main: int | None) -> Place:
    home = next((step for step in reversed(way) if step.organ is not None), None)
    below = way[way.index(home) + 1 :] if home else way
    columns = [step for step in below if step.owner is not None]
    column = columns[-1] if columns else next(iter(below), None)
    owners = [column.owner if column else "", home.organ if home else ""]
    return Place(
        site=home.title if home and home.key != main else "",
        column=column.title if column else "",
        owner=next((owner.strip() for owner in owners if owner and owner.strip()), ""),
    )
