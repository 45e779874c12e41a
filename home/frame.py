"""What stands around every public page: the site's name, its columns, its footer."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from pagecache import depends, tags


@dataclass(frozen=True, slots=True)
class Frame:
    """The home page that a page belongs to and its first-level columns; empty before set-up.

    `menu` also has what other apps put beside the columns; `above` is the main site's home page,
    where this is that of a sub-site.
    """

    home: Any = None
    columns: tuple[Any, ...] = ()
    menu: tuple[Any, ...] = ()
    domain: str = ""
    above: Any = None

    @property
    def name(self) -> str:
        return self.home.title if self.home else ""

    @property
    def emblem(self) -> str:
        return (self.home or apps.get_model("home", "HomePage")).emblem


def frame_of(request: HttpRequest | None, page: Any = None) -> Frame:
    """Return the frame of a page, or of the site that a request is for; gathered once for each."""
    if request is None:
        return Frame()
    path = page.path if isinstance(page, Page) and page.path else ""
    frames = request.__dict__.setdefault("_portal_frames", {})
    if path not in frames:
        frames[path] = _gather(request, path)
        _tell(request, frames[path])
    return frames[path]


def _tell(request: HttpRequest, frame: Frame) -> None:
    """Say what a frame depends on; without a home page, nobody knows what will be one."""
    if frame.home is None:
        depends.never(request)
        return
    depends.on(request, tags.page(frame.home.pk), tags.child(frame.home.path))
    if frame.above:
        depends.on(request, tags.page(frame.above.pk))


def _gather(request: HttpRequest, path: str) -> Frame:
    site = Site.find_for_request(request)
    is_preview = getattr(request, "is_preview", False)
    home, above = _homes(site, path, is_preview=is_preview)
    if home is None:
        return Frame()
    columns = tuple(apps.get_model("home", "ColumnPage").objects.child_of(home).live().public())
    below = {column.pk: column for column in columns}
    menu = home.get_children().live().public().in_menu()
    return Frame(
        home=home,
        columns=columns,
        menu=tuple(below.get(page.pk, page) for page in menu),
        domain=site.hostname if site else "",
        above=above,
    )


def _homes(site: Site | None, path: str, *, is_preview: bool) -> tuple[Any, Any]:
    """Return the home page that the page at a path belongs to, and the one above that."""
    homes = apps.get_model("home", "HomePage").objects.all()
    if not is_preview:
        # A sub-site that is not public says nothing, not even around a page that is.
        homes = homes.live()
    ends = range(2 * Page.steplen, len(path) + 1, Page.steplen)
    found = homes.filter(path__in=[path[:end] for end in ends]).order_by("-depth") if path else ()
    near = list(found) or list(homes.filter(pk=site.root_page_id) if site else ())
    if not near:
        return None, None
    return near[0].specific, (near[1] if len(near) > 1 else None)
