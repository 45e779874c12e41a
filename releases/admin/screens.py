"""The screens: all releases, one with its pages, and a page put into one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail import hooks
from wagtail.models import ModelLogEntry

from backstage.screens import screen
from releases import ELSEWHERE, composing
from releases.admin.access import (
    may_publish_somewhere,
    page_to_add,
    release_for,
    releases_for,
    seen_by,
)
from releases.admin.forms import AddForm, ReleaseForm
from releases.models import JointRelease, ReleaseItem
from releases.obstacles import is_live_already, reasons_against, waiting_for
from releases.releasing import release_now

PER_PAGE = 50
HISTORY = 20
ICON = "date"


@dataclass(frozen=True, slots=True)
class Row:
    """A page of a release as a screen shows it; of another department's there is only a place."""

    item: ReleaseItem
    is_seen: bool
    state: str
    reasons: list[str]
    elsewhere: list[tuple[str, str]]


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show all releases, and make a new one."""
    if not may_publish_somewhere(request.user):
        raise PermissionDenied
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        release = composing.make(cleaned["name"], cleaned["goes_out_at"], request.user)
        return redirect("releases:one", release.pk)
    found = (
        releases_for(request.user).annotate(number=Count("items")).order_by("-created_at", "-pk")
    )
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {"form": form, "listed": listed, "media": form.media}
    return screen(request, "releases/index.html", _("Joint releases"), ICON, context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, release_id: int) -> HttpResponse:
    """Show a release with its pages; change its name and moment."""
    release = release_for(request.user, release_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None, instance=release)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        stored = JointRelease.objects.get(pk=release.pk)
        return _stepped(
            request, release,
            lambda: composing.change(
                stored, cleaned["name"], cleaned["goes_out_at"], request.user
            ),
            _("The release was saved."),
        )  # fmt: skip
    items = composing.items_of(release)
    rows = _rows(request, release, items)
    seen = {row.item.pk for row in rows if row.is_seen}
    release = JointRelease.objects.get(pk=release.pk)
    context = {
        "release": release,
        # What stands in the way of another department's page is told to that department.
        "reasons": [each for each in release.reasons if each["item"] in {0, *seen}],
        "others": sum(each["item"] not in {0, *seen} for each in release.reasons),
        "form": form,
        "media": form.media,
        "rows": rows,
        "may_release": composing.may_release_all(items, request.user),
    }
    if len(seen) == len(items):
        # Both name pages.
        context["waiting"] = waiting_for(release)
        history = ModelLogEntry.objects.for_instance(release).select_related("user")
        context["history"] = history.order_by("-timestamp")[:HISTORY]
    trail = [(reverse("releases:index"), _("Joint releases"))]
    return screen(request, "releases/one.html", release.name, ICON, context, trail=trail)


@require_POST
def schedule(request: HttpRequest, release_id: int) -> HttpResponse:
    release = release_for(request.user, release_id)
    return _stepped(
        request, release, lambda: composing.schedule(release, request.user),
        _("The release waits for its moment. Later edits of its pages are not in it."),
    )  # fmt: skip


@require_POST
def let_out(request: HttpRequest, release_id: int) -> HttpResponse:
    release = release_for(request.user, release_id)
    return _stepped(
        request, release, lambda: release_now(release, request.user),
        _("The release is out: all of its pages are as it says."),
    )  # fmt: skip


@require_POST
def call_off(request: HttpRequest, release_id: int) -> HttpResponse:
    release = release_for(request.user, release_id)
    return _stepped(
        request, release, lambda: composing.call_off(release, request.user),
        _("The release was called off. Its pages stay as they are."),
    )  # fmt: skip


@require_POST
def take_out(request: HttpRequest, release_id: int, entry_id: int) -> HttpResponse:
    release = release_for(request.user, release_id)
    item = get_object_or_404(release.items, pk=entry_id)
    if item.pk not in seen_by(request.user, [item]) and item.page_id:
        raise PermissionDenied
    return _stepped(
        request, release, lambda: composing.take_out(item, request.user),
        _("“%(title)s” is not in the release any more.") % {"title": item.title},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put a page into a release that is there, or into a new one."""
    page = page_to_add(request.user, page_id)
    form = AddForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        release = form.cleaned_data["release"] or composing.make(
            form.cleaned_data["name"], None, request.user
        )
        return _stepped(
            request, release,
            lambda: composing.add(release, page, request.user, form.cleaned_data["act"]) and None,
            _("“%(title)s” is in the release.") % {"title": page.get_admin_display_title()},
        )  # fmt: skip
    title = page.get_admin_display_title()
    context = {"form": form, "page": page, "action": request.path}
    trail = [(reverse("wagtailadmin_pages:edit", args=[page.pk]), title)]
    name = _("Put into a joint release")
    return screen(request, "releases/add.html", name, ICON, context, trail=trail)


@require_safe
def of_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead to the open release that a page is in, or to putting it into one."""
    page = page_to_add(request.user, page_id)
    item = ReleaseItem.objects.filter(page_id=page.pk, is_open=True).first()
    if item:
        return redirect("releases:one", item.release_id)
    return redirect("releases:add", page.pk)


def _rows(request: HttpRequest, release: JointRelease, items: list[ReleaseItem]) -> list[Row]:
    seen = seen_by(request.user, items)
    elsewhere: dict[int, list[tuple[str, str]]] = {}
    for tell in hooks.get_hooks(ELSEWHERE):
        for page, told in tell([item.page_id for item in items if item.pk in seen]).items():
            elsewhere.setdefault(page, []).extend(told)
    return [
        Row(
            item,
            item.pk in seen or item.page is None,
            _state_of(item),
            reasons_against(item) if release.is_open and item.pk in seen else [],
            elsewhere.get(item.page_id or 0, []),
        )
        for item in items
    ]


def _state_of(item: ReleaseItem) -> str:
    page = item.page
    if page is None:
        return _("deleted")
    revision = item.going_out()
    if revision and is_live_already(page, revision):
        return _("on the portal now")
    if page.live:
        return _("public, a newer version waits")
    return _("not public")


def _stepped(request: HttpRequest, release: JointRelease, step: Any, done: str) -> HttpResponse:
    """Take a step and tell what came of it; lead to the release."""
    try:
        found = step()
    except composing.Refused as refused:
        flash.error(request, str(refused))
    else:
        if found:
            text = ngettext(
                "Nothing was done: %(number)d thing stands against it.",
                "Nothing was done: %(number)d things stand against it.",
                len(found),
            )
            flash.error(request, text % {"number": len(found)})
        else:
            flash.success(request, done)
    return redirect("releases:one", release.pk)
