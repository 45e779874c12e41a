"""The pages of 三清单一目录: an index, and below it a list for each department."""

from datetime import date
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from disclosure.fields import grouped
from disclosure.history.as_of import as_of
from disclosure.history.verify_history import FIRST
from disclosure.public import changes, exporting, feeds, listing
from home.models.base import PortalPage


class ListKind(models.TextChoices):
    """Hunan's 三清单一目录 (in force 2015-02-01)."""

    POWERS = "powers", _("list of powers")
    DUTIES = "duties", _("list of duties")
    NEGATIVE = "negative", _("negative list")
    PROJECTS = "projects", _("catalogue of approved investment projects")


class PowerListIndexPage(PortalPage):
    """Where the lists of all departments begin."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["disclosure.PowerListPage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("Index of lists")
        verbose_name_plural = _("Indexes of lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["lists"] = listing.lists_below(self)
        return context


class PowerListPage(RoutablePageMixin, PortalPage):
    """One list of one department; its powers are rows with addresses below it, not pages."""

    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("department"), on_delete=models.PROTECT,
        related_name="lists",
    )  # fmt: skip
    kind = models.CharField(
        _("which list"), max_length=10, choices=ListKind, default=ListKind.POWERS
    )
    intro = models.TextField(_("introduction"), blank=True, max_length=500)
    # The end of the record, so that a row cut off there is missed as well.
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    last_hash = models.CharField(max_length=64, default=FIRST, editable=False)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("kind"),
        FieldPanel("intro"),
    ]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["disclosure.PowerListIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("List of powers")
        verbose_name_plural = _("Lists of powers")

    @path("")
    def all_powers(self, request: HttpRequest) -> HttpResponse:
        narrowing = listing.Narrowing.of(request.GET)
        shown = {
            "narrowing": narrowing,
            "facets": listing.facets(self, narrowing),
            "powers": listing.page_of(self, narrowing, request.GET.get("page")),
            "as_cards": request.GET.get("view") == "cards",
        }
        return self.render(request, context_overrides=shown)

    @path("changes/")
    @path("changes/<int:year>-<int:month>/")
    def what_changed(
        self, request: HttpRequest, year: int | None = None, month: int | None = None
    ) -> HttpResponse:
        months = changes.months(self)
        newest = months[0][0] if months else None
        day = _day(year, month, 1) if year else newest
        shown = {
            "months": months,
            "month": day,
            "changes": changes.changes_in(self, day) if day else [],
        }
        return self._shown(request, "changes", shown)

    @path("changes/feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.of_changes(request, self)

    @path("as-of/<int:year>-<int:month>-<int:day>/")
    def as_of_day(self, request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
        asked = _day(year, month, day)
        return self._shown(request, "as_of", {"day": asked, "versions": as_of(self, asked)})

    @path("csv/")
    def csv(self, request: HttpRequest) -> HttpResponse:
        return exporting.as_csv(self)

    @path("json/")
    def json(self, request: HttpRequest) -> HttpResponse:
        return exporting.as_json(self)

    @path("json-schema/")
    def schema(self, request: HttpRequest) -> HttpResponse:
        return exporting.schema()

    @path("record/")
    def record(self, request: HttpRequest) -> HttpResponse:
        return exporting.history(self)

    @path("verify-history/")
    def verifying_script(self, request: HttpRequest) -> HttpResponse:
        return exporting.script()

    @path("<slug:address>/")
    def one_power(self, request: HttpRequest, address: str) -> HttpResponse:
        item = get_object_or_404(self.items.select_related("newest"), address=address)
        if request.GET.get("format") == "json":
            return exporting.one(self, item)
        shown = {
            "item": item,
            "groups": grouped(item.fields),
            "versions": item.versions.order_by("-number"),
        }
        return self._shown(request, "power", shown)

    @path("<slug:address>/changes/")
    def power_changes(self, request: HttpRequest, address: str) -> HttpResponse:
        item = get_object_or_404(self.items, address=address)
        versions = list(item.versions.order_by("-number"))
        old, new = changes.chosen(versions, request.GET)
        shown = {
            "item": item,
            "versions": versions,
            "old": old,
            "new": new,
            "differences": list(changes.compared(old.fields, new.fields)) if old else [],
        }
        return self._shown(request, "power_changes", shown)

    def _shown(self, request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
        return self.render(
            request, context_overrides=shown, template=f"disclosure/power_list/{name}.html"
        )


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404 from None
