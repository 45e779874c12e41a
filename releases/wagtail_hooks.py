from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from backstage.menu import ItemFor
from releases.admin.access import may_publish_somewhere
from releases.admin.bulk import AddBulkAction

hooks.register("register_bulk_action", AddBulkAction)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("releases/", include("releases.admin.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> ItemFor:
    return ItemFor(_("Joint releases"), "releases:index", "date", 240, may_publish_somewhere)


class ReleaseButton(PageMenuItem):
    label = _("Joint release")
    icon_name = "date"
    priority = 45

    def is_shown(self, user: Any) -> bool:
        return self.page.permissions_for_user(user).can_edit()

    @cached_property
    def url(self) -> str:
        return reverse("releases:of_page", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def release_button(page: Page, user: Any, **context: Any) -> Iterator[ReleaseButton]:
    if page.pk and page.depth > 1:
        yield ReleaseButton(page=page)


ACTIONS = {
    "releases.make": (_("Release made"), _("Release made")),
    "releases.add": (_("Page added"), _("“%(title)s” was put in")),
    "releases.take_out": (_("Page taken out"), _("“%(title)s” was taken out")),
    "releases.schedule": (_("Release scheduled"), _("The release waits for its moment")),
    "releases.call_off": (_("Release called off"), _("Release called off")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for action, (name, sentence) in ACTIONS.items():

        class Step(LogFormatter):
            label = name
            message = sentence

            def format_message(self, entry: Any, sentence: Any = sentence) -> str:
                return sentence % {"title": (entry.data or {}).get("title", "")}

        actions.register_action(action)(Step)

    @actions.register_action("releases.release")
    class Released(LogFormatter):
        label = _("Released")

        def format_message(self, entry: Any) -> str:
            data = entry.data or {}
            if not data.get("minutes_late"):
                return _("Released: %(pages)s pages") % {"pages": data.get("pages", 0)}
            return _("Released: %(pages)s pages, %(minutes_late)s minutes late") % data

    @actions.register_action("releases.fail")
    class Failed(LogFormatter):
        label = _("Release failed")

        def format_message(self, entry: Any) -> str:
            told = [f"{each['title']}：{each['reason']}" for each in entry.data.get("reasons", [])]
            return _("Could not be released: %(reasons)s") % {"reasons": "；".join(told)}
