from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from attachments.gate import CHECKS, Finding
from home.importing.views import ImportView
from home.models import ColumnPage, GreyDays
from home.models.base import PortalPage


@hooks.register(CHECKS)
def obstacles_of(page: Page) -> Iterator[Finding]:
    """Ask a page of the portal what stands against it."""
    if isinstance(page, PortalPage):
        yield from page.obstacles()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("import-article/", ImportView.as_view(), name="import_article")]


class ImportButton(PageMenuItem):
    """Leads from a column to the form that makes an article in it of a file."""

    label = _("Import an article")
    icon_name = "upload"
    priority = 16

    def is_shown(self, user: AbstractBaseUser) -> bool:
        return self.page.permissions_for_user(user).can_add_subpage()

    @cached_property
    def url(self) -> str:
        return f"{reverse('import_article')}?column={self.page.pk}"


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def import_button(page: Any, user: AbstractBaseUser, **context: Any) -> Iterator[ImportButton]:
    if issubclass(page.cached_content_type.model_class() or type(page), ColumnPage):
        yield ImportButton(page=page)


class GreyDaysViewSet(ModelViewSet):
    model = GreyDays
    name = "grey_days"
    icon = "view"
    menu_label = _("Days without colours")
    menu_order = 605
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ("reason", "first", "last", "reach")
    panels = [
        HelpPanel(
            content=_(
                "On these days the main site and all sub-sites are shown without colours, from "
                "the first second of the first day to the last of the last. Saved for today, they "
                "turn grey at once; deleted, they have their colours back at once."
            )
        ),
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
        FieldPanel("reach"),
    ]


@hooks.register("register_admin_viewset")
def register_grey_days():
    return GreyDaysViewSet()
