"""报送统计: each unit's contributions by month, as a table and as the year's league."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backstage import spreadsheets
from backstage.screens import screen
from contributions.admin.access import may_decide, may_see_counts
from contributions.counting import MONTHS, Line, lines_of, total_of, years
from contributions.deadlines import answered_within
from contributions.units import units_of


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Show or export the counts of all units, or of those that the user works for."""
    user = request.user
    if not may_see_counts(user):
        raise PermissionDenied
    decides = may_decide(user)
    offered = years()
    said = request.GET.get("year", "")
    year = int(said) if said in map(str, offered) else offered[0]
    lines = lines_of(year, None if decides else units_of(user))
    total = total_of(lines)
    title = _("Counts of contributions")
    if request.GET.get("format") in ("csv", "xlsx"):
        return _exported(request.GET["format"], f"{title}-{year}", lines, total)
    shown = {
        "year": year,
        "years": offered,
        "months": [(month, f"{year}-{month:02d}") for month in MONTHS],
        "lines": lines,
        "total": total,
        "decides": decides,
        "within": answered_within(),
        "silent": sum(not line.year.offered for line in lines),
    }
    return screen(request, "contributions/admin/counts.html", title, "table", shown)


def _exported(form: str, title: str, lines: Iterable[Line], total: Line) -> HttpResponse:
    title = f"{title}-{timezone.localtime():%Y%m%d}"
    if form == "xlsx":
        return spreadsheets.workbook(title, _cells(lines, total))
    return spreadsheets.download(title, _cells(lines, total), is_public=False)


def _cells(lines: Iterable[Line], total: Line) -> Iterator[list[str]]:
    heads = [_("Rank"), _("Unit"), _("Contributed"), _("Adopted"), _("Rate of adoption")]
    for month in MONTHS:
        heads += [
            _("%(month)d: contributed") % {"month": month},
            _("%(month)d: adopted") % {"month": month},
        ]
    yield [*heads, _("Awaiting a decision"), _("Answer overdue")]
    for line in lines:
        yield _cells_of(line, str(line.rank), line.name)
    yield _cells_of(total, "", _("All units"))


def _cells_of(line: Line, rank: str, name: str) -> list[str]:
    year = line.year
    cells = [rank, name, str(year.offered), str(year.adopted)]
    cells.append("—" if year.rate is None else f"{year.rate}%")
    for tally in line.months.values():
        cells += [str(tally.offered), str(tally.adopted)]
    return [*cells, str(line.waiting), str(line.late)]
