"""What every page of the portal has in common."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageManager, PageViewRestriction, Revision, get_page_models
from wagtail.utils.decorators import cached_classmethod

from attachments.gate import Finding
from home.beside import Rows
from home.fetching import fetched
from home.forms import PortalPageForm
from home.frame import Frame
from home.linked_data import Node, list_nodes
from home.meta_tags import Tags, list_tags
from home.pictures import with_sizes
from home.previews import modes_of, view_of
from home.releasing import keep_back
from home.routing import way_down
from home.slugs import free_slug
from lifecycle import changing
from lifecycle.panels import with_change_panel
from pagecache import depends
from versions.naming import PLAIN, RESERVED

LONGEST_TITLE = 100


class PortalPage(Page):
    """A page with a pinyin address, a title of bearable length and a breadcrumb."""

    base_form_class = PortalPageForm
    objects = PageManager()

    # Whether readers are told of major changes; editors are asked about them then.
    tells_changes = False
    # Whether all that a page of exactly this type shows is told to `pagecache.depends`.
    is_kept = False
    # What elders are shown in a plain page's place; without, the plain page in large (elder.css).
    elder_template = ""
    # What pages of this type tell from rows that most of them have none of (`home.beside`).
    asks: tuple[Rows, ...] = ()
    # What kind of column a page is that lists others, in the words of the rules on meta tags.
    column_type: Any = ""
    # Whether readers' devices may keep what this page shows, to be read without a connection.
    is_for_offline: Any = True
    # Whether nothing closes this page; nobody has looked before `way_down` does.
    lies_open = False

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
        if self.slug in RESERVED:
            raise ValidationError(
                {
                    "slug": ValidationError(
                        _("“%(slug)s” is the address of a version of the whole site."),
                        code="slug_reserved",
                        params={"slug": self.slug},
                    )
                }
            )
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
        with_sizes(self)
        return context

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        if self.elder_template and getattr(request, "version", PLAIN).is_elder:
            return self.elder_template
        return super().get_template(request, *args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        others = [(name, label) for name, label, _view in modes_of(self)]
        return [*super().preview_modes, *others]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        view = view_of(self, mode_name)
        return view(request, self) if view else super().serve_preview(request, mode_name)

    @cached_property
    def way(self) -> list[Page]:
        """The pages from the home page down to this one's parent, whether public or not."""
        if not self.path or self.depth <= 2:
            return []
        return list(self.get_ancestors().filter(depth__gt=1))

    def trail(self) -> list[Page]:
        """Return the public pages from the home page down to this one's parent.

        What stands below a page that was withdrawn may be public; its title is not.
        """
        return [page for page in self.way if page.live]

    @classmethod
    def leads_on(cls, slugs: list[str]) -> bool:
        """Tell whether an address with these slugs behind a page's own, which name pages below it,
        leads there without this type having a say in it.
        """
        if issubclass(cls, RoutablePageMixin) and cls.route is RoutablePageMixin.route:
            try:
                cls.get_resolver().resolve(f"/{'/'.join(slugs)}/")
            except Resolver404:
                return True
            return False
        return cls.route is PortalPage.route

    @classmethod
    def for_readers(cls) -> QuerySet:
        """Return all pages of this type with what each is shown with."""
        return cls._default_manager.all()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find what an address below this page leads to: two queries, where Wagtail asks two for
        each step.
        """
        found = way_down(self, path_components)
        for number, page in enumerate(found, 1):
            rest = path_components[number:]
            if rest and number < len(found) and page.specific_class.leads_on(rest):
                continue
            below = fetched(page)
            below.lies_open = page.lies_open
            below.way = [*self.way, self, *found[: number - 1]]
            below._cached_parent_obj = below.way[-1]
            return below.route(request, rest)
        if path_components:
            raise Http404
        return super().route(request, path_components)

    def get_view_restrictions(self) -> QuerySet:
        """Return what closes this page; one query, where Wagtail asks three, and none for a page
        that was found by its address.
        """
        if self.alias_of_id or any(page.alias_of_id for page in self.way):
            return super().get_view_restrictions()
        if self.lies_open:
            return PageViewRestriction.objects.none()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=[self.path[:end] for end in ends])

    def meta_tags(self, frame: Frame) -> Tags:
        """Return what inspectors read of this page (`home.meta_tags`)."""
        return list_tags(self, str(self.column_type), frame) if self.column_type else {}

    def linked_data(self, frame: Frame) -> list[Node]:
        """Return what machines read of this page (`home.linked_data`)."""
        return list_nodes(self, frame) if self.column_type else []

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
