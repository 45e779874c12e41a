import pytest
from django.contrib.auth.models import Group

from disclosure.models import PowerListPage
from tests.disclosure.factories import PowerListIndexPageFactory, PowerListPageFactory
from tests.disclosure.people import member


@pytest.fixture
def power_list(home) -> PowerListPage:
    index = PowerListIndexPageFactory(parent=home)
    return PowerListPageFactory(parent=index, title="市水务局权力清单", slug="water")


@pytest.fixture
def editor(power_list, django_user_model):
    """An editor of the department whose list it is."""
    group = Group.objects.create(name="市水务局编辑")
    power_list.organ.editors = group
    power_list.organ.save()
    return member(django_user_model, "editor", group=group)


@pytest.fixture
def reviewer(django_user_model):
    return member(django_user_model, "reviewer", "approve_proposal")
