"""Who may do what with power lists and the register of statutes."""

from django.contrib.auth.models import AbstractBaseUser
from wagtail.permission_policies import ModelPermissionPolicy

from disclosure.history import review
from disclosure.models import Statute


def can_approve(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm(review.APPROVE)


def may_see_lists(user: AbstractBaseUser) -> bool:
    return can_approve(user) or review.lists_of(user).exists()


def may_see_statutes(user: AbstractBaseUser) -> bool:
    """Whoever may view the register, or change it, sees what rests on it."""
    return ModelPermissionPolicy(Statute).user_has_any_permission(
        user, {"view", "add", "change", "delete"}
    )
