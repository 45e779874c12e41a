"""The menu entry of reviews, with what belongs to it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from backstage.menu import ItemFor
from reviews.admin.access import can_manage, may_name_deputy, may_see_board
from reviews.models import RefusalReason


class RefusalReasonViewSet(ModelViewSet):
    model = RefusalReason
    name = "refusal_reasons"
    icon = "list-ol"
    menu_label = _("Kinds of reasons for refusing")
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ("name", "order", "is_used")
    ordering = ("order", "pk")
    panels = [FieldPanel("name"), FieldPanel("order"), FieldPanel("is_used")]


class ReviewsGroup(ViewSetGroup):
    menu_label = _("Reviews")
    menu_icon = "check"
    menu_order = 240
    items = (RefusalReasonViewSet,)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            ItemFor(_("Review board"), "reviews:board", "check", 1, may_see_board),
            ItemFor(_("Shown by reference"), "reviews:borrowed", "link", 2, may_see_board),
            ItemFor(_("Review record"), "reviews:record", "list-ul", 3, may_see_board),
            ItemFor(_("Deputies"), "reviews:deputies", "group", 4, may_name_deputy),
            ItemFor(_("Reviews of columns"), "reviews:columns", "tasks", 5, can_manage),
            *super().get_submenu_items(),
        ]
