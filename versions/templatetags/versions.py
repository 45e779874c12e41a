"""Links from a page to its other versions."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from versions.naming import PLAIN, Version, address, has_versions

register = template.Library()

TRADITIONAL = Version(is_traditional=True)
NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of the page at hand. `label` is in the version's own script."""

    label: str
    url: str
    language: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Offers:
    version: Version
    scripts: tuple[Offer, ...] = ()
    # The version for elders, or from there the one for everybody.
    elder: Offer | None = None


@register.simple_tag(takes_context=True)
def page_versions(context: template.Context) -> Offers:
    """Return the version of a page at hand, and the others; none of what has no versions."""
    request: HttpRequest | None = context.get("request")
    version = getattr(request, "version", PLAIN)
    if request is None or not has_versions(request.path_info):
        return Offers(version)
    here = _here(request, context.get("page"))

    def offer(label: str, other: Version) -> Offer:
        return Offer(label, address(other, here), other.language, is_current=other == version)

    return Offers(
        version,
        scripts=(
            offer("简体", replace(version, is_traditional=False)),
            offer("繁體", replace(version, is_traditional=True)),
        ),
        elder=offer(
            _("Standard version") if version.is_elder else _("Version for elders"),
            replace(version, is_elder=not version.is_elder),
        ),
    )


@register.simple_tag(takes_context=True)
def is_for_elders(context: template.Context) -> bool:
    return getattr(context.get("request"), "version", PLAIN).is_elder


@register.simple_tag(takes_context=True)
def languages_of(context: template.Context, page: Any) -> list[tuple[str, str]]:
    """Return in which languages machines find what is shown, and at which absolute addresses.

    Nothing for what is no page of a site, and for a page that shows another one's text: machines
    know that by the other's address.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or not isinstance(page, Page) or page.alias_of_id:
        return []
    found = page.get_url_parts(request)
    if not found or not found[1] or not has_versions(request.path_info):
        return []
    here = _here(request, page)
    return [(each.language, f"{found[1]}{address(each, here)}") for each in (PLAIN, TRADITIONAL)]


def _here(request: HttpRequest, page: Any) -> str:
    """Return the address at hand. Of a page's query its lists' number counts, of others' all."""
    if request.method != "GET":
        return request.path
    if not isinstance(page, Page):
        return request.get_full_path()
    number = request.GET.get("page", "")
    return f"{request.path}?page={number}" if NUMBER.fullmatch(number) else request.path
