"""Links that lead nowhere: to pages that are not public, to addresses the portal does not have,
and to addresses that only work inside an office. Nothing is fetched: other sites are not asked.
"""

import ipaddress
import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.views import serve

from attachments.gate import Finding
from attachments.gate.page_text import Where
from proofing.checks.telling import Teller, Text

HREF = re.compile(r"""<a\b[^>]*?\shref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
OFFICE = re.compile(r"(?:^|\.)(?:local|lan|internal|intranet|corp|home|test|localhost)$")


def links_of(page: Page, texts: Iterable[Text], tell: Teller) -> Iterator[Finding]:
    texts = list(texts)
    if tell.makes("dead_link"):
        yield from _to_pages(page, texts, tell)
    for where, text in texts:
        for address in dict.fromkeys(_addresses(text.source)):
            name = _fault(address)
            if name and tell.makes(name):
                yield _told(name, address, where, tell)


def _addresses(source: str) -> Iterator[str]:
    for double, single in HREF.findall(source):
        yield unescape(double or single).strip()


def _told(name: str, address: str, where: Where, tell: Teller) -> Finding:
    if name == "inner_link":
        what = _("Readers cannot open this address: it only works inside an office.")
    else:
        what = _("Nothing is at this address of the portal, or it is not public.")
    return tell(name, address, what=what, place=where.words, snippet=address[:100], path=where.path)


def _to_pages(page: Page, texts: list[Text], tell: Teller) -> Iterator[Finding]:
    """Links in the text of a page that the editor made with a chooser."""
    kinds = {
        ContentType.objects.get_for_model(model).pk: model for model in (Page, get_document_model())
    }
    fields = {
        field.name: field
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField | RichTextField)
    }
    wanted: dict[type[Model], dict[str, tuple[str, ...]]] = {model: {} for model in kinds.values()}
    for kind, key, _model_path, said in ReferenceIndex._extract_references_from_object(page):
        path = tuple(said.split("."))
        is_itself = kinds.get(kind) is Page and str(key) == str(page.pk)
        if kind in kinds and path[0] in fields and not is_itself:
            wanted[kinds[kind]].setdefault(str(key), path)
    places = {where.path: where.words for where, _text in texts}
    for model, paths in wanted.items():
        for key, what in _missing(model, paths):
            path = paths[key]
            place = places.get(path) or str(fields[path[0]].verbose_name)
            yield tell("dead_link", model.__name__, key, what=what, place=place, path=path)


def _missing(model: type[Model], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield which of these are gone or not public, and what to say of it; one query."""
    if not keys:
        return
    there = {str(each.pk): each for each in model.objects.filter(pk__in=keys)}
    for key in keys:
        target = there.get(key)
        if target is None and model is Page:
            yield key, _("Links to a page that has been deleted.")
        elif target is None:
            yield key, _("Links to a document that has been deleted.")
        elif isinstance(target, Page) and not target.live:
            said = _("Links to a page that is not public: “%(title)s”")
            yield key, said % {"title": target.title}


def _fault(address: str) -> str:
    """Return the check that an address does not pass, or nothing."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "dead_link"
    if parts.scheme == "file" or (len(parts.scheme) == 1 and "\\" in address):
        return "inner_link"
    if parts.scheme not in {"", "http", "https"} or address.startswith("#"):
        return ""
    site = _site_of(host) if host else Site.objects.filter(is_default_site=True).first()
    if site is None:
        return "inner_link" if host and _is_inner(host) else ""
    return "" if _is_there(site, unquote(parts.path) or "/") else "dead_link"


def _site_of(host: str) -> Site | None:
    return Site.objects.filter(hostname=host).select_related("root_page").first()


def _is_inner(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or bool(OFFICE.search(host))


def _is_there(site: Site, path: str) -> bool:
    """Tell whether the portal answers a path; what only its files could tell counts as there."""
    try:
        match = resolve(path)
    except Resolver404:
        return _is_redirected(site, path)
    if match.func is not serve:
        key = match.kwargs.get("document_id") or next(iter(match.args), None)
        if match.url_name == "wagtaildocs_serve":
            return get_document_model().objects.filter(pk=key).exists()
        return True
    request = HttpRequest()
    request.path = request.path_info = path
    try:
        site.root_page.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return _is_redirected(site, path)
    return True


def _is_redirected(site: Site, path: str) -> bool:
    return Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(path)).exists()
