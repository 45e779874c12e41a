"""Word lists, terms and leaders in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from backstage.menu import ItemFor
from proofing.admin.access import may_change_levels, may_see_terms
from proofing.models import Leader, Term, WordList


class OwnViewSet(ModelViewSet):
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50


class TermViewSet(OwnViewSet):
    model = Term
    name = "proofing_terms"
    icon = "clipboard-list"
    menu_label = _("Proofing terms")
    list_display = (
        "wrong",
        "right",
        Column("severity", label=_("severity"), accessor="get_severity_display"),
        "word_list",
        "reason",
    )
    list_filter = ("word_list", "severity")
    search_fields = ("wrong", "right", "reason")
    ordering = ("word_list", "wrong")
    panels = [
        FieldPanel("word_list"),
        FieldRowPanel([FieldPanel("wrong"), FieldPanel("right")]),
        FieldPanel("severity"),
        FieldPanel("exceptions"),
        FieldPanel("reason"),
    ]


class WordListViewSet(OwnViewSet):
    model = WordList
    name = "proofing_lists"
    icon = "list-ul"
    menu_label = _("Word lists")
    list_display = ("name", "description", "is_used")
    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("is_used")]


class LeaderViewSet(OwnViewSet):
    model = Leader
    name = "proofing_leaders"
    icon = "group"
    menu_label = _("Leaders")
    list_display = ("name", "titles", "order")
    search_fields = ("name", "titles")
    ordering = ("order", "name")
    panels = [
        HelpPanel(
            content=_(
                "A name with another title, a misspelt name beside a title, and names in another "
                "order are told while somebody writes. Keep the list when offices change hands."
            )
        ),
        FieldPanel("name"),
        FieldPanel("titles"),
        FieldPanel("order"),
    ]


class ProofingGroup(ViewSetGroup):
    menu_label = _("Proofing")
    menu_icon = "check"
    menu_order = 270
    items = (TermViewSet, WordListViewSet, LeaderViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            *super().get_submenu_items(),
            ItemFor(_("Terms as a file"), "proofing:files", "upload", 900, may_see_terms),
            ItemFor(_("Levels of checks"), "proofing:levels", "cogs", 910, may_change_levels),
        ]
