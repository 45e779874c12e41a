"""Which sites are copied, and where their living selves are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from mirror.addresses import Address, Elsewhere, read


class NoSuchSite(Exception):
    """No site has this host; names those that there are."""


@dataclass
class Sites:
    """`live` has, for the roots of some sites, another address of the living site; `versions` are
    beginnings of paths whose pages are copied, too, such as `/zh-hant/`.
    """

    sites: list[Site]
    live: dict[str, str] = field(default_factory=dict)
    versions: tuple[str, ...] = ()

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(_root(site) for site in self.sites)

    @cached_property
    def _outside(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{each})" for each in settings.MIRROR_LIVE))

    @cached_property
    def _left_versions(self) -> tuple[str, ...]:
        return tuple(each for each in settings.MIRROR_VERSIONS if each not in self.versions)

    def is_outside(self, address: Address) -> bool:
        """Tell whether an address is made for each visitor, or belongs to a version left out."""
        if address.path.startswith(self._left_versions):
            return True
        return bool(self._outside.search(address.path))

    def live_root(self, root: str) -> str:
        return self.live.get(root, root)

    def read(self, link: str, base: Address) -> tuple[Address, str] | None:
        """Return (address, fragment) of a link that may be copied, None for other hosts.

        Raises Elsewhere for one that only the living site answers.
        """
        found = read(link, base, self.roots)
        if found and self.is_outside(found[0]):
            raise Elsewhere("live")
        return found

    # --- Where to begin ------------------------------------------------------------------------

    def seeds(self) -> Iterator[Address]:
        """Yield what nobody needs to link to: fixed addresses, all pages and their routes, old
        addresses. What of it nobody can open is told when it is asked for.
        """
        for site in self.sites:
            root = _root(site)
            for path in [*_fixed(), *self._of_pages(site), *_redirects(site)]:
                for address in self._with_versions(root, path):
                    if not self.is_outside(address):
                        yield address

    def _with_versions(self, root: str, path: str) -> Iterator[Address]:
        for before in ("", *(each.rstrip("/") for each in self.versions)):
            found = read(root + before + path, Address(root, "/"), self.roots)
            if found:
                yield found[0]

    def _of_pages(self, site: Site) -> Iterator[str]:
        below = site.root_page.get_descendants(inclusive=True).live().public()
        own = site.root_page.url_path
        for path, kind in below.order_by("path").values_list("url_path", "content_type"):
            here = "/" + path.removeprefix(own)
            yield here
            yield from (here + each for each in _routes(kind))


def chosen(host: str = "") -> list[Site]:
    """Return all sites, or the one with a host (with its port if it is not the usual one)."""
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    if not host:
        return sites
    named = [site for site in sites if host.lower() in {site.hostname, _root(site).split("//")[1]}]
    if not named:
        raise NoSuchSite(", ".join(_root(site).split("//")[1] for site in sites))
    return named


def _root(site: Site) -> str:
    return site.root_url.rstrip("/").lower()


def _fixed() -> Iterator[str]:
    """Yield the addresses of the URL configuration that have no parts to fill in."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                inner = (*spaces, each.namespace) if each.namespace else spaces
                yield from walk(each, inner)
            elif isinstance(each, URLPattern) and each.name:
                try:
                    yield reverse(":".join((*spaces, each.name)))
                except NoReverseMatch:
                    continue

    yield "/"
    yield from sorted(set(walk(get_resolver(), ())))


_ROUTES: dict[int, tuple[str, ...]] = {}


def _routes(kind: int) -> tuple[str, ...]:
    """Return what pages of a type answer below their own address, as far as it is the same for all
    of them.
    """
    if kind not in _ROUTES:
        model = ContentType.objects.get_for_id(kind).model_class()
        found: list[str] = []
        if model and issubclass(model, RoutablePageMixin) and issubclass(model, Page):
            for pattern in model.get_subpage_urls():
                plain = str(pattern.pattern).removeprefix("^").removesuffix("$")
                if plain and re.fullmatch(r"[a-z0-9./-]+", plain):
                    found.append(plain)
        _ROUTES[kind] = tuple(found)
    return _ROUTES[kind]


def _redirects(site: Site) -> Iterator[str]:
    for one in Redirect.objects.filter(Q(site=site) | Q(site=None)).order_by("pk"):
        if "?" not in one.old_path and one.old_path.startswith("/"):
            end = "" if re.search(r"\.[a-z0-9]{1,5}$", one.old_path) else "/"
            yield one.old_path + end
