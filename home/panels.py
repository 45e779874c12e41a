"""Panels of page editors that tell something worked out."""

from collections.abc import Callable
from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static


class StatePanel(Panel):
    """Shows what `gather` returns for the page and the request; nothing in it can be edited.

    An app says where its templates are and which styles they need.
    """

    folder = ""
    styles: tuple[str, ...] = ()

    def __init__(
        self, template: str, gather: Callable[[Any, Any], dict[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.template, self.gather = template, gather

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "template": self.template, "gather": self.gather}

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self) -> str:
            return f"{self.panel.folder}/{self.panel.template}.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": [versioned_static(name) for name in self.panel.styles]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, **self.panel.gather(self.instance, self.request)}
