"""All columns of a site on one page, for people (网站地图)."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.frame import Frame, frame_of
from home.models import HomePage
from pagecache import depends, tags


@dataclass(slots=True)
class Branch:
    page: Any
    below: list["Branch"] = field(default_factory=list)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Show the site that is asked, or one below it (`of`, the number of its home page)."""
    frame = frame_of(request, _home(request))
    if frame.home is None:
        raise Http404(_("There is no site here yet."))
    depends.on(request, tags.below(frame.home.path))
    depends.whole(request)
    # What stands around a page is that of the site it belongs to.
    told = {"page": None, "frame": frame, "branches": branches_of(frame)}
    return TemplateResponse(request, "home/site_map.html", told)


def branches_of(frame: Frame) -> list[Branch]:
    """Return what lists others below a home page, as a tree; what single items say is in lists.
    One query.
    """
    home = frame.home
    listing = Q(show_in_menus=True) | Q(columnpage__isnull=False)
    pages = home.get_descendants().filter(listing).live().public().order_by("path")
    inside = [page.path for page in HomePage.objects.descendant_of(home).only("path")]
    branches: list[Branch] = []
    known: dict[str, Branch] = {}
    for page in pages:
        if any(page.path.startswith(path) for path in inside):
            continue
        branch = known[page.path] = Branch(page)
        parent = known.get(page.path[: -Page.steplen])
        (parent.below if parent else branches).append(branch)
    return branches


def _home(request: HttpRequest) -> HomePage | None:
    asked = request.GET.get("of", "")
    if not asked:
        return None
    found = asked.isascii() and asked.isdecimal() and len(asked) < 10
    home = HomePage.objects.live().public().filter(pk=asked).first() if found else None
    if home is None:
        raise Http404(_("There is no such site."))
    return home
