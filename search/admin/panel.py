"""What is owed an answer, on the admin's first page."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from search.admin.access import tasks_of

MOST_SHOWN = 8


class OwedPanel(Component):
    """Weekly tasks with queries that are still open, the newest first."""

    name = "owed_queries"
    template_name = "search/admin/panel.html"
    order = 85

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        found = tasks_of(request.user).with_counts().filter(of_open__gt=0)
        self.tasks = list(found[:MOST_SHOWN])

    @property
    def is_empty(self) -> bool:
        return not self.tasks

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("search/admin.css")]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"tasks": self.tasks, "heading": _("Queries owed an answer")}
