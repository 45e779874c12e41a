"""Who may see and decide what."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page


def page_to_check(request: HttpRequest, page_id: int) -> Page:
    """Return the newest version of a page that the user may edit. Raises PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id)
    if page.alias_of_id or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def may_mend(user: AbstractBaseUser, page: Page) -> bool:
    lock = page.get_lock()
    return not (lock and lock.for_user(user))
