"""The form behind every page editor of the portal."""

from typing import Any

from home.slugs import free_slug, is_unusable
from lifecycle.forms import LifecycleForm


class PortalPageForm(LifecycleForm):
    """Fills in the address from the title, so that no editor ever has to invent one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        title = self.cleaned_data.get("title", "")
        # A field that failed on its own is reported as it is.
        if title and "slug" in self.cleaned_data and self._needs_slug(title):
            self.cleaned_data["slug"] = free_slug(title, self.parent_page, self.instance)
        return super().clean()

    def _needs_slug(self, title: str) -> bool:
        slug = self.cleaned_data["slug"]
        # An address that was once public is kept, however poor it is.
        return not slug or (self.instance.first_published_at is None and is_unusable(slug, title))
