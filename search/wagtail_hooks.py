from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks

from search.admin.menu import SearchGroup
from search.admin.panel import OwedPanel
from search.public.box import box_in_masthead

hooks.register("portal_masthead", box_in_masthead)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("search/", include("search.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group():
    return SearchGroup()


@hooks.register("register_permissions")
def register_permissions():
    """Offer what has screens of its own; models in view sets offer theirs themselves."""
    names = ("read_search_reports", "see_all_departments", "answer_queries")
    return Permission.objects.filter(content_type__app_label="search", codename__in=names)


@hooks.register("construct_homepage_panels")
def show_what_is_owed(request: HttpRequest, panels: list[Any]) -> None:
    panel = OwedPanel(request)
    if not panel.is_empty:
        panels.append(panel)
