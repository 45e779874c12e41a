"""What a page said before a correction: kept, and read where the rules allow."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from attachments.gate.deciding import holding
from attachments.gate.page_text import texts_of
from attachments.shown.kinds import Kind
from attachments.shown.leads import leads_of
from lifecycle.models import EarlierFile, EarlierVersion
from lifecycle.models.change import digest_of
from texts.difference import Kind as PartKind
from texts.difference import Part, difference

SHOWN = "_lifecycle_earlier"


def pin(public: Page, *, keeps: bool) -> EarlierVersion:
    """Keep what a page says now, before another version takes its place.

    What the checks before publication would hold back now (a number of somebody's, a word that
    must not stand there) nobody reads again, whatever the editor wished.
    """
    content = json.loads(json.dumps(public.serializable_data(), cls=DjangoJSONEncoder))
    version = EarlierVersion(
        page_ref=public.pk,
        title=public.title[:255],
        content=content,
        sha256=digest_of(content),
        public_from=public.last_published_at,
        public_until=timezone.now(),
    )
    if not keeps:
        close(version, _("The editor chose so."))
    elif found := holding(page_of(version, public)):
        close(version, "；".join(dict.fromkeys(finding.what for finding in found)))
    version.save()
    files = leads_of(page_of(version, public))
    EarlierFile.objects.bulk_create(
        [EarlierFile(version=version, kind=kind, key=key) for kind, key in files]
    )
    return version


def pages_showing(kind: Kind, key: int) -> QuerySet:
    """Return the keys of pages of which an earlier version, open to the public, shows a file
    (fills `attachments.shown.SHOWN_BESIDE`).
    """
    files = EarlierFile.objects.filter(kind=kind, key=key, version__is_readable=True)
    return files.values("version__page_ref")


def close(version: EarlierVersion, why: str) -> None:
    version.is_readable, version.why_not = False, why[:500]


def page_of(version: EarlierVersion, present: Page) -> Page:
    """Return the page as it was, in memory."""
    return present.specific.with_content_json(version.content)


def address_of(version: EarlierVersion) -> str:
    return reverse("lifecycle_public:version", args=[version.pk])


def changes_between(old: Page, new: Page) -> list[tuple[str, list[Part]]]:
    """Return what differs between two versions of a page, by the place where it stands."""
    before, after = _words(old), _words(new)
    found = []
    for place in dict.fromkeys([*before, *after]):
        parts = difference(before.get(place, ""), after.get(place, ""))
        if any(part.kind != PartKind.SAME for part in parts):
            found.append((place, parts))
    return found


def _words(page: Page) -> dict[str, str]:
    """Return the words of each field; blocks of a text in their order, a line for each."""
    told: dict[str, list[str]] = {}
    for where, text in texts_of(page):
        name = where.path[0] if where.path else ""
        lines = [line.strip() for line in text.text.splitlines()]
        told.setdefault(name, []).extend(filter(None, lines))
    labels = {
        field.name: str(field.verbose_name)
        for field in page._meta.get_fields()
        if hasattr(field, "verbose_name")
    }
    return {labels.get(name, name): "\n".join(lines) for name, lines in told.items()}


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """Show an earlier version of a page that is public now, in the page's own design."""
    found = get_object_or_404(EarlierVersion, pk=number, is_readable=True)
    present = Page.objects.filter(pk=found.page_ref, live=True).first()
    if present is None or present.get_view_restrictions().exists() or not found.is_intact:
        raise Http404
    page: Any = page_of(found, present)
    setattr(page, SHOWN, found)
    response = page.serve(request)
    response["X-Robots-Tag"] = "noindex"
    return response
