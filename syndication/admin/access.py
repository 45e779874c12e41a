"""Who may do what with copies and accounts."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from syndication.models import ChannelCopy
from syndication.models.copy import CopyQuerySet


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


def can_review(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("syndication.approve_channelcopy")


def can_do_tasks(user: AbstractBaseUser) -> bool:
    """Who does what only people can: tasks are kept for all accounts together."""
    return user.is_active and user.has_perm("syndication.change_humantask")


def can_assemble(user: AbstractBaseUser) -> bool:
    """Who puts mass sends together, shows them to reviewers and calls them off."""
    return user.is_active and user.has_perm("syndication.add_masssend")


def can_sign(user: AbstractBaseUser) -> bool:
    """Who answers for what all followers of an account get."""
    return user.is_active and user.has_perm("syndication.sign_masssend")


def may_see_mass_sends(user: AbstractBaseUser) -> bool:
    return can_assemble(user) or can_sign(user) or can_manage_accounts(user)


def editable_page(request: HttpRequest, page_id: int) -> Page:
    """Return the specific page if the user may see it in the editor. Raises PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def visible_copies(user: AbstractBaseUser) -> CopyQuerySet:
    """Return the copies a user may see: of pages they may edit; all, if they keep accounts."""
    copies = ChannelCopy.objects.all()
    if can_manage_accounts(user):
        return copies
    editable = page_permission_policy.instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    return copies.filter(page__in=editable)


def syndicated_copy(request: HttpRequest, copy_id: int) -> ChannelCopy:
    """Return a copy whose page the user may publish, or any for who keeps the accounts.

    Raises PermissionDenied.
    """
    copy = get_object_or_404(
        ChannelCopy.objects.select_related("account", "payload", "sent_payload", "page"), pk=copy_id
    )
    user = request.user
    if can_manage_accounts(user) or (copy.page and can_syndicate(user, copy.page)):
        return copy
    raise PermissionDenied
