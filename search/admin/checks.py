"""搜索检验: all example queries answered now."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backstage.screens import screen
from search.admin.access import may_see_examples
from search.models import ExampleQuery
from search.words.examples import Checked, check_all


@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    """Answer all examples and show them, those that fail first."""
    if not may_see_examples(request.user):
        raise PermissionDenied
    rows = [(each, _of_what(each.example), _edit_url(each)) for each in check_all()]
    failing = sum(each.fails for each, _what, _url in rows)
    mean = sum(each.now.ndcg for each, _what, _url in rows) / len(rows) if rows else 0.0
    shown = {"rows": rows, "failing": failing, "mean": mean}
    return screen(request, "search/admin/checks.html", _("Check of search"), "tasks", shown)


def _of_what(example: ExampleQuery) -> str:
    return str(example.synonym or example.best_bet or "")


def _edit_url(checked: Checked) -> str:
    example = checked.example
    if example.synonym_id:
        return reverse("search_synonyms:edit", args=[example.synonym_id])
    if example.best_bet_id:
        return reverse("search_best_bets:edit", args=[example.best_bet_id])
    return reverse("search_examples:edit", args=[example.pk])
