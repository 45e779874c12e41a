"""What stands around every public page: the site's name, its columns, its footer."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Site


@dataclass(frozen=True, slots=True)
class Frame:
    """The home page of the site asked for and its first-level columns; empty before set-up.

    `menu` also has what other apps put beside the columns.
    """

    home: Any = None
    columns: tuple[Any, ...] = ()
    menu: tuple[Any, ...] = ()
    domain: str = ""

    @property
    def name(self) -> str:
        return self.home.title if self.home else ""


def frame_of(request: HttpRequest | None) -> Frame:
    """Return the frame of the site a request is for, gathered once for each request."""
    if request is None:
        return Frame()
    if not hasattr(request, "_portal_frame"):
        request._portal_frame = _gather(request)
    return request._portal_frame


def _gather(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    home_page = apps.get_model("home", "HomePage")
    home = home_page.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        return Frame()
    columns = tuple(apps.get_model("home", "ColumnPage").objects.child_of(home).live().public())
    below = {column.pk: column for column in columns}
    menu = home.get_children().live().public().in_menu()
    return Frame(
        home=home,
        columns=columns,
        menu=tuple(below.get(page.pk, page) for page in menu),
        domain=site.hostname,
    )
