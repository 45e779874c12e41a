from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from syndication.admin.access import can_manage_accounts, may_see_mass_sends
from syndication.admin.accounts import AccountViewSet, RouteViewSet
from syndication.admin.auto_replies import AutoReplyViewSet
from syndication.admin.board import may_see_board
from syndication.admin.custom_menus import CustomMenuViewSet
from syndication.admin.human_tasks import TaskViewSet


class SyndicationGroup(ViewSetGroup):
    """What the menu offers, in the order of daily use."""

    menu_label = _("Syndication")
    menu_icon = "site"
    menu_order = 250
    items = (
        TaskViewSet,
        AutoReplyViewSet,
        CustomMenuViewSet,
        AccountViewSet,
        RouteViewSet,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        board = BoardMenuItem(
            _("Syndication board"), reverse("syndication:board"), icon_name="table", order=1
        )
        expiries = AccountsMenuItem(
            _("Expiry calendar"), reverse("syndication:expiries"), icon_name="calendar", order=900
        )
        mass = MassMenuItem(
            _("Mass sends"), reverse("syndication:mass_sends"), icon_name="mail", order=2
        )
        return [board, mass, *super().get_submenu_items(), expiries]


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_board(request)


class MassMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_mass_sends(request.user)


class AccountsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_manage_accounts(request.user)
