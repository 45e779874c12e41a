"""Notices in the table: shipped ones are loaded once, and an administrator types the next."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from workdays.loading import load, shipped
from workdays.models import Notice
from workdays.reading import current_calendar

pytestmark = pytest.mark.django_db


def test_migrating_has_loaded_what_is_shipped_and_loading_again_adds_nothing():
    assert Notice.objects.count() == len(shipped())
    assert load() == 0


def test_what_an_administrator_changed_stays_and_what_is_missing_comes_back():
    notice = Notice.objects.get(number="国办发明电〔2025〕7号")
    notice.holidays.filter(name="元旦").delete()
    Notice.objects.get(number="国办发明电〔2024〕12号").delete()

    assert load() == 1
    assert not notice.holidays.filter(name="元旦").exists()
    assert Notice.objects.filter(year=2025).count() == 1


def test_a_year_that_somebody_typed_is_not_loaded_beside_it():
    Notice.objects.filter(year=2026).delete()
    Notice.objects.create(year=2026, number="省政办〔2025〕9号")
    assert load() == 0


def test_a_notice_typed_in_the_admin_counts_at_once(admin_client, django_assert_num_queries):
    answer = admin_client.post(reverse("workdays:add"), _form())
    assert answer.status_code == 302

    with django_assert_num_queries(3):
        calendar = current_calendar()
    assert calendar.add(date(2026, 12, 31), 1).end == date(2027, 1, 3)
    assert 2027 in calendar.years


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last": "2026-12-30"}, "末日早于首日"),
        ({"last": "2027-03-30"}, "放假不会超过一个月"),
        ({"first": "2025-01-01", "last": "2025-01-02"}, "不在通知安排的年份"),
        ({"day": "2027-01-04"}, "本来就是工作日"),
    ],
)
def test_mistakes_in_a_notice_are_told_beside_them(admin_client, changes, words):
    answer = admin_client.post(reverse("workdays:add"), _form(**changes))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Notice.objects.filter(year=2027).exists()


def test_only_those_with_the_right_change_notices(client, django_user_model):
    user = django_user_model.objects.create_user("somebody", password="x")
    client.force_login(user)
    assert client.get(reverse("workdays:add")).status_code == 302


def _form(first="2027-01-01", last="2027-01-02", day="2027-01-03"):
    return nested_form_data(
        {
            "year": "2027",
            "number": "测试发电〔2026〕1号",
            "issued_on": "2026-11-20",
            "address": "",
            "holidays": inline_formset([{"name": "元旦", "first": first, "last": last}]),
            "swapped_days": inline_formset([{"name": "元旦", "day": day}]),
        }
    )
