"""What the menu offers of search."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from backstage.menu import ItemFor
from search.admin.access import may_answer, may_read_reports, may_see_examples
from search.admin.example_queries import ExampleViewSet
from search.admin.words import BestBetViewSet, SynonymViewSet


class SearchGroup(ViewSetGroup):
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 260
    items = (SynonymViewSet, BestBetViewSet, ExampleViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            ItemFor(_("Queries owed an answer"), "search_admin:tasks", "help", 1, may_answer),
            ItemFor(_("Search reports"), "search_admin:reports", "search", 2, may_read_reports),
            *super().get_submenu_items(),
            ItemFor(_("Check of search"), "search_admin:checks", "tasks", 900, may_see_examples),
        ]
