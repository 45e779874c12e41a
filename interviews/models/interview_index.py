"""The page of 在线访谈: what is coming, what is on, and all that has been (往期回顾)."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from findable import Entry
from home.models.base import PortalPage


class InterviewIndexPage(RoutablePageMixin, PortalPage):
    """Lists the interviews below it."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.HomePage", "home.ColumnPage"]
    subpage_types = ["interviews.InterviewPage"]
    show_in_menus_default = True
    column_type = _("Interviews")
    template = "interviews/interview_index_page.html"

    class Meta:
        verbose_name = _("Interviews of the portal")
        verbose_name_plural = _("Interviews of the portal")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from interviews.public.listing import listed

        context = super().get_context(request, *args, **kwargs)
        context["listed"] = listed(self, request.GET.get("page"))
        context["articles"] = context["listed"].past
        return context

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from interviews.public.feeds import of_interviews

        return of_interviews(request, self)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        from interviews.finding import entries_of_index

        return entries_of_index(self)
