from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from disclosure.admin.document_warnings import warn_of_duplicates
from disclosure.admin.menu import DisclosureGroup
from disclosure.documents.foot import documents_at_the_foot
from disclosure.documents.marking import marks_of
from disclosure.front import lists_in_front
from disclosure.models import PolicyDocumentPage
from home.models import ArticlePage

hooks.register("portal_list_marks", marks_of)
hooks.register("portal_article_foot", documents_at_the_foot)
hooks.register("portal_front", lists_in_front, order=2)
hooks.register("after_create_page", warn_of_duplicates)
hooks.register("after_edit_page", warn_of_duplicates)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("disclosure/", include("disclosure.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group():
    return DisclosureGroup()


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="disclosure", codename="approve_proposal"
    )


class LinkButton(PageMenuItem):
    """Leads from a document to its interpretations, and from an article to what it interprets."""

    icon_name = "link"
    priority = 18

    @cached_property
    def is_document(self) -> bool:
        return issubclass(self.page.specific_class or ArticlePage, PolicyDocumentPage)

    @cached_property
    def label(self) -> Any:
        if self.is_document:
            return _("Link an interpretation")
        return _("Link an interpreted document")

    def is_shown(self, user: Any) -> bool:
        return self.page.permissions_for_user(user).can_edit()

    @cached_property
    def url(self) -> str:
        side = "document" if self.is_document else "page"
        return f"{reverse('disclosure:link_interpretation')}?{side}={self.page.pk}"


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def link_button(page: Any, user: Any, **context: Any) -> Iterator[LinkButton]:
    if hasattr(page.specific_class, "syndication_story"):
        yield LinkButton(page=page)
