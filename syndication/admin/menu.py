from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from syndication.admin.accounts import AccountViewSet, RouteViewSet
from syndication.admin.auto_replies import AutoReplyViewSet
from syndication.admin.custom_menus import CustomMenuViewSet
from syndication.admin.observed import CopyViewSet, TaskViewSet


class SyndicationGroup(ViewSetGroup):
    """What the menu offers, in the order of daily use."""

    menu_label = _("Syndication")
    menu_icon = "site"
    menu_order = 250
    items = (
        CopyViewSet,
        TaskViewSet,
        AutoReplyViewSet,
        CustomMenuViewSet,
        AccountViewSet,
        RouteViewSet,
    )
