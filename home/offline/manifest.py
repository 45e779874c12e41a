"""What a device needs to know to put a site on its home screen (W3C, Web Application Manifest)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.fetching import fetched
from home.frame import Frame, frame_of
from home.icons import LARGE, SMALL, icon
from home.models import HomePage
from home.public import readable
from pagecache import depends

GROUND = "#ffffff"


@require_safe
def manifest(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Describe the site of the host that is asked, or a part of it by its home page's number."""
    page = None
    if pk is not None:
        page = fetched(get_object_or_404(readable(HomePage.objects.filter(pk=pk))))
    frame = frame_of(request, page)
    if frame.home is None or not frame.home.url:
        raise Http404(_("There is no site here yet."))
    depends.whole(request)
    response = JsonResponse(described(frame), json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json; charset=utf-8"
    return response


def described(frame: Frame) -> dict[str, Any]:
    """Return the manifest of a site. A part of the portal has the part's address for its scope."""
    home = frame.home
    return {
        "id": home.url,
        "name": home.title,
        "short_name": home.short_name,
        "description": home.introduction,
        "lang": "zh-Hans",
        "dir": "ltr",
        "start_url": home.url,
        "scope": home.url if frame.is_part else "/",
        "display": "standalone",
        "theme_color": home.theme_colour,
        "background_color": GROUND,
        "icons": [
            {
                "src": static(icon(home.emblem, size, maskable=maskable)),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if maskable else "any",
            }
            for maskable in (False, True)
            for size in (SMALL, LARGE)
        ],
    }
