"""Reading without a connection: the service worker, and the page that lists what was kept.

What is kept, and for how long, is in `static/home/offline/worker.js`; whether it may be kept at all
a page says itself (`PortalPage.is_for_offline`).
"""

import json
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.frame import frame_of

WORKER = Path(__file__).resolve().parents[1] / "static/home/offline/worker.js"
# What the page of what was kept is made of; with a new one of these comes a new worker.
SHELL = (
    "home/css/tokens.css", "home/css/base.css", "home/css/frame.css", "home/offline/list.js",
    "home/offline/list.css",
)  # fmt: skip
# Addresses that the worker does not even look at.
OUTSIDE = ("/_util/", "/channels/", "/documents/")


@require_safe
@cache_control(no_cache=True)
@conditional_page
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root, so that it may answer for the whole site. Browsers ask for it
    with every visit, and at least once a day.
    """
    response = HttpResponse(script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@cache_control(no_cache=True)
@conditional_page
def offline(request: HttpRequest) -> HttpResponse:
    """Show what this device has kept: a script fills it in, the server does not know it. Columns
    are left out: the page itself is kept, and may be older than they are.
    """
    frame = replace(frame_of(request), columns=(), menu=())
    response = TemplateResponse(request, "home/offline.html", {"page": None, "frame": frame})
    response["X-Robots-Tag"] = "noindex"
    return response


@lru_cache(maxsize=1)
def script() -> str:
    """Return the worker with what it has to know of this installation before it."""
    source = WORKER.read_text(encoding="utf-8")
    shell = [static(name) for name in SHELL]
    version = sha256(json.dumps([source, shell]).encode()).hexdigest()[:12]
    told = {
        "version": version,
        "shell": shell,
        "offline": reverse("offline"),
        "static": settings.STATIC_URL,
        "media": settings.MEDIA_URL,
        "outside": [reverse("wagtailadmin_home"), *OUTSIDE],
    }
    return f"const TOLD = {json.dumps(told)};\n{source}"
