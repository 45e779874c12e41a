"""The part of a page's editor that asks what a change means."""

from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.staticfiles import versioned_static

from lifecycle.forms import SAYS


class ChangePanel(MultiFieldPanel):
    """Shown once a page has been public: before that nothing changes for readers."""

    def __init__(self, children: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("About this change"))
        kwargs.setdefault("icon", "history")
        kwargs.setdefault("classname", "change-said")
        super().__init__(
            children or [FieldPanel(name, disable_comments=True) for name in SAYS], **kwargs
        )

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            page = self.instance
            return bool(page.pk and page.last_published_at and not page.alias_of_id)

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": [versioned_static("lifecycle/admin.css")]})


def with_change_panel(handler: Any) -> Any:
    """Return a page's edit handler with the panel at the end of its first tab."""
    first, *others = handler.children
    kwargs = first.clone_kwargs()
    kwargs["children"] = [*first.children, ChangePanel()]
    longer = type(first)(**kwargs)
    kwargs = handler.clone_kwargs()
    kwargs["children"] = [longer, *others]
    return type(handler)(**kwargs)
