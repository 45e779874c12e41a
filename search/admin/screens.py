"""A screen of ours inside the admin's frame."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def screen(
    request: HttpRequest, name: str, title: str, icon: str, shown: Mapping[str, Any]
) -> HttpResponse:
    context = {"page_title": title, "header_title": title, "header_icon": icon, **shown}
    return TemplateResponse(request, f"search/admin/{name}.html", context)
