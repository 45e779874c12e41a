from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from attachments.shown import SHOWN_BESIDE
from interviews.admin.questions.panel import QuestionsPanel, menu_item
from interviews.console import ways
from interviews.front import interviews_in_front
from interviews.models import InterviewPage, Sitting
from interviews.public.pictures import pages_showing

hooks.register(SHOWN_BESIDE, pages_showing)
hooks.register("portal_front", interviews_in_front, order=1)
hooks.register("register_admin_urls", ways.addresses)
hooks.register("register_admin_menu_item", ways.menu_item)
hooks.register("register_page_header_buttons", ways.console_button)
hooks.register("register_page_listing_more_buttons", ways.console_button)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("interviews/questions/", include("interviews.admin.questions.urls")),
        path("interviews/", include("interviews.admin.urls")),
    ]


hooks.register("register_admin_menu_item", menu_item)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panel = QuestionsPanel(request)
    if not panel.is_empty:
        panels.append(panel)


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="interviews")


class StepsButton(PageMenuItem):
    """Leads from an interview's page to its steps."""

    label = gettext_lazy("Steps of the interview")
    icon_name = "clipboard-list"
    priority = 16

    def is_shown(self, user: Any) -> bool:
        return self.page.permissions_for_user(user).can_edit()

    @cached_property
    def url(self) -> str:
        return reverse("interviews:steps", args=[self.page.specific.sitting.pk])


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def steps_button(page: Any, user: Any, **context: Any) -> Iterator[StepsButton]:
    if page.specific_class is InterviewPage and page.pk and page.specific.sitting.pk:
        yield StepsButton(page=page)


@hooks.register("before_delete_page")
def keep_what_was_recorded(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what citizens asked and what was said; it can be taken offline instead."""
    if _may_go(request, page):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_was_recorded_among_many(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse the same for a selection: nothing of it is deleted."""
    if action_type != "delete" or action.model is not Page:
        return None
    kept = [page for page in pages if not _may_go(request, page)]
    return redirect(action.next_url) if kept else None


def _may_go(request: HttpRequest, page: Page) -> bool:
    """Tell whether a page may be deleted with all below it; if not, tell the editor why."""
    below = Sitting.objects.filter(page__path__startswith=page.path)
    kept = below.exclude(last_entry=0, last_question=0).select_related("page").first()
    if kept is None:
        return True
    messages.error(
        request,
        _(
            "“%(page)s” has a record or questions, which are kept. Unpublish the page instead of "
            "deleting it."
        )
        % {"page": kept.page.title},
    )
    return False
