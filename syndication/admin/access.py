"""Who may do what with copies and accounts."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy


class ObservedPolicy(ModelPermissionPolicy):
    """For rows that the engine writes: people may do nothing to them but `actions`."""

    def __init__(self, model: type[Model], actions: frozenset[str]) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)


def can_syndicate(user: AbstractBaseUser, page: Page) -> bool:
    """Whoever may publish a page decides where else it goes."""
    return page.permissions_for_user(user).can_publish()


def can_manage_accounts(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("syndication.change_account")
