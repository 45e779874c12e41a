"""The review board (审校): what waits, where, for how long, and for whom."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backstage.screens import screen
from reviews.admin.access import can_manage, may_see_board, seen_emergencies
from reviews.emergencies import fallen_out
from reviews.waiting import Waiting, reviewed_columns, waiting_for, without_reviewers

PER_PAGE = 50
MINE, STUCK = "mine", "stuck"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board is narrowed to; what makes no sense in the address is as if not there."""

    show: str
    stage: str
    column: int
    words: str

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        show, column = query.get("show", ""), query.get("column", "")
        return cls(
            show if show in {MINE, STUCK} else "",
            query.get("stage", "")[:12],
            int(column) if column.isdecimal() and len(column) < 10 else 0,
            query.get("q", "").strip()[:100],
        )

    def applied(self, items: list[Waiting], user: Any, paths: dict[int, str]) -> list[Waiting]:
        path = paths.get(self.column)
        return [
            item
            for item in items
            if (self.show != MINE or item.is_for(user))
            and (self.show != STUCK or item.is_stuck)
            and (not self.stage or item.stage.label == self.stage)
            and (path is None or item.page.path.startswith(path))
            and (not self.words or self.words in item.page.draft_title)
        ]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not may_see_board(user):
        raise PermissionDenied
    manages = can_manage(user)
    items = waiting_for(user, sees_all=manages)
    filters = Filters.of(request.GET)
    columns = {row.page_id: row.page for row in reviewed_columns()}
    shown_columns = [
        page
        for page in columns.values()
        if manages or any(item.page.path.startswith(page.path) for item in items)
    ]
    found = filters.applied(items, user, {key: page.path for key, page in columns.items()})
    pages = Paginator(found, PER_PAGE)
    emergencies = list(seen_emergencies(user).pressing())
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "page_obj": pages.get_page(request.GET.get("p")),
        "filters": filters,
        "columns": shown_columns,
        "stages": list(dict.fromkeys(item.stage.label for item in items)),
        "counts": {
            "all": len(items),
            MINE: sum(item.is_for(user) for item in items),
            STUCK: sum(item.is_stuck for item in items),
        },
        "emergencies": emergencies,
        "fallen_out": fallen_out(emergencies),
        "unmanned": list(without_reviewers()) if manages else [],
        "manages": manages,
        "query": query.urlencode(),
        "for_me": {item.state.pk for item in items if item.is_for(user)},
    }
    return screen(request, "reviews/board.html", _("Review board"), "check", context)
