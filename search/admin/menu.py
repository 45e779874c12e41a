"""What the menu offers of search."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from search.admin.access import may_answer, may_read_reports, may_see_examples
from search.admin.example_queries import ExampleViewSet
from search.admin.words import BestBetViewSet, SynonymViewSet


class _Item(MenuItem):
    def __init__(
        self, label: str, url_name: str, icon: str, order: int,
        is_for: Callable[[AbstractBaseUser], bool],
    ) -> None:  # fmt: skip
        super().__init__(label, reverse(url_name), icon_name=icon, order=order)
        self._is_for = is_for

    def is_shown(self, request: HttpRequest) -> bool:
        return self._is_for(request.user)


class SearchGroup(ViewSetGroup):
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 260
    items = (SynonymViewSet, BestBetViewSet, ExampleViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            _Item(_("Queries owed an answer"), "search_admin:tasks", "help", 1, may_answer),
            _Item(_("Search reports"), "search_admin:reports", "search", 2, may_read_reports),
            *super().get_submenu_items(),
            _Item(_("Check of search"), "search_admin:checks", "tasks", 900, may_see_examples),
        ]
