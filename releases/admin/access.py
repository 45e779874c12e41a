"""Who sees a joint release: whoever made it, and who may edit a page in it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from releases.models import JointRelease, ReleaseItem


def may_publish_somewhere(user: Any) -> bool:
    """Tell whether somebody edits or publishes pages at all: then releases are of use."""
    return page_permission_policy.user_has_any_permission(user, ("change", "publish", "add"))


def releases_for(user: Any) -> Any:
    if user.is_superuser:
        return JointRelease.objects.all()
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    in_sight = ReleaseItem.objects.filter(page__in=editable.values("pk")).values("release")
    return JointRelease.objects.filter(Q(created_by=user.pk) | Q(pk__in=in_sight))


def release_for(user: Any, pk: int) -> JointRelease:
    """Return a release that somebody may see. Raises Http404."""
    found = releases_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def seen_by(user: Any, items: Iterable[ReleaseItem]) -> set[int]:
    """Return the keys of the items whose page somebody may see in the admin."""
    items = list(items)
    if user.is_superuser:
        return {item.pk for item in items}
    keys = [item.page_id for item in items if item.page_id]
    visible = page_permission_policy.explorable_instances(user).filter(pk__in=keys)
    pages = set(visible.values_list("pk", flat=True))
    return {item.pk for item in items if item.page_id in pages}


def page_to_add(user: Any, pk: int) -> Page:
    """Return a page that somebody may put into a release. Raises Http404."""
    page = Page.objects.filter(pk=pk, depth__gt=1).first()
    if page is None or not page.permissions_for_user(user).can_edit():
        raise Http404
    return page
