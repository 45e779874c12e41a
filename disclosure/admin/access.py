"""Who may do what with power lists."""

from django.contrib.auth.models import AbstractBaseUser

from disclosure.history import review


def can_approve(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm(review.APPROVE)


def may_see_lists(user: AbstractBaseUser) -> bool:
    return can_approve(user) or review.lists_of(user).exists()
