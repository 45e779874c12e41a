"""The directory of units with its cards, and the home page of a unit's site."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.url_routing import RouteResult

from findable import Entry
from home.models import HomePage
from home.models.base import PortalPage
from subsites.about import AboutUnit
from subsites.finding import entries_of_index
from subsites.looks import look_of
from subsites.models.particulars import Particulars
from subsites.models.unit import Part, Unit


class SubsiteIndexPage(PortalPage):
    """All units (部门子网站). Below it stand their sites; a unit without one has a card there."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["subsites.SubsitePage"]
    max_count = 1
    show_in_menus_default = True
    column_type = _("Directory of sub-sites")
    template = "subsites/index.html"

    class Meta:
        verbose_name = _("Directory of sub-sites")
        verbose_name_plural = _("Directories of sub-sites")

    @classmethod
    def leads_on(cls, slugs: list[str]) -> bool:
        return len(slugs) > 1

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        unit = self._without_site(*path_components) if len(path_components) == 1 else None
        if self.live and unit:
            return RouteResult(self, kwargs={"unit": unit})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, unit: Unit | None = None) -> HttpResponse:
        return self.card(request, unit) if unit else super().serve(request)

    def card(self, request: HttpRequest, unit: Unit) -> HttpResponse:
        """Show what is known of a unit; nobody who looks for it finds nothing."""
        context = {**self.get_context(request), "unit": unit, "about": AboutUnit(self, unit)}
        return TemplateResponse(request, "subsites/card.html", context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from subsites.directory import by_kind

        return {**super().get_context(request, *args, **kwargs), "kinds": by_kind(self)}

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of the directory (`findable.Findable`)."""
        return entries_of_index(self)

    def _without_site(self, slug: str) -> Unit | None:
        if self.get_children().live().filter(slug=slug).exists():
            return None
        return Unit.objects.filter(slug=slug).first()


class SubsitePage(Particulars, HomePage):
    """The home page of a unit's site."""

    content_panels = [
        *HomePage.content_panels[:3],
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
            ],
            heading=_("How to reach the unit"),
        ),
        *HomePage.content_panels[3:],
    ]
    parent_page_types = ["subsites.SubsiteIndexPage"]
    show_in_menus_default = False
    is_kept = True
    look_styles = ("subsites/looks.css",)
    template = "subsites/home.html"

    class Meta:
        verbose_name = _("Home page of a sub-site")
        verbose_name_plural = _("Home pages of sub-sites")

    @cached_property
    def unit(self) -> Unit | None:
        part = Part.objects.filter(key="home", made=self.pk).select_related("unit").first()
        return part.unit if part else None

    @cached_property
    def unit_kind(self) -> str:
        return self.unit.kind if self.unit else ""

    @property
    def look(self) -> str:
        return look_of(self.unit_kind).name if self.unit_kind else ""

    @property
    def emblem(self) -> str:
        return look_of(self.unit_kind).emblem if self.unit_kind else HomePage.emblem

    @property
    def theme_colour(self) -> str:
        return look_of(self.unit_kind).colour if self.unit_kind else HomePage.theme_colour

    @property
    def short_name(self) -> str:
        return (self.unit.short_name if self.unit else "") or self.title

    @classmethod
    def for_readers(cls) -> QuerySet:
        unit = Part.objects.filter(key="home", made=OuterRef("pk")).values("unit__kind")
        return super().for_readers().annotate(unit_kind=Coalesce(Subquery(unit[:1]), Value("")))

    @classmethod
    def leads_on(cls, slugs: list[str]) -> bool:
        return bool(slugs)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        # Its own host leads here even when the site is not public.
        if not path_components and not self.live and self.unit:
            index = self.get_parent().specific
            return RouteResult(index, kwargs={"unit": self.unit})
        return super().route(request, path_components)
