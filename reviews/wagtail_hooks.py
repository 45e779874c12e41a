from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from attachments.gate import CHECKS
from reviews import standing
from reviews.admin import panel
from reviews.admin.menu import ReviewsGroup
from reviews.admin.people import APPOINTED
from reviews.clearance import clearance_of
from reviews.door import unreviewed
from reviews.emergencies import LOGGED, SETTLED
from reviews.foot import reviewers_at_the_foot
from reviews.governing import review_at, review_of
from reviews.models.stage import stage_of

hooks.register(CHECKS, unreviewed)
hooks.register("portal_article_foot", reviewers_at_the_foot, order=-1)
panel.install()

REVIEWERS_ORDER = {"approve": 0, "reject": 1}


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("reviews/", include("reviews.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group() -> ReviewsGroup:
    return ReviewsGroup()


@hooks.register("register_permissions")
def register_permissions() -> Any:
    """What a group may be allowed beside what Wagtail registers for its own lists."""
    return Permission.objects.filter(
        content_type__app_label="reviews", codename__in=["publish_emergency", "manage_reviews"]
    )


@hooks.register("construct_homepage_panels")
def show_what_presses(request: HttpRequest, panels: list) -> None:
    pressing = panel.PressingPanel(request)
    if pressing.is_shown:
        panels.append(pressing)


@hooks.register("construct_page_action_menu")
def offer_no_publication(items: list, request: HttpRequest, context: dict[str, Any]) -> None:
    """Where the door is shut there is no handle: publishing waits for the last stage."""
    page = context.get("page")
    if page is None:
        parent = context.get("parent_page")
        is_shut = bool(parent and review_at(parent.path))
    else:
        review = review_of(page)
        is_shut = bool(review and clearance_of(page, review) is None)
    if is_shut:
        items[:] = [item for item in items if item.name != "action-publish"]
    # Whoever is here to review finds that first, and not the saving of a draft.
    items.sort(key=lambda item: REVIEWERS_ORDER.get(item.name, len(REVIEWERS_ORDER)))


@hooks.register("before_edit_page")
def decide_about_what_was_seen(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a verdict from the editor's page: is it about the version that was looked at?"""
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    task = page.current_workflow_task
    if task is None or stage_of(task) is None:
        return None
    if not _is_out_of_date(request.POST, page):
        return None
    messages.error(
        request,
        _("Somebody has saved another version meanwhile. Nothing was decided: look at it first."),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _is_out_of_date(sent: Any, page: Page) -> bool:
    """Tell whether the editor's page showed another draft, or this one before it was written over.

    A form that does not say what it showed is one that was made elsewhere.
    """
    if own := sent.get("overwrite_revision_id"):
        return own != str(page.latest_revision_id)
    if not (loaded := sent.get("loaded_revision_id")):
        return False
    moment = sent.get("loaded_revision_created_at")
    newest = page.latest_revision
    return loaded != str(page.latest_revision_id) or bool(
        moment and newest and moment != newest.created_at.isoformat()
    )


@hooks.register("after_edit_page")
def tell_that_nobody_is_there(request: HttpRequest, page: Page) -> None:
    """After a page was handed in or passed on: say at once if nobody can review it."""
    if request.method != "POST" or not (
        request.POST.get("action-submit") or request.POST.get("action-workflow-action")
    ):
        return
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    stage = stage_of(state.task) if state else None
    if stage and not standing.unbarred_at(stage, page, state.revision):
        said = _(
            "At the stage “%(stage)s” nobody can review this now. Tell those who manage reviews: "
            "they can appoint somebody."
        )
        messages.warning(request, said % {"stage": stage.label})


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action(LOGGED)
    class Emergency(LogFormatter):
        label = gettext_lazy("Published before the review")

        def format_message(self, entry: Any) -> str:
            data = entry.data or {}
            return _(
                "Published before the review; reason: %(reason)s; answerable: %(answerable)s"
            ) % {
                "reason": data.get("reason", ""),
                "answerable": data.get("answerable", ""),
            }

    @actions.register_action(SETTLED)
    class Settled(LogFormatter):
        label = gettext_lazy("Emergency publication settled")

        def format_message(self, entry: Any) -> str:
            outcome = (entry.data or {}).get("outcome", "")
            return _("Emergency publication: %(outcome)s") % {"outcome": outcome}

    @actions.register_action(APPOINTED)
    class Appointed(LogFormatter):
        label = gettext_lazy("Reviewer appointed")

        def format_message(self, entry: Any) -> str:
            data = entry.data or {}
            return _("%(user)s appointed for the stage “%(stage)s”: %(reason)s") % {
                "user": data.get("user", ""),
                "stage": data.get("stage", ""),
                "reason": data.get("reason", ""),
            }
