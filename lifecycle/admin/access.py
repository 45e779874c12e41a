"""Whose rows somebody sees: those of pages below which they may edit or publish."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

SEES = ("change_page", "publish_page")
DECIDES = ("publish_page",)


def seen_by(user: AbstractBaseUser, rows: QuerySet) -> QuerySet:
    return _below(user, rows, SEES)


def decided_by(user: AbstractBaseUser, rows: QuerySet) -> QuerySet:
    return _below(user, rows, DECIDES)


def sees_any(user: AbstractBaseUser) -> bool:
    return user.is_superuser or bool(_paths(user, SEES))


def _below(user: AbstractBaseUser, rows: QuerySet, codes: tuple[str, ...]) -> QuerySet:
    """The page itself may be gone, so rows keep where in the tree it stood."""
    if user.is_superuser:
        return rows
    below = Q(pk__in=[])
    for path in _paths(user, codes):
        below |= Q(tree_path__startswith=path)
    return rows.filter(below)


def _paths(user: AbstractBaseUser, codes: tuple[str, ...]) -> set[str]:
    found = GroupPagePermission.objects.filter(
        group__user=user, permission__codename__in=codes
    ).values_list("page__path", flat=True)
    return set(found)
