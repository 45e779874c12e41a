"""Gives the editors of all page types that tell stories the syndication panel."""

from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from syndication.admin.panel import SyndicationSidePanel
from syndication.admin.publishing import SyndicatedUnpublishView
from syndication.engine.sweep import syndicatable_page_models


class SyndicatedEditView(EditView):
    def get_side_panels(self):
        panels = super().get_side_panels()
        # Autosave asks for the panels again and again; ours refreshes itself.
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(SyndicationSidePanel(self.page, self.request))
        return panels


class SyndicatedPageViewSet(PageViewSet):
    edit_view_class = SyndicatedEditView
    unpublish_view_class = SyndicatedUnpublishView


def page_viewsets() -> list[PageViewSet]:
    return [
        type(f"{model.__name__}ViewSet", (SyndicatedPageViewSet,), {"model": model})()
        for model in syndicatable_page_models()
    ]
