"""Small marks beside titles in lists, brought by apps that know more of a page than its list does.

Such an app registers a function under the hook `portal_list_marks`; it takes the pages of a list
and returns a mark for each page (by its key) that deserves one. It is asked once for a whole
list, or for all lists of a screen together, and may ask the database a fixed few times.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

HOOK = "portal_list_marks"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on what a page is now (`tone`: `plain`, `changed`, `ended`), and a note such as its
    number. Short lists show no plain marks.
    """

    label: str
    tone: str = "plain"
    note: str = ""


def marked(pages: Sequence[Any]) -> Sequence[Any]:
    """Give each page its mark as `page.mark`, or None; return the same pages."""
    give(pages)
    return pages


def give(pages: Iterable[Any]) -> None:
    found = list(pages)
    marks: dict[int, Mark] = {}
    for offer in hooks.get_hooks(HOOK):
        marks |= offer(found) if found else {}
    for page in found:
        page.mark = marks.get(page.pk)
