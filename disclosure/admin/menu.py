from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import page_permission_policy

from disclosure.admin.access import may_see_lists, may_see_statutes
from disclosure.admin.statutes import StatuteViewSet
from disclosure.models import Organ, Topic


class OrganViewSet(ModelViewSet):
    model = Organ
    name = "organs"
    icon = "group"
    menu_label = _("Organs")
    list_display = ("name", "code", "editors")
    search_fields = ("name", "short_names", "code")
    panels = [
        FieldPanel("name"),
        FieldPanel("short_names"),
        FieldPanel("code"),
        FieldPanel("index_template"),
        FieldPanel("editors"),
    ]
    add_to_admin_menu = False
    copy_view_enabled = False


class TopicViewSet(ModelViewSet):
    model = Topic
    name = "topics"
    icon = "tag"
    menu_label = _("Topics of documents")
    list_display = ("__str__", "parent")
    list_filter = ("parent",)
    search_fields = ("name",)
    panels = [FieldPanel("name"), FieldPanel("parent"), FieldPanel("position")]
    add_to_admin_menu = False
    copy_view_enabled = False


class ClocksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, {"change", "publish"})


class ListsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_lists(request.user)


class StatutesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_statutes(request.user)


class DisclosureGroup(ViewSetGroup):
    menu_label = _("Disclosure")
    menu_icon = "doc-full"
    menu_order = 240
    items = (OrganViewSet, TopicViewSet, StatuteViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        lists = ListsMenuItem(
            _("Power lists"), reverse("disclosure:lists"), icon_name="list-ul", order=1
        )
        imports = ListsMenuItem(
            _("Imports of power lists"), reverse("disclosure:imports"), icon_name="upload", order=2
        )
        clocks = ClocksMenuItem(
            _("Deadlines of documents"), reverse("disclosure:clocks"), icon_name="time", order=3
        )
        impact = StatutesMenuItem(
            _("Impact of statutes"), reverse("disclosure:impacts"), icon_name="link", order=4
        )
        return [lists, imports, clocks, impact, *super().get_submenu_items()]
