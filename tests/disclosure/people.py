"""Who works on power lists."""

from django.contrib.auth.models import AbstractBaseUser, Group, Permission


def member(
    users: type[AbstractBaseUser], name: str, *permissions: str, group: Group | None = None
) -> AbstractBaseUser:
    """Make somebody who may enter the admin, with these permissions and in this group."""
    user = users.objects.create_user(name, password="x")
    codes = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    if group:
        user.groups.add(group)
    return user
