"""What waits for moderators, on the admin's first page, and their way there in the menu."""

from typing import Any

from django.db.models import Count, Q
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from interviews.access import MODERATE, sittings_for
from interviews.admin.questions import due
from interviews.ledger.kinds import Moderation

MOST_SHOWN = 8


class QuestionsPanel(Component):
    """Questions that wait for moderation, and answers that are due."""

    name = "interview_questions"
    template_name = "interviews/admin/questions/panel.html"
    order = 80

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.waiting: list[Any] = []
        self.promised: list[due.Promised] = []
        self.more = 0
        if not request.user.has_perm(MODERATE):
            return
        pending = Q(questions__outcome="", questions__moderation=Moderation.PENDING)
        self.waiting = list(
            sittings_for(request.user, MODERATE)
            .annotate(pending=Count("questions", filter=pending))
            .filter(pending__gt=0)
            .order_by("-pending")[:MOST_SHOWN]
        )
        promised = due.promised_to_answer(request.user)
        self.promised = due.counted(list(promised[:MOST_SHOWN]))
        if len(self.promised) == MOST_SHOWN:
            self.more = promised.count() - MOST_SHOWN

    @property
    def is_empty(self) -> bool:
        return not self.waiting and not self.promised

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("interviews/css/queue.css")]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "waiting": self.waiting,
            "promised": self.promised,
            "more": self.more,
        }


class QuestionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)


def menu_item() -> MenuItem:
    return QuestionsMenuItem(
        _("Questions of citizens"),
        reverse("interview_questions:interviews"),
        icon_name="help",
        order=245,
    )
