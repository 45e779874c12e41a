"""Units and templates, edited one by one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from subsites.admin.access import may_keep
from subsites.models import SubsiteTemplate, Unit


class UnitViewSet(ModelViewSet):
    model = Unit
    name = "units"
    icon = "group"
    menu_label = _("Units")
    list_display = ("name", "kind", "level", "host", "phone")
    list_filter = ("kind", "level", "wants_site")
    search_fields = ("name", "short_name", "credit_code", "host")
    add_to_admin_menu = False
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("host")]),
        FieldRowPanel([FieldPanel("credit_code"), FieldPanel("site_code")]),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("wants_site"), FieldPanel("template"), FieldPanel("accounts")],
            heading=_("Site of the unit"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("secured_on"), FieldPanel("secured_by")])],
            heading=_("Security test"),
        ),
    ]


class TemplateViewSet(ModelViewSet):
    model = SubsiteTemplate
    name = "subsite_templates"
    icon = "list-ul"
    menu_label = _("Templates of sub-sites")
    list_display = ("name", "is_default")
    add_to_admin_menu = False
    copy_view_enabled = False


class KeepersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep(request.user)


class SubsitesGroup(ViewSetGroup):
    menu_label = _("Sub-sites")
    menu_icon = "site"
    menu_order = 230
    items = (UnitViewSet, TemplateViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        screens = (
            (_("Coverage and conformance"), "board", "table"),
            (_("Make sites from a roster"), "roster", "upload"),
            (_("Changes offered to sites"), "offers", "rotate"),
        )
        items = [
            KeepersMenuItem(label, reverse(f"subsites:{name}"), icon_name=icon, order=order)
            for order, (label, name, icon) in enumerate(screens)
        ]
        return [*items, *super().get_submenu_items()]
