"""The register of statutes in the admin; each leads to what rests on it."""

from typing import Any

from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from disclosure.models import Statute


def impact_url(statute: Statute) -> str:
    return reverse("disclosure:impact", args=[statute.pk])


def impact_button(statute: Statute) -> Button:
    return Button(
        _("What rests on it"),
        url=impact_url(statute),
        icon_name="link",
        priority=1,
    )


class StatuteIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Statute]:
        return super().get_base_queryset().defer("body")


class StatuteEditView(generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [impact_button(self.object), *super().header_more_buttons]


class StatuteInspectView(generic.InspectView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [impact_button(self.object), *super().header_more_buttons]


def _day(name: str, label: Any) -> Column:
    """Return a column of days as laws are quoted by, not as “ten years ago”."""
    return Column(name, label=label, accessor=lambda statute: str(getattr(statute, name) or ""))


class StatuteViewSet(ModelViewSet):
    model = Statute
    name = "statute_register"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Register of statutes")
    index_view_class = StatuteIndexView
    edit_view_class = StatuteEditView
    inspect_view_class = StatuteInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_admin_menu = False
    search_fields = ("title", "issuer")
    list_per_page = 50
    list_display: tuple[Any, ...] = (
        "title",
        _day("adopted_on", gettext_lazy("version of")),
        Column("issuer", label=gettext_lazy("issued by")),
        _day("repealed_on", gettext_lazy("repealed on")),
        TitleColumn(
            "impact",
            label=gettext_lazy("Impact"),
            accessor=lambda statute: _("What rests on it"),
            get_url=impact_url,
        ),
    )
    panels = (
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("repealed_on")]),
        FieldRowPanel([FieldPanel("issuer"), FieldPanel("topic")]),
        FieldPanel("body"),
    )
