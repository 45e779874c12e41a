"""What a page has to do with contributions, beside its editor; and news on the first page."""

from functools import wraps
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from contributions.admin.access import may_decide
from contributions.admin.lists import unread_of
from contributions.content import is_item
from contributions.deadlines import Deadlines
from contributions.models import Adoption, Contribution, State
from contributions.offering import may_offer, obstacles
from contributions.units import unit_of, units_of

STYLES = "contributions/admin.css"
MOST_NEWS = 8


def _media() -> Media:
    return Media(css={"all": [versioned_static(STYLES)]})


class ContributionsPanel(BaseSidePanel):
    """On the unit's page: offers and their outcome. On the main site's: where it is from."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle contributions")
        icon_name = "mail"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["count"] = self.panel.number
            return context

    name = "contributions"
    title = _("Contributions")
    template_name = "contributions/admin/side_panel.html"
    order = 160
    media = property(lambda self: _media())

    def __init__(self, page: Page, request: HttpRequest, adoption: Adoption | None) -> None:
        super().__init__(page, request)
        self.adoption = adoption

    @cached_property
    def rows(self) -> list[Contribution]:
        rows = Contribution.objects.filter(page=self.object.pk).prefetch_related("adoptions")
        return list(rows)

    @property
    def number(self) -> int:
        """What there is to look at: decisions nobody has seen, changes of the original."""
        if self.adoption:
            return int(self.adoption.seen_digest != self.adoption.contribution.digest)
        decided = (State.ADOPTED, State.DECLINED)
        return sum(each.state in decided and each.read_at is None for each in self.rows)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user, page = self.request.user, self.object
        decides = may_decide(user)
        found = [] if self.adoption else list(obstacles(page))
        return {
            **super().get_context_data(parent_context),
            "page": page,
            "rows": self.rows,
            "adoption": self.adoption,
            "decides": decides,
            "sees": decides or self._is_of_unit,
            "obstacles": found,
            "may_offer": not self.adoption and not found and may_offer(user, page),
        }

    @property
    def _is_of_unit(self) -> bool:
        own = units_of(self.request.user)
        return any(each.unit_id in own for each in self.rows)


def panel_for(page: Page, request: HttpRequest) -> ContributionsPanel | None:
    """Return the panel of a page that can be offered or was adopted; of others none."""
    if not page.pk or not is_item(page) or page.alias_of_id:
        return None
    if unit_of(page):
        return ContributionsPanel(page, request, None)
    standing = Adoption.objects.standing().filter(page=page.pk)
    adoption = standing.select_related("contribution__page").first()
    return ContributionsPanel(page, request, adoption) if adoption else None


def install() -> None:
    """Give every page's editor the panel. Wagtail has no hook for side panels, and a view of
    one's own can be given to one page type once only."""
    EditView.get_side_panels = _with_panel(EditView.get_side_panels)


def _with_panel(get_side_panels: Any) -> Any:
    @wraps(get_side_panels)
    def get_side_panels_and_contributions(view: EditView) -> Any:
        panels = get_side_panels(view)
        # Autosave asks for the panels again and again, and nothing in ours changes with a draft.
        if view.expects_json_response or view.hydrate_create_view:
            return panels
        if panel := panel_for(view.page, view.request):
            panels.append(panel)
        return panels

    return get_side_panels_and_contributions


class DecisionsPanel(Component):
    """What the main site has decided about the unit's contributions, until somebody has seen it."""

    name = "contribution_decisions"
    template_name = "contributions/admin/decisions.html"
    order = 95
    media = property(lambda self: _media())

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        unread = unread_of(request.user).order_by("-decided_at")
        self.rows = list(unread[:MOST_NEWS])
        self.number = len(self.rows) if len(self.rows) < MOST_NEWS else unread.count()

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"rows": self.rows, "number": self.number}


class QueuePanel(Component):
    """How much awaits a decision, for those who decide."""

    name = "contribution_queue"
    template_name = "contributions/admin/waiting.html"
    order = 94
    media = property(lambda self: _media())

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        waiting = Contribution.objects.filter(state=State.OFFERED)
        self.waiting = waiting.count()
        self.urgent = waiting.filter(is_urgent=True).count() if self.waiting else 0
        late_before = Deadlines.now().late_before if self.waiting else None
        self.late = waiting.filter(offered_at__lt=late_before).count() if self.waiting else 0
        self.changed = Adoption.objects.to_look_at().count()

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "waiting": self.waiting, "urgent": self.urgent, "late": self.late,
            "changed": self.changed,
        }  # fmt: skip


def show_news(request: HttpRequest, panels: list) -> None:
    """Put on the admin's first page what is news to its reader; nothing where there is none."""
    if may_decide(request.user):
        queue = QueuePanel(request)
        if queue.waiting or queue.changed:
            panels.append(queue)
    # Whoever decides knows what was decided.
    elif (decisions := DecisionsPanel(request)).rows:
        panels.append(decisions)
