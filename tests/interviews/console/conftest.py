import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission


@pytest.fixture
def person(page, django_user_model):
    """Return a maker of people who may edit (or publish) the pages of this department."""

    def make(*codes: str, on_page: tuple[str, ...] = ("change_page",), name: str = ""):
        user = django_user_model.objects.create_user(name or "-".join(codes) or "nobody")
        group = Group.objects.create(name=user.username)
        user.groups.add(group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        group.permissions.add(
            *Permission.objects.filter(codename__in=codes, content_type__app_label="interviews")
        )
        for code in on_page:
            permission = Permission.objects.get(
                codename=code, content_type__app_label="wagtailcore"
            )
            parent = page.get_parent()
            GroupPagePermission.objects.create(group=group, page=parent, permission=permission)
        return user

    return make


@pytest.fixture
def recorder(person):
    return person("conduct", "moderate", name="recorder")


@pytest.fixture
def desk(client, recorder):
    """A browser of a recorder who also moderates."""
    client.force_login(recorder)
    client.user = recorder
    return client
