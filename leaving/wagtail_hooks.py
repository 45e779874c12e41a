from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.viewsets.model import ModelViewSet

from leaving.models import KnownHost


class KnownHostViewSet(ModelViewSet):
    model = KnownHost
    name = "known_hosts"
    icon = "link-external"
    menu_label = _("Links to other sites")
    menu_order = 610
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ("host", "reason")
    search_fields = ("host", "reason")
    panels = [
        HelpPanel(
            content=_(
                "Before a link takes readers to another site, they are asked whether to go on. "
                "Our own sites, *.gov.cn and *.政务 are never asked about; nor are the hosts "
                "listed here."
            )
        ),
        FieldPanel("host"),
        FieldPanel("reason"),
    ]


@hooks.register("register_admin_viewset")
def register_known_hosts():
    return KnownHostViewSet()
