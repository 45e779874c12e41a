"""Names of what a public page can depend on. A place is a page's materialised path.

`page:5`         what page 5 says of itself, wherever it is shown
`below:00010002` the set of public pages below a place, at any depth, and what they say
`child:00010002` the same, directly below it only
`…`              anything else by the name its app gave it
"""

from collections.abc import Iterator

from wagtail.models import Page

# Every kept page depends on it: hosts, sites, what is the same everywhere.
ALL = "all"


def page(pk: int) -> str:
    return f"page:{pk}"


def below(path: str) -> str:
    return f"below:{path}"


def child(path: str) -> str:
    return f"child:{path}"


def touched(tag: str, path: str) -> Iterator[str]:
    """Yield everything that has changed when a row of the log says so."""
    yield tag
    if not path:
        return
    yield child(path[: -Page.steplen])
    for end in range(Page.steplen, len(path), Page.steplen):
        yield below(path[:end])
