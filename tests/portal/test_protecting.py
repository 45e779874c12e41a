"""What other things rest on is not deleted, and a person is told why."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from disclosure.models import Organ, PowerItem
from tests.disclosure.factories import PowerListPageFactory, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def power_list(home):
    page = PowerListPageFactory(parent=home, title="市水务局权力清单")
    recorded(page)
    return page


def told(response) -> str:
    return response.content.decode()


def test_an_organ_that_has_a_list_is_kept(admin_client, power_list):
    organ = power_list.organ

    response = admin_client.post(reverse("organs:delete", args=[organ.pk]), follow=True)

    assert response.status_code == 200
    assert "未删除" in told(response)
    assert "（1 个部门清单）" in told(response)
    assert Organ.objects.filter(pk=organ.pk).exists()


def test_a_list_that_has_powers_is_kept_with_all_below_it(admin_client, power_list):
    url = reverse("wagtailadmin_pages:delete", args=[power_list.pk])

    response = admin_client.post(url, follow=True)

    assert response.status_code == 200
    assert "未删除" in told(response)
    assert Page.objects.filter(pk=power_list.pk).exists()
    assert PowerItem.objects.filter(power_list=power_list.pk).exists()


def test_what_holds_such_a_list_is_kept_as_a_whole(admin_client, power_list):
    above = power_list.get_parent()
    before = set(Page.objects.values_list("pk", flat=True))

    admin_client.post(reverse("wagtailadmin_pages:delete", args=[above.pk]), follow=True)

    assert set(Page.objects.values_list("pk", flat=True)) == before


def test_deleting_several_at_once_deletes_none_of_them_if_one_must_stay(admin_client, power_list):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = admin_client.post(f"{url}?id={power_list.pk}", follow=True)

    assert response.status_code == 200
    assert "未删除" in told(response)
    assert Page.objects.filter(pk=power_list.pk).exists()
