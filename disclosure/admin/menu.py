from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from disclosure.admin.access import may_see_lists
from disclosure.models import Organ


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
        FieldPanel("editors"),
    ]
    add_to_admin_menu = False
    copy_view_enabled = False


class ListsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_lists(request.user)


class DisclosureGroup(ViewSetGroup):
    menu_label = _("Disclosure")
    menu_icon = "doc-full"
    menu_order = 240
    items = (OrganViewSet,)

    def get_submenu_items(self) -> list[MenuItem]:
        lists = ListsMenuItem(
            _("Power lists"), reverse("disclosure:lists"), icon_name="list-ul", order=1
        )
        imports = ListsMenuItem(
            _("Imports of power lists"), reverse("disclosure:imports"), icon_name="upload", order=2
        )
        return [lists, imports, *super().get_submenu_items()]
