from typing import Any

from django.contrib.auth.models import Permission
from django.urls import include, path
from wagtail import hooks

from contributions.admin import offers, panel
from contributions.admin.menu import ContributionsGroup
from contributions.foot import original_at_the_foot

panel.install()
hooks.register("construct_homepage_panels", panel.show_news)
hooks.register("register_page_header_buttons", offers.offer_button)
hooks.register("register_bulk_action", offers.OfferBulkAction)
hooks.register("portal_article_foot", original_at_the_foot)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("contributions/", include("contributions.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group() -> ContributionsGroup:
    return ContributionsGroup()


@hooks.register("register_permissions")
def register_permissions() -> Any:
    return Permission.objects.filter(
        content_type__app_label="contributions", content_type__model="contribution"
    )
