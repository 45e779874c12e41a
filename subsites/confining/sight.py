"""What somebody may see of pages, files and people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, Task, Workflow
from wagtail.permissions import page_permission_policy, policy_registry

from subsites.models import SubsiteIndexPage

FILE_ACTIONS = ("add", "change", "delete", "choose", "view")


def pages_seen_by(user: AbstractBaseUser) -> QuerySet[Page]:
    """Return the pages that the explorer shows to somebody."""
    return page_permission_policy.explorable_instances(user)


def is_seen(user: AbstractBaseUser, page: int) -> bool:
    return pages_seen_by(user).filter(pk=page).exists()


def choosable(user: AbstractBaseUser) -> Q:
    """Return the condition of pages that somebody may link to.

    Their own, whatever their state; of others what is public on the main site, and the way there.
    """
    own = Q(pk__in=pages_seen_by(user).order_by().values("pk"))
    public = Q(live=True) | Q(depth=1)
    index = SubsiteIndexPage.objects.first()
    if index is not None:
        public &= ~Q(path__startswith=index.path) | Q(pk=index.pk)
    return own | public


def files_seen_by(user: AbstractBaseUser, model: type[Model]) -> QuerySet[Any]:
    """Return the pictures or documents in whose collections somebody may do anything."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)


def are_seen(user: AbstractBaseUser, model: type[Model], keys: Iterable[str]) -> bool:
    """Tell whether somebody may see all of these; of what is neither page nor file, yes."""
    wanted = {int(key) for key in keys if key.isdecimal() and len(key) < 19}
    if issubclass(model, Page):
        seen = pages_seen_by(user)
    elif hasattr(model, "collection"):
        seen = files_seen_by(user, model)
    else:
        return True
    return seen.filter(pk__in=wanted).count() == len(wanted)


def colleagues(user: AbstractBaseUser) -> QuerySet[Any]:
    """Return the people who share a group with somebody."""
    everybody = get_user_model().objects.order_by("pk")
    if user.is_superuser or user.has_perm(f"{everybody.model._meta.app_label}.change_user"):
        return everybody
    return everybody.filter(Q(pk=user.pk) | Q(groups__in=user.groups.all())).distinct()


def workflows(user: AbstractBaseUser) -> QuerySet[Workflow]:
    """Return the workflows of the pages that somebody sees."""
    if user.is_superuser:
        return Workflow.objects.all()
    pages = pages_seen_by(user).order_by().values("pk")
    return Workflow.objects.filter(workflow_pages__page__in=pages).distinct()


def tasks(user: AbstractBaseUser) -> QuerySet[Task]:
    return Task.objects.filter(workflow_tasks__workflow__in=workflows(user)).distinct()
