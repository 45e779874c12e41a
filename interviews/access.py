"""Who may do what with which interview.

A permission of the app says what somebody does at all; Wagtail's permissions on the page say
where. Both are needed: whoever conducts interviews of one department does not touch another's.
"""

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from interviews.refusals import NotAllowed

if TYPE_CHECKING:
    from interviews.models import Sitting

CONDUCT = "interviews.conduct"
MODERATE = "interviews.moderate"
REVIEW = "interviews.review"


def may(user: AbstractBaseUser, permission: str, sitting: "Sitting") -> bool:
    """Tell whether somebody may conduct, moderate or review this interview.

    A reviewer must also be allowed to publish the page, the others to edit it.
    """
    if not user.is_active or not user.has_perm(permission):
        return False
    on_page = sitting.page.permissions_for_user(user)
    return on_page.can_publish() if permission == REVIEW else on_page.can_edit()


def require(user: AbstractBaseUser | None, permission: str, sitting: "Sitting") -> None:
    """Raise NotAllowed unless somebody may. `None` is the portal itself: its schedule, commands."""
    if user is not None and not may(user, permission, sitting):
        raise NotAllowed(_("You may not do this with this interview."))


def sittings_for(user: AbstractBaseUser, permission: str) -> "QuerySet[Sitting]":
    """Return the interviews with which somebody may do this, in one query or two."""
    sittings = apps.get_model("interviews", "Sitting").objects.select_related("page")
    if not user.is_active or not user.has_perm(permission):
        return sittings.none()
    action = "publish" if permission == REVIEW else "change"
    pages = page_permission_policy.instances_user_has_permission_for(user, action)
    return sittings.filter(page__in=pages.values("pk"))
