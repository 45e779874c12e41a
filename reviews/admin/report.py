"""Who approved and refused what (审校记录): by time, stage and person, and as a table."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from backstage import spreadsheets
from backstage.screens import screen
from reviews.admin.access import may_see_board, seen_signoffs
from reviews.models import SignOff, Verdict

PER_PAGE = 50
BATCH = 500


class Filters:
    """Reads a query string; what makes no sense in it is as if it were not there."""

    def __init__(self, query: QueryDict) -> None:
        self.since, self.until = _day(query.get("since", "")), _day(query.get("until", ""))
        self.stage = query.get("stage", "")[:12]
        self.person = query.get("person", "").strip()[:150]
        self.words = query.get("q", "").strip()[:100]
        verdict = query.get("verdict", "")
        self.verdict = verdict if verdict in Verdict.values else ""

    def applied(self, rows: QuerySet[SignOff]) -> QuerySet[SignOff]:
        wanted = Q()
        if self.since:
            wanted &= Q(given_at__gte=_midnight(self.since))
        if self.until:
            wanted &= Q(given_at__lt=_midnight(self.until + timedelta(days=1)))
        if self.stage:
            wanted &= Q(stage_label=self.stage)
        if self.person:
            wanted &= Q(user_name__icontains=self.person) | Q(behalf_name__icontains=self.person)
        if self.words:
            wanted &= Q(page_title__icontains=self.words)
        if self.verdict:
            wanted &= Q(verdict=self.verdict)
        return rows.filter(wanted)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    if not may_see_board(request.user):
        raise PermissionDenied
    filters = Filters(request.GET)
    seen = seen_signoffs(request.user)
    found = filters.applied(seen)
    if (form := request.GET.get("export")) in {"csv", "xlsx"}:
        return _exported(found, form)
    pages = Paginator(found.order_by("-pk"), PER_PAGE)
    query = request.GET.copy()
    for name in ("p", "export"):
        query.pop(name, None)
    page_obj = pages.get_page(request.GET.get("p"))
    context = {
        "page_obj": page_obj,
        "there": _there(page_obj.object_list),
        "filters": filters,
        "verdicts": Verdict.choices,
        "stages": list(
            seen.order_by("stage_label").values_list("stage_label", flat=True).distinct()
        ),
        "tallies": _tallies(found),
        "query": query.urlencode(),
    }
    return screen(request, "reviews/report.html", _("Review record"), "list-ul", context)


def _there(rows: list[SignOff]) -> set[int]:
    """Return the pages of these rows that are still there to be looked at."""
    keys = [row.page_ref for row in rows]
    return set(Page.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _tallies(rows: QuerySet[SignOff]) -> list[dict]:
    return list(
        rows.order_by()
        .values("stage_label", "user_name")
        .annotate(
            approved=Count("pk", filter=Q(verdict=Verdict.APPROVED)),
            refused=Count("pk", filter=Q(verdict=Verdict.REFUSED)),
        )
        .order_by("stage_label", "-approved", "user_name")[:100]
    )


def _exported(rows: QuerySet[SignOff], form: str) -> HttpResponse:
    title = f"{_('Review record')}-{timezone.localtime():%Y%m%d-%H%M}"
    if form == "csv":
        return spreadsheets.download(title, _lines(rows), is_public=False)
    return spreadsheets.workbook(title, _lines(rows))


def _lines(rows: QuerySet[SignOff]) -> Iterator[list[str]]:
    names = (
        "given_at", "page_title", "workflow_name", "stage_label", "user_name", "behalf_name",
        "verdict", "reason", "comment",
    )  # fmt: skip
    yield [
        *(str(SignOff._meta.get_field(name).verbose_name) for name in names),
        _("appointed by"), _("number of the draft"), _("digest of the content"),
    ]  # fmt: skip
    for row in rows.order_by("pk").iterator(BATCH):
        given = timezone.localtime(row.given_at)
        yield [
            f"{given:%Y-%m-%d %H:%M}", row.page_title, row.workflow_name, row.stage_label,
            row.user_name, row.behalf_name, str(row.get_verdict_display()), row.reason,
            row.comment, row.appointed_by, str(row.revision_ref), row.digest,
        ]  # fmt: skip


def _day(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
