"""Answers for the versions of the site with the plain page, read again (`rewriting`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from versions.naming import PLAIN, Version, split
from versions.rewriting import in_version, rewritten


class VersionsMiddleware:
    """Tells everybody within which version is asked for (`request.version`), and to all but who
    asks that, the request is one for the plain page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        version, path = split(request.path_info)
        request.version = version
        if version == PLAIN:
            return self.get_response(request)
        before = request.path.removesuffix(request.path_info)
        request.path, request.path_info = f"{before}{path}", path
        return _in_version(self.get_response(request), version)


def _in_version(response: HttpResponse, version: Version) -> HttpResponse:
    if response.has_header("Location"):
        response["Location"] = in_version(response["Location"], version, _roots)
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        html = response.content.decode(response.charset)
        response.content = rewritten(html, version, _roots).encode(response.charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        # It was the plain page's.
        del response["ETag"]
    return response


def _roots() -> list[str]:
    return [root.root_url for root in Site.get_site_root_paths() if root.root_url]
