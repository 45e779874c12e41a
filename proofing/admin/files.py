"""The screen where word lists are taken in from a CSV file and given out as one."""

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from backstage import spreadsheets
from backstage.reading import Unreadable
from backstage.screens import screen
from proofing.admin.access import may_import_terms, may_see_terms
from proofing.importing import (
    HEADINGS,
    NEEDED,
    SEVERITIES,
    STARTER,
    Report,
    WrongTable,
    import_terms,
    rows,
)
from proofing.models import Term

UNREADABLE = {
    "too_large": gettext_lazy("The file is too large: at most 5 MB."),
    "workbook": gettext_lazy(
        "This is a workbook. Save it as CSV in the spreadsheet and choose that file."
    ),
    "not_text": gettext_lazy("This is no text. Save the table as CSV."),
    "broken": gettext_lazy("The table is broken: a quotation mark is never closed."),
}
MOST_SHOWN = 200


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    if not may_see_terms(request.user):
        raise PermissionDenied
    report = None
    if request.method == "POST":
        report = _take_in(request)
    shown = {
        "report": report,
        "bad": report.bad[:MOST_SHOWN] if report else [],
        "headings": "、".join(HEADINGS),
        "needed": "、".join(NEEDED),
        "severities": "、".join(SEVERITIES),
        "may_import": may_import_terms(request.user),
        "number": Term.objects.count(),
    }
    return screen(request, "proofing/files.html", _("Terms as a file"), "upload", shown)


def _take_in(request: HttpRequest) -> Report | None:
    if not may_import_terms(request.user):
        raise PermissionDenied
    file = request.FILES.get("file")
    if "starter" in request.POST:
        data = STARTER.read_bytes()
    elif file:
        data = file.read()
    else:
        flash.error(request, _("Choose a file."))
        return None
    try:
        return import_terms(data)
    except Unreadable as error:
        flash.error(request, UNREADABLE[error.code])
    except WrongTable as error:
        flash.error(request, str(error))
    return None


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    if not may_see_terms(request.user):
        raise PermissionDenied
    return spreadsheets.download(_("Proofing terms"), rows(), is_public=False)
