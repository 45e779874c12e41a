"""Who may do what with copies and accounts."""

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page


def can_syndicate(user: AbstractBaseUser, page: Page) -> bool:
    """Whoever may publish a page decides where else it goes."""
    return page.permissions_for_user(user).can_publish()


def can_manage_accounts(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("syndication.change_account")
