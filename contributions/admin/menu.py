"""What the menu offers of contributions."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from backstage.menu import ItemFor
from contributions.admin.access import may_decide, may_see_counts, works_for_a_unit
from contributions.models import Adoption, Contribution, Reason, State


class ReasonViewSet(ModelViewSet):
    model = Reason
    name = "contribution_reasons"
    icon = "list-ul"
    menu_label = _("Reasons for not adopting")
    list_display = ("name", "asks_words", "is_used", "order")
    ordering = ("order", "pk")
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("asks_words"),
        FieldRowPanel([FieldPanel("is_used"), FieldPanel("order")]),
    ]


class CountedItem(ItemFor):
    """An entry that says how much there is to do."""

    def __init__(self, *args: Any, number: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number = number

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if number := self._number():
            component.label = f"{self.label} ({number})"
        return component


def _waiting() -> int:
    return Contribution.objects.filter(state=State.OFFERED).count()


def _changed() -> int:
    return Adoption.objects.to_look_at().count()


class ContributionsGroup(ViewSetGroup):
    menu_label = _("Contributions and adoption")
    menu_icon = "mail"
    menu_order = 235
    items = (ReasonViewSet,)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            CountedItem(
                _("Contributions to the main site"), "contributions:queue", "mail", 1, may_decide,
                number=_waiting,
            ),
            CountedItem(
                _("Adopted items to look at"), "contributions:adopted", "view", 2, may_decide,
                number=_changed,
            ),
            ItemFor(
                _("Contributions of my unit"), "contributions:mine", "upload", 3, works_for_a_unit
            ),
            ItemFor(
                _("Counts of contributions"), "contributions:counts", "table", 4, may_see_counts
            ),
            *super().get_submenu_items(),
        ]  # fmt: skip
