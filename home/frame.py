"""What stands around every public page: the site's name, its columns, its footer."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from home import grey
from home.fetching import fetched
from home.sections import sections_of
from pagecache import depends, tags


@dataclass(frozen=True, slots=True)
class Frame:
    """The home page that a page belongs to and its first-level columns; empty before set-up.

    `sections` are all public pages right below the home page, of whatever app; `menu` those of them
    that are in menus; `above` is the main site's home page,
    where this is that of a sub-site. One that has no host of its own is a part of the main site.
    """

    home: Any = None
    columns: tuple[Any, ...] = ()
    menu: tuple[Any, ...] = ()
    sections: tuple[Page, ...] = ()
    domain: str = ""
    above: Any = None
    has_own_host: bool = False
    # Shown without colours today.
    is_grey: bool = False

    def section(self, model: type[Page]) -> Page | None:
        """Return the first section of a type of page."""
        return next(
            (each for each in self.sections if issubclass(each.specific_class, model)), None
        )

    @property
    def name(self) -> str:
        return self.home.title if self.home else ""

    @property
    def mark_url(self) -> str:
        """A part of the main site has the main site's mark."""
        return self._own_or_above("mark_url")

    @property
    def errors_url(self) -> str:
        return self._own_or_above("errors_url")

    @property
    def is_part(self) -> bool:
        """Whether the site is a part of the main site, at a path of that."""
        return bool(self.above) and not self.has_own_host

    @property
    def site_code(self) -> str:
        return self._own_or_above("site_code")

    def _own_or_above(self, name: str) -> str:
        above = self.above if self.is_part else None
        return getattr(self.home, name, "") or getattr(above, name, "")

    @property
    def emblem(self) -> str:
        return (self.home or apps.get_model("home", "HomePage")).emblem


def frame_of(request: HttpRequest | None, page: Any = None) -> Frame:
    """Return the frame of a page, or of the site that a request is for; gathered once for each."""
    if request is None:
        return Frame()
    placed = page if isinstance(page, Page) and page.path and hasattr(page, "way") else None
    path = placed.path if placed else ""
    frames = request.__dict__.setdefault("_portal_frames", {})
    if path not in frames:
        frames[path] = _gather(request, placed)
        _tell(request, frames[path])
    return frames[path]


def _tell(request: HttpRequest, frame: Frame) -> None:
    """Say what a frame depends on; without a home page, nobody knows what will be one."""
    if frame.home is None:
        depends.never(request)
        return
    depends.on(request, tags.page(frame.home.pk), tags.child(frame.home.path))
    depends.until_midnight(request)
    if frame.above:
        depends.on(request, tags.page(frame.above.pk))


def _gather(request: HttpRequest, page: Any) -> Frame:
    site = Site.find_for_request(request)
    is_preview = getattr(request, "is_preview", False)
    home, above = _homes(site, page, is_preview=is_preview)
    if home is None:
        return Frame()
    # The one question that is asked for every page asks about the day as well.
    sections = list(sections_of(home).annotate(**{grey.ASKED_ALONG: grey.reach_today()}))
    columns = {each.pk: each.columnpage for each in sections if hasattr(each, "columnpage")}
    return Frame(
        home=home,
        columns=tuple(columns.values()),
        menu=tuple(columns.get(each.pk, each) for each in sections if each.show_in_menus),
        sections=tuple(sections),
        domain=site.hostname if site else "",
        above=above,
        has_own_host=bool(site and site.root_page_id == home.pk),
        is_grey=grey.is_grey(sections, is_front=page is not None and page.pk == home.pk),
    )


def _homes(site: Site | None, page: Any, *, is_preview: bool) -> tuple[Any, Any]:
    """Return the home page that a page belongs to, and the one above that.

    A sub-site that is not public says nothing, not even around a page that is.
    """
    kind = apps.get_model("home", "HomePage")
    around = [*page.way, page] if page is not None else []
    homes = [
        each
        for each in around
        if issubclass(each.specific_class, kind) and (each.live or is_preview)
    ]
    if not homes and site:
        homes = [
            each for each in kind.objects.filter(pk=site.root_page_id) if each.live or is_preview
        ]
    if not homes:
        return None, None
    above, near = [None, *homes][-2:]
    is_whole = type(near) is near.specific_class
    return (near if is_whole else fetched(near)), above
