"""The pages of 三清单一目录: an index, and below it a list for each department."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from disclosure import related
from disclosure.addresses import BELOW_INDEX
from disclosure.fields import FORMS, Form, elements, grouped
from disclosure.finding.opening import entries_of_list, entries_of_power_list
from disclosure.history.as_of import as_of
from disclosure.history.verify_history import FIRST
from disclosure.kinds import ListKind
from disclosure.public import across, changes, exporting, feeds, listing, openapi, qr
from disclosure.public.about import AboutPower
from findable import Entry
from home.models.base import PortalPage


class PowerListIndexPage(RoutablePageMixin, PortalPage):
    """Where the lists of all departments begin: three lists and one directory (三清单一目录)."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["disclosure.PowerListPage"]
    show_in_menus_default = True
    column_type = ListKind.POWERS.label

    class Meta:
        verbose_name = _("Index of lists")
        verbose_name_plural = _("Indexes of lists")

    @path("")
    def all_lists(self, request: HttpRequest) -> HttpResponse:
        shown = {"kinds": across.by_kind(self), "notices": across.notices(self)}
        return self.render(request, context_overrides=shown)

    @path("search/")
    def search(self, request: HttpRequest) -> HttpResponse:
        """Show what all lists have: by words, department, list, kind, level and state."""
        narrowing = across.Narrowing.of(request.GET)
        lists = across.lists_below(self)
        shown = {
            "narrowing": narrowing,
            "facets": across.facets(lists, narrowing),
            "powers": across.page_of(lists, narrowing, request.GET.get("page")),
            "as_cards": False,
            "canonical": f"{self.full_url}search/",
        }
        return self._shown(request, "search", shown)

    @path("code/<str:code>/")
    def one_code(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show every item that has a code: one code may be that of several powers."""
        items = across.with_code(across.lists_below(self), code)
        if not items:
            raise Http404
        if request.GET.get("format") == "json":
            return exporting.several(items)
        address = f"{self.full_url}code/{quote(code, safe='')}/"
        shown = {"code": code, "powers": items, "canonical": address}
        return self._shown(request, "code", shown)

    @path("csv/")
    def csv(self, request: HttpRequest) -> HttpResponse:
        return exporting.all_as_csv(self.title, across.lists_below(self))

    @path("json/")
    def json(self, request: HttpRequest) -> HttpResponse:
        return exporting.all_as_json(across.lists_below(self))

    @path("openapi/")
    def openapi(self, request: HttpRequest) -> HttpResponse:
        return openapi.description(self)

    def _shown(self, request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
        template = f"disclosure/power_list_index/{name}.html"
        return self.render(request, context_overrides=shown, template=template)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this index (`findable.Findable`)."""
        return entries_of_list(self)


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
    subpage_types = ["disclosure.PowerNoticePage"]

    class Meta:
        verbose_name = _("List of powers")
        verbose_name_plural = _("Lists of powers")

    def clean(self) -> None:
        super().clean()
        if self.slug in BELOW_INDEX:
            raise ValidationError({"slug": _("This address is taken by the index of lists.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A version of the page holds where the record ended when it was written; only `record`
        # says where it ends.
        ends = PowerListPage.objects.filter(pk=self.pk).values_list("last_sequence", "last_hash")
        if kwargs.get("update_fields") is None and (end := ends.first()):
            self.last_sequence, self.last_hash = end
        super().save(*args, **kwargs)

    @property
    def form(self) -> Form:
        return FORMS[self.kind]

    @property
    def column_type(self) -> str:
        return self.get_kind_display()

    @property
    def is_national(self) -> bool:
        return ListKind(self.kind).is_national

    @classmethod
    def leads_on(cls, slugs: list[str]) -> bool:
        # Notices are pages below the list, and would else be taken for powers.
        return True

    @classmethod
    def for_readers(cls) -> QuerySet:
        return super().for_readers().select_related("organ")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if path_components and self.get_children().filter(slug=path_components[0]).exists():
            return PortalPage.route(self, request, path_components)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        above = context["trail"][-1:]
        directory = above[0] if above and above[0].specific_class is PowerListIndexPage else None
        return {**context, "directory": directory}

    @path("")
    def all_powers(self, request: HttpRequest) -> HttpResponse:
        narrowing = listing.Narrowing.of(request.GET)
        shown = {
            "narrowing": narrowing,
            "facets": listing.facets(self.items.all(), narrowing, self.form),
            "powers": listing.page_of(self.items.all(), narrowing, request.GET.get("page")),
            "as_cards": request.GET.get("view") == "cards",
            "editions": changes.editions(self) if self.is_national else [],
            "notices": across.notices(self),
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
            "canonical": f"{self.full_url}changes/" + (f"{day:%Y-%m}/" if day else ""),
        }
        return self._shown(request, "changes", shown)

    @path("changes/feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.of_changes(request, self)

    @path("as-of/<int:year>-<int:month>-<int:day>/")
    def as_of_day(self, request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
        asked = _day(year, month, day)
        if request.GET.get("format") == "json":
            return exporting.as_of_day(self, asked)
        versions = listing.in_pages(as_of(self, asked), request.GET.get("page"))
        address = f"{self.full_url}as-of/{asked:%Y-%m-%d}/"
        shown = {"day": asked, "powers": versions, "canonical": address}
        return self._shown(request, "as_of", shown)

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
            "elements": elements(item.fields, self.kind),
            "groups": grouped(item.fields, self.kind),
            "measures": listing.measures(item.fields) if self.is_national else [],
            "versions": item.versions.order_by("-number"),
            "related": related.of(item, self),
            "about": AboutPower(self, item),
        }
        return self._shown(request, "power", shown)

    @path("<slug:address>/qr/")
    def power_qr(self, request: HttpRequest, address: str) -> HttpResponse:
        item = get_object_or_404(self.items, address=address)
        return qr.of(f"{self.full_url}{item.address}/")

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
            "differences": list(changes.compared(old.fields, new.fields, self.form)) if old else [],
            "canonical": f"{self.full_url}{item.address}/changes/",
        }
        return self._shown(request, "power_changes", shown)

    def _shown(self, request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
        return self.render(
            request, context_overrides=shown, template=f"disclosure/power_list/{name}.html"
        )

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this list, without its powers (`findable.Findable`)."""
        return entries_of_power_list(self)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404 from None
