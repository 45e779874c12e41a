"""What search engines may read: robots.txt, and a sitemap of the public pages of a site.

A sitemap of sitemaps.org 0.9 holds at most 50,000 addresses; ours are in parts, so that a part is
made in a moment.
"""

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.contrib.sitemaps.views import prepare_sitemaps
from wagtail.query import PageQuerySet

# A withdrawn page's address is named for so long at most.
SECONDS = 60
# What is made for each visitor anew, and what is nobody's reading.
NOT_FOR_ROBOTS = (
    "/admin/", "/search/", "/leaving/", "/verify", "/channels/", "/interviews/receipt/",
)  # fmt: skip


class PublicPages(Sitemap):
    limit = 5000

    def items(self) -> PageQuerySet:
        below = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        return below.live().public().order_by("path")


SECTIONS = {"pages": PublicPages}


@require_safe
@cache_control(public=True, max_age=SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    """Name the parts of the sitemap of the site that is asked."""
    sections = prepare_sitemaps(request, SECTIONS)
    return views.index(request, sections, sitemap_url_name="sitemap_part")


@require_safe
@cache_control(public=True, max_age=SECONDS)
def part(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, prepare_sitemaps(request, SECTIONS), section=section)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with a robots.txt (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
