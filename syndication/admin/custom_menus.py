"""The menu below an official account's conversation: edited here, published by a worker."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from syndication.admin.auto_replies import FollowerPanel
from syndication.admin.once import OnceForEachAccount
from syndication.channels.wechat.followers import menu as menus
from syndication.channels.wechat.followers.messages import explain
from syndication.channels.wechat.followers.tasks import tend_menu
from syndication.models import CustomMenu
from syndication.status import account_state


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it: its name, what it does, what is below it."""

    name: str
    deed: str
    below: tuple["Button", ...]


@dataclass(frozen=True, slots=True)
class MenuState:
    """Where a menu stands, in a sentence; `here` is what is saved, `there` what was last seen."""

    tone: str
    sentence: str
    is_moving: bool
    is_drift: bool
    here: tuple[Button, ...]
    there: tuple[Button, ...] | None


def state_of(menu: CustomMenu) -> MenuState:
    """Return where a menu stands, and how it looks."""
    here = menus.as_platform(menu)
    tone, sentence, *more = _told(menu)
    if tone == "good" and not menus.same(here, menu.published):
        tone = "busy"
        sentence = _("A page that a button opens has another address; WeChat is told shortly.")
    return MenuState(
        tone,
        sentence,
        is_moving="moving" in more,
        is_drift="drift" in more,
        here=_shown_buttons(here["button"]),
        there=None if menu.seen is None else _shown_buttons(menu.seen["button"]),
    )


def _shown_buttons(buttons: list[menus.Button]) -> tuple[Button, ...]:
    return tuple(
        Button(
            name=button.get("name", ""),
            deed=menus.deed_of(button),
            below=_shown_buttons(button.get("sub_button") or []),
        )
        for button in buttons
    )


def _told(menu: CustomMenu) -> tuple[str, ...]:
    """Return tone and sentence, and more about it, without looking at the pages."""
    account = menu.account
    if account.is_paused or account.is_blocked:
        waits = _("The menu waits: %(reason)s") % {"reason": account_state(account)}
        return "warning", waits
    if menu.code:
        text = menu.values.get("text", "")
        return "bad", explain(menu.code, menu.values) or f"{menu.code} {text}".strip()
    if menu.next_at is not None:
        return "busy", _("The menu is being brought to WeChat …"), "moving"
    if menu.published is None:
        return "quiet", _("The menu has not been published.")
    if menu.seen is not None and not menus.same(menu.seen, menu.published):
        return "warning", _("Somebody changed the menu on WeChat since it was published."), "drift"
    if not menu.published["button"]:
        return "good", _("There is no menu on WeChat, as is wanted here.")
    return "good", _("This menu is on WeChat. Followers see it within five minutes.")


class CustomMenuForm(OnceForEachAccount, WagtailAdminModelForm):
    class Meta:
        model = CustomMenu
        fields = ("account", "buttons")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            body = menus.as_platform(CustomMenu(buttons=cleaned["buttons"]))
            for finding in menus.findings(body):
                self.add_error("buttons", explain(finding.code, finding.values))
        return cleaned


class _Publishing:
    """Whoever saves a menu publishes it."""

    def save_instance(self) -> CustomMenu:
        menu = super().save_instance()
        _tend(menu)
        return menu

    def get_success_url(self) -> str:
        return self.get_edit_url()


class CustomMenuCreateView(_Publishing, CreateView):
    submit_button_label = gettext_lazy("Save and publish")


class CustomMenuEditView(_Publishing, EditView):
    submit_button_label = gettext_lazy("Save and publish")


def _tend(menu: CustomMenu) -> None:
    menu.due_now()
    transaction.on_commit(lambda: tend_menu.delay(menu.pk), robust=True)


def _menu(request: HttpRequest, pk: int) -> CustomMenu:
    if not request.user.has_perm("syndication.change_custommenu"):
        raise PermissionDenied
    return get_object_or_404(CustomMenu.objects.select_related("account"), pk=pk)


def _shown(request: HttpRequest, menu: CustomMenu) -> HttpResponse:
    return render(request, "syndication/admin/menu_state.html", _context(menu))


def _context(menu: CustomMenu) -> dict[str, Any]:
    return {"menu": menu, "state": state_of(menu)}


class MenuPanel(FollowerPanel):
    """Where the menu stands, kept up to date while its editor is open."""

    class BoundPanel(FollowerPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, **(_context(self.instance) if self.instance.pk else {})}


@require_GET
@never_cache
def state(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _menu(request, pk))


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what is on the platform now."""
    menu = _menu(request, pk)
    _tend(menu)
    return _shown(request, menu)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the menu though the platform took the same one before."""
    menu = _menu(request, pk)
    menu.note(published=None)
    _tend(menu)
    return _shown(request, menu)


class CustomMenuIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[CustomMenu]:
        return CustomMenu.objects.select_related("account")


class CustomMenuViewSet(ModelViewSet):
    model = CustomMenu
    icon = "list-ul"
    menu_label = gettext_lazy("Custom menus")
    copy_view_enabled = False
    index_view_class = CustomMenuIndexView
    add_view_class = CustomMenuCreateView
    edit_view_class = CustomMenuEditView
    list_display = [
        "account",
        Column("state", label=gettext_lazy("state"), accessor=lambda menu: _told(menu)[1]),
        DateColumn("published_at", label=gettext_lazy("published")),
        DateColumn("seen_at", label=gettext_lazy("last seen")),
    ]
    edit_handler = ObjectList(
        [
            MenuPanel(template="syndication/admin/custom_menu.html"),
            FieldPanel("account"),
            FieldPanel("buttons"),
        ],
        base_form_class=CustomMenuForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/state/", state, name="state"),
            path("<int:pk>/look/", look, name="look"),
            path("<int:pk>/publish/", publish, name="publish"),
        ]
