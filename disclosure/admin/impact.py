"""影响分析: a law changes; what has to be revised, and who is to be told?"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backstage import spreadsheets
from backstage.screens import screen
from disclosure.admin.access import may_see_statutes
from disclosure.admin.impact_rows import COLUMNS, Reader, resting_for
from disclosure.basis.citations import title_key
from disclosure.models import BasisLink, PageBasis, Statute
from disclosure.public.resting import newest_of

PER_PAGE = 50
CHUNK = 500


@require_GET
def impacts(request: HttpRequest) -> HttpResponse:
    """Let a statute be chosen: of those that something rests on, or by words of the title."""
    if not may_see_statutes(request.user):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()[:100]
    found = _newest_versions()
    if asked:
        found = found.filter(key__contains=title_key(asked))
    else:
        same = {"key": OuterRef("key")}
        found = found.filter(
            Exists(BasisLink.objects.filter(**same)) | Exists(PageBasis.objects.filter(**same))
        )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = resting_for(request.user, *(each.key for each in page)).by_key()
    shown = {"statutes": page, "rows": [(each, counts[each.key]) for each in page], "q": asked}
    return screen(request, "disclosure/admin/impacts.html", _("Impact of statutes"), "link", shown)


@require_GET
def impact(request: HttpRequest, statute_id: int) -> HttpResponse:
    """Show or export everything that rests on a statute, in whatever version."""
    if not may_see_statutes(request.user):
        raise PermissionDenied
    statute = get_object_or_404(Statute.objects.defer("body"), pk=statute_id)
    versions = list(Statute.objects.filter(key=statute.key).defer("body"))
    newest = newest_of(versions)
    everything = resting_for(request.user, statute.key)
    article = request.GET.get("article", "")
    only_old = request.GET.get("old") == "1"
    resting = everything.on_article(article) if article else everything
    resting = resting.on_older_than(newest) if only_old else resting
    reader = Reader(request, newest)
    title = _("Impact of %(statute)s") % {"statute": f"《{newest.title}》"}
    if request.GET.get("format") in ("csv", "xlsx"):
        rows = _exported(reader, resting)
        if request.GET["format"] == "csv":
            return spreadsheets.download(title, rows, is_public=False)
        return spreadsheets.workbook(title, rows)
    powers = Paginator(resting.powers, PER_PAGE).get_page(request.GET.get("powers"))
    pages = Paginator(resting.pages, PER_PAGE).get_page(request.GET.get("pages"))
    shown = {
        "statute": newest,
        "versions": sorted(versions, key=lambda each: str(each.adopted_on or ""), reverse=True),
        "articles": _in_order(everything.by_article()),
        "article": article,
        "only_old": only_old,
        "powers": powers,
        "pages": pages,
        "power_rows": reader.powers(powers.object_list),
        "page_rows": reader.pages(pages.object_list),
    }
    trail = [(reverse("disclosure:impacts"), _("Impact of statutes"))]
    return screen(request, "disclosure/admin/impact.html", title, "link", shown, trail=trail)


def _newest_versions() -> Any:
    newer = Statute.objects.filter(
        key=OuterRef("key"), adopted_on__gt=Coalesce(OuterRef("adopted_on"), Value("0001-01-01"))
    )
    return Statute.objects.defer("body").filter(~Exists(newer)).order_by("key")


def _in_order(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: [int(part) for part in each[0].split("-")])


def _exported(reader: Reader, resting: Any) -> Iterator[list[str]]:
    yield list(map(str, COLUMNS))
    for rows, read in ((resting.powers, reader.powers), (resting.pages, reader.pages)):
        chunk: list[Any] = []
        for row in rows.iterator(chunk_size=CHUNK):
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield from (each.cells() for each in read(chunk))
                chunk = []
        yield from (each.cells() for each in read(chunk))
