from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from attachments.gate import CHECKS
from attachments.shown import SHOWN_BESIDE
from backstage.menu import ItemFor
from lifecycle import told, versions
from lifecycle.admin import deciding, disagreeing
from lifecycle.admin.access import sees_any
from lifecycle.admin.rewording import CLOSED, REWORDED, tell_of_withdrawal
from lifecycle.first_publication import displayed_too_early

hooks.register(CHECKS, displayed_too_early)
hooks.register(SHOWN_BESIDE, versions.pages_showing)
hooks.register("portal_article_top", told.above)
# Before the copies on other platforms.
hooks.register("portal_article_foot", told.below, order=-1)
hooks.register("portal_meta_tags", told.meta_tags)
hooks.register("before_edit_page", tell_of_withdrawal)
hooks.register("construct_homepage_panels", disagreeing.show)
# After Wagtail's own, which it takes the place of.
hooks.register("register_bulk_action", deciding.DecidedUnpublishBulkAction, order=10)
deciding.install()


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("lifecycle/", include("lifecycle.admin.urls"))]


@hooks.register("register_reports_menu_item")
def register_withdrawals() -> MenuItem:
    return ItemFor(_("Withdrawals"), "lifecycle:withdrawals", "history", 710, sees_any)


@hooks.register("register_reports_menu_item")
def register_changes() -> MenuItem:
    return ItemFor(_("Changes and corrections"), "lifecycle:changes", "history", 720, sees_any)


@hooks.register("register_reports_menu_item")
def register_refused_dates() -> MenuItem:
    return ItemFor(_("Refused dates"), "lifecycle:refused_dates", "history", 730, sees_any)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action(REWORDED)
    class Reworded(LogFormatter):
        label = _("Withdrawal decided otherwise")

        def format_message(self, entry: Any) -> str:
            before = (entry.data or {}).get("before", {})
            return _("Withdrawal decided otherwise; before: %(meaning)s %(explanation)s") % {
                "meaning": before.get("meaning", ""),
                "explanation": before.get("explanation", ""),
            }

    @actions.register_action(CLOSED)
    class Closed(LogFormatter):
        label = _("Earlier version closed")
        message = _("Earlier version closed")
