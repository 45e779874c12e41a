"""Which departments somebody answers for in reports and tasks of search."""

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.permissions import page_permission_policy

from disclosure.models import Organ
from home.models import ColumnPage


def departments_of(user: AbstractBaseUser) -> set[str]:
    """Return the names of the organs whose editors somebody is one of, and of the departments
    whose columns they edit.
    """
    organs = Organ.objects.filter(editors__in=user.groups.all())
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    columns = ColumnPage.objects.filter(pk__in=pages.order_by().values("pk"))
    named = columns.order_by().values_list("owner_department", flat=True).distinct()
    return {*organs.values_list("name", flat=True), *filter(None, named)}
