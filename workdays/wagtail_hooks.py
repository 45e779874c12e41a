from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.admin.viewsets.model import ModelViewSet

from workdays.models import Notice


class NoticeViewSet(ModelViewSet):
    """Where an administrator types the notice of a new year, once."""

    model = Notice
    name = "workdays"
    icon = "date"
    menu_label = _("Working days")
    menu_order = 600
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ("year", "number", "issued_on")
    list_filter = ("year",)
    search_fields = ("number",)
    ordering = ("-year", "-issued_on")
    panels = [
        HelpPanel(
            content=_(
                "Deadlines in working days follow these notices. A year without a notice has its "
                "weekends only, and every date that touches it says so: type the notice when it "
                "comes out, usually in November."
            )
        ),
        FieldRowPanel([FieldPanel("year"), FieldPanel("number"), FieldPanel("issued_on")]),
        FieldPanel("address"),
        InlinePanel(
            "holidays",
            [FieldRowPanel([FieldPanel("name"), FieldPanel("first"), FieldPanel("last")])],
            heading=_("Days off"),
            label=_("Holiday"),
            help_text=_("From the first to the last day off, with the weekends between them."),
            min_num=1,
        ),
        InlinePanel(
            "swapped_days",
            [FieldRowPanel([FieldPanel("name"), FieldPanel("day")])],
            heading=_("Weekend days worked"),
            label=_("Weekend day worked"),
        ),
    ]


@hooks.register("register_admin_viewset")
def register_notices():
    return NoticeViewSet()
