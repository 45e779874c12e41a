"""待答查询: the weekly tasks, and a person's answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from backstage.screens import screen
from search.admin.access import may_answer, tasks_of
from search.log.settling import CHOICES, reopen, settle
from search.models import OwedQuery

PER_PAGE = 30


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """List the weekly tasks: those with something open, or all."""
    if not may_answer(request.user):
        raise PermissionDenied
    found = tasks_of(request.user).with_counts()
    show_all = request.GET.get("show") == "all"
    if not show_all:
        found = found.filter(of_open__gt=0)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "show_all": show_all}
    return screen(request, "search/admin/tasks.html", _("Queries owed an answer"), "help", shown)


@require_GET
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show the queries of one task, with the ways to answer them."""
    found = get_object_or_404(tasks_of(request.user), pk=task_id)
    shown = {
        "task": found,
        "queries": found.queries.select_related("settled_by"),
        "answers": CHOICES,
        "may_bet": request.user.has_perm("search.add_bestbet"),
        "may_say": request.user.has_perm("search.add_synonym"),
    }
    title = _("Queries of the week of %(week)s: %(department)s") % {
        "week": found.week,
        "department": found.department or _("of no department"),
    }
    trail = [(reverse("search_admin:tasks"), _("Queries owed an answer"))]
    return screen(request, "search/admin/task.html", title, "help", shown, trail=trail)


@require_POST
def answer(request: HttpRequest, query_id: int) -> HttpResponse:
    """Settle a query, or open it again."""
    query = get_object_or_404(
        OwedQuery.objects.select_related("task"),
        pk=query_id,
        task__in=tasks_of(request.user).order_by().values("pk"),
    )
    if request.POST.get("again"):
        reopen(query)
    else:
        try:
            settle(query, request.POST.get("answer", ""), request.user)
        except ValueError:
            messages.error(request, _("Choose an answer first."))
    return redirect("search_admin:task", query.task_id)
