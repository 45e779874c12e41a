"""What every page of the portal has in common."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager, Revision, get_page_models
from wagtail.utils.decorators import cached_classmethod

from attachments.gate import Finding
from home.forms import PortalPageForm
from home.previews import modes_of, view_of
from home.releasing import keep_back
from home.slugs import free_slug
from lifecycle import changing
from lifecycle.panels import with_change_panel
from pagecache import depends

LONGEST_TITLE = 100


class PortalPage(Page):
    """A page with a pinyin address, a title of bearable length and a breadcrumb."""

    base_form_class = PortalPageForm
    objects = PageManager()

    # Whether readers are told of major changes; editors are asked about them then.
    tells_changes = False
    # Whether all that a page of exactly this type shows is told to `pagecache.depends`.
    is_kept = False

    class Meta:
        abstract = True

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Return below what pages this may stand: the types it names, and special kinds of them."""
        named = super().clean_parent_page_models()
        kinds = tuple(model for model in named if model is not Page)
        return [m for m in get_page_models() if m in named or (kinds and issubclass(m, kinds))]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._adopt_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._adopt_slug()
        super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        if len(self.title) > LONGEST_TITLE:
            raise ValidationError(
                {
                    "title": ValidationError(
                        _("The title has %(length)d characters; at most %(most)d are allowed."),
                        code="title_too_long",
                        params={"length": len(self.title), "most": LONGEST_TITLE},
                    )
                }
            )

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        # Not in clean(): the form of a draft calls that, too, and a draft may lack anything.
        keep_back(self, clean=clean, fields=kwargs.get("update_fields"))
        super().save(clean=clean, **kwargs)

    def save_revision(self, user: Any = None, **kwargs: Any) -> Revision:
        before = self.latest_revision_id
        revision = super().save_revision(user=user, **kwargs)
        changing.keep(self, revision, before, user)
        return revision

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        handler = super().get_edit_handler()
        if not cls.tells_changes:
            return handler
        return with_change_panel(handler).bind_to_model(cls)

    def obstacles(self) -> Iterator[Finding]:
        """Yield what stands against the public seeing this, and cannot be waived."""
        yield from ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["trail"] = self.trail()
        depends.on_pages(request, [self.pk, *(page.pk for page in context["trail"])])
        # A special kind shows more; it says so itself.
        if vars(type(self)).get("is_kept"):
            depends.whole(request)
        return context

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        others = [(name, label) for name, label, _view in modes_of(self)]
        return [*super().preview_modes, *others]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        view = view_of(self, mode_name)
        return view(request, self) if view else super().serve_preview(request, mode_name)

    def trail(self) -> list[Page]:
        """Return the public pages from the home page down to this one's parent.

        What stands below a page that was withdrawn may be public; its title is not.
        """
        return list(self.get_ancestors().live().filter(depth__gt=1))

    @property
    def story_version(self) -> str:
        """What changes whenever another version of the page goes live."""
        moment = self.last_published_at
        return f"{self.pk}-{self.live_revision_id or 0}-{int(moment.timestamp()) if moment else 0}"

    @property
    def story_versions(self) -> tuple[str, ...]:
        """What stands in the head of the page: one version for each story told of it."""
        return (self.story_version,)

    def _adopt_slug(self) -> None:
        # Without a place in the tree there are no siblings to differ from yet; saving asks again.
        if not self.slug and self.title and self.path:
            self.slug = free_slug(self.title, self.get_parent(), self)
