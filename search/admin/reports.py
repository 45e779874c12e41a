"""搜索报告: what was asked in a week, what found nothing, what nobody clicked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from backstage import spreadsheets
from backstage.screens import screen
from search.admin.access import departments_of, may_hide, may_read_reports
from search.log import hot
from search.log.masking import kept
from search.log.reports import NOBODYS, WEEK, Report, asked_in, departments_in, monday_of, read
from search.models import BestBet, HiddenWord, QueryDay, Synonym

PER_PAGE = 50
WEEKS = 12
CHUNK = 2_000
# The week after it ends on no day.
LAST_WEEK = monday_of(date.max) - WEEK
NAMES = {
    Report.HOT: gettext_lazy("Asked most"),
    Report.NOTHING: gettext_lazy("Without a result"),
    Report.NO_CLICK: gettext_lazy("Without a click"),
}
COLUMNS = (
    gettext_lazy("query"), gettext_lazy("department"), gettext_lazy("asked"),
    gettext_lazy("askers"), gettext_lazy("without a result"),
    gettext_lazy("shown with JavaScript"), gettext_lazy("clicks"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report is asked for."""

    report: Report
    week: date
    department: str
    departments: Collection[str] | None

    @property
    def query(self) -> str:
        return urlencode({"week": self.week, "department": self.department})


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Show or export the queries of one week, of the departments somebody may see."""
    if not may_read_reports(request.user):
        raise PermissionDenied
    own = departments_of(request.user)
    asked = _asked(request, own)
    found = asked_in(asked.week, asked.report, asked.departments)
    if request.GET.get("format") in ("csv", "xlsx"):
        return _exported(request.GET["format"], asked, found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [read(row) for row in page]
    may_hide_words = may_hide(request.user)
    hidden = HiddenWord.objects.values_list("said", flat=True) if may_hide_words else ()
    shown = {
        "asked": asked,
        "page": page,
        "rows": rows,
        "reports": NAMES.items(),
        "weeks": _weeks(),
        "departments": _offered(asked.week, own),
        "nobodys": NOBODYS,
        "hidden": list(hidden),
        "may_hide": may_hide_words,
        "may_bet": request.user.has_perm(f"search.add_{BestBet._meta.model_name}"),
        "may_say": request.user.has_perm(f"search.add_{Synonym._meta.model_name}"),
    }
    return screen(request, "search/admin/reports.html", _("Search reports"), "search", shown)


@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    """Hide a query from hot words, or show it again."""
    if not may_hide(request.user):
        raise PermissionDenied
    said = kept(request.POST.get("said", ""))
    if request.POST.get("again"):
        HiddenWord.objects.filter(said=said).delete()
    elif said and QueryDay.objects.filter(said=said).exists():
        HiddenWord.objects.get_or_create(said=said)
    hot.forget()
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}
    )
    return redirect(back if is_ours else "search_admin:reports")


def _asked(request: HttpRequest, own: set[str] | None) -> _Asked:
    try:
        report = Report(request.GET.get("report", ""))
    except ValueError:
        report = Report.HOT
    try:
        week = min(monday_of(date.fromisoformat(request.GET.get("week", ""))), LAST_WEEK)
    except ValueError:
        week = monday_of(timezone.localdate())
    department = request.GET.get("department", "")
    return _Asked(report, week, department, _narrowed(department, own))


def _narrowed(department: str, own: set[str] | None) -> Collection[str] | None:
    """Return the departments that are chosen among those that may be seen."""
    if not department:
        return own
    name = "" if department == NOBODYS else department
    return {name} if own is None or name in own else ()


def _weeks() -> list[date]:
    this = monday_of(timezone.localdate())
    return [this - each * WEEK for each in range(WEEKS)]


def _offered(week: date, own: set[str] | None) -> list[tuple[str, str]]:
    """Return the departments one can choose: value and name."""
    names = departments_in(week) if own is None else sorted(own)
    return [(name or NOBODYS, name or _("of no department")) for name in names]


def _exported(form: str, asked: _Asked, found: Collection[dict]) -> HttpResponse:
    ends = asked.week + WEEK - timedelta(days=1)
    title = f"{_('Search reports')}-{NAMES[asked.report]}-{asked.week:%Y%m%d}-{ends:%Y%m%d}"
    if form == "xlsx":
        return spreadsheets.workbook(title, _cells(found))
    return spreadsheets.download(title, _cells(found), is_public=False)


def _cells(found: Collection[dict]) -> Iterator[list[str]]:
    yield list(map(str, COLUMNS))
    for row in found.iterator(chunk_size=CHUNK):
        each = read(row)
        numbers = (each.asked, each.askers, each.nothing, each.shown, each.clicked)
        yield [each.said, each.department, *map(str, numbers)]
