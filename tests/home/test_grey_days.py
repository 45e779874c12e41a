"""Days on which the site is shown without colours (一键置灰)."""

from datetime import date

import pytest
from django.urls import reverse

from home.models import GreyDays
from tests.home.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

MOURNING = date(2026, 12, 13)


@pytest.fixture
def article(home):
    return ArticlePageFactory(parent=home, slug="gonggao")


def grey(client, *urls: str) -> list[bool]:
    return ["data-grey" in client.get(url).content.decode() for url in urls]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-12-12T23:59:59+08:00", False),
        ("2026-12-13T00:00:00+08:00", True),
        ("2026-12-14T23:59:59+08:00", True),
        ("2026-12-15T00:00:00+08:00", False),
    ],
)
def test_pages_are_grey_from_the_first_day_to_the_end_of_the_last(
    client, article, time_machine, moment, expected
):
    GreyDays.objects.create(first=MOURNING, last=date(2026, 12, 14), reason="国家公祭日")
    time_machine.move_to(moment, tick=False)
    assert grey(client, "/", article.url, "/search/", "/nowhere/") == [expected] * 4


def test_home_pages_alone_may_be_grey(client, article, time_machine):
    GreyDays.objects.create(first=MOURNING, last=MOURNING, reach="front", reason="国家公祭日")
    time_machine.move_to("2026-12-13T10:00:00+08:00")
    assert grey(client, "/", article.url, "/search/") == [True, False, False]


def test_what_reaches_further_holds_where_two_overlap(client, article, time_machine):
    for reach in ("front", "all"):
        GreyDays.objects.create(first=MOURNING, last=MOURNING, reach=reach, reason=reach)
    time_machine.move_to("2026-12-13T10:00:00+08:00")
    assert grey(client, "/", article.url) == [True, True]


def test_one_save_turns_everything_grey_for_today(client, admin_client, article):
    form = admin_client.get(reverse("grey_days:add")).context["form"]
    data = {"reason": "哀悼日", **{name: form[name].value() for name in ("first", "last", "reach")}}
    assert admin_client.post(reverse("grey_days:add"), data).status_code == 302
    assert grey(client, "/", article.url) == [True, True]


def test_a_last_day_before_the_first_is_refused_in_words(admin_client):
    data = {"reason": "x", "first": "2026-12-13", "last": "2026-12-12", "reach": "all"}
    answer = admin_client.post(reverse("grey_days:add"), data)
    assert "结束日期早于开始日期。" in answer.content.decode()
    assert not GreyDays.objects.exists()
