"""`/`: everything that may be asked, by name; `/problems`: what may be answered instead."""

from django.http import HttpRequest

from api.addresses import address, on_the_portal
from api.answering import Answer
from api.parameters import Asked
from api.problems import KINDS
from disclosure.models import PowerListIndexPage
from home.public import readable

VERSION = "1"


def index(request: HttpRequest, asked: Asked) -> Answer:
    from api.endpoints import ENDPOINTS

    endpoints = [
        {
            "name": each.name,
            "summary": each.summary,
            "url": f"{address('index')}{each.path}",
            "parameters": [parameter.name for parameter in each.parameters],
        }
        for each in ENDPOINTS
    ]
    said = {
        "version": VERSION,
        "description": address("description"),
        "endpoints": endpoints,
        "elsewhere": _elsewhere(),
    }
    return Answer(said)


def problems(request: HttpRequest, asked: Asked) -> Answer:
    told = [
        {"type": kind.url, "name": kind.name, "status": kind.status, "title": str(kind.title)}
        for kind in KINDS
    ]
    return Answer({"problems": told})


def _elsewhere() -> list[dict[str, str]]:
    """What the portal offers to programs at addresses of its own."""
    lists = readable(PowerListIndexPage.objects.order_by("path"))
    described = [
        {"name": page.title, "kind": "openapi", "url": f"{page.full_url}openapi/"}
        for page in lists
        if page.full_url
    ]
    return [
        *described,
        {"name": "sitemap", "kind": "sitemap", "url": on_the_portal("/sitemap.xml")},
    ]
