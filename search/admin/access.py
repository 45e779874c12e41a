"""Who may see which queries."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.module_loading import import_string
from wagtail.permission_policies import ModelPermissionPolicy

from search.analysis.lines import in_a_line
from search.models import BestBet, ExampleQuery, SearchTask, Synonym
from search.models.tasks import SearchTaskQuerySet

ANY = {"view", "add", "change", "delete"}


def may_read_reports(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("search.read_search_reports")


def may_answer(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("search.answer_queries")


def may_see_examples(user: AbstractBaseUser) -> bool:
    """Whoever has to do with words sees what they do."""
    return any(
        ModelPermissionPolicy(model).user_has_any_permission(user, ANY)
        for model in (Synonym, BestBet, ExampleQuery)
    )


def may_hide(user: AbstractBaseUser) -> bool:
    """Whoever answers for all departments decides what the public sees as hot."""
    return may_read_reports(user) and sees_all(user)


def sees_all(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm("search.see_all_departments")


def departments_of(user: AbstractBaseUser) -> set[str] | None:
    """Return the departments whose queries somebody sees; None: all of them, and nobody's."""
    if sees_all(user):
        return None
    # As entries name them, and the log after these.
    return set(map(in_a_line, import_string(settings.SEARCH_DEPARTMENTS)(user)))


def tasks_of(user: AbstractBaseUser) -> SearchTaskQuerySet:
    """Return the weekly tasks that somebody answers."""
    tasks = SearchTask.objects.all()
    if not may_answer(user):
        return tasks.none()
    departments = departments_of(user)
    return tasks if departments is None else tasks.filter(department__in=departments)
