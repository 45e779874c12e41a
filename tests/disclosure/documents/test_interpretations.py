"""Document and interpretation: one row, two pages, three working days."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from disclosure.documents.interpreting import Standing, clock_of
from disclosure.models import Interpretation
from lifecycle.first_publication import carry_over
from tests.disclosure.documents.documents import draft, planned, publish
from tests.disclosure.people import member
from tests.home.factories import ArticlePageFactory
from tests.workdays.notices import arrangement
from workdays.calendar import calendar_of
from workdays.loading import shipped

CALENDAR = calendar_of(map(arrangement, shipped()))
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def document(policies, organ):
    document = planned(draft(policies, organ, title="停车办法", needs_interpretation=True))
    document.displayed_at = on(2026, 9, 24)
    carry_over(document, document.displayed_at, "旧网站")
    return publish(document)


@pytest.fixture
def chart(column):
    return ArticlePageFactory(parent=column, title="一图读懂", displayed_at=on(2026, 9, 29))


@pytest.mark.parametrize(
    ("published", "done", "today", "standing", "number"),
    [
        # 25 to 27 September 2026 are off, 28 to 30 worked.
        (date(2026, 9, 24), [], date(2026, 9, 28), Standing.DUE, 2),
        (date(2026, 9, 24), [], date(2026, 9, 30), Standing.DUE, 0),
        (date(2026, 9, 24), [], date(2026, 10, 7), Standing.OVERDUE, 0),
        (date(2026, 9, 24), [], date(2026, 10, 8), Standing.OVERDUE, 1),
        (date(2026, 9, 24), [date(2026, 9, 30)], date(2026, 12, 1), Standing.IN_TIME, 0),
        (date(2026, 9, 24), [date(2026, 10, 9)], date(2026, 12, 1), Standing.LATE, 2),
        (date(2026, 9, 24), [date(2026, 9, 20)], date(2026, 12, 1), Standing.IN_TIME, 0),
        (None, [], date(2026, 9, 28), Standing.PLANNED, 0),
    ],
)
def test_the_clock_over_mid_autumn_and_national_day(published, done, today, standing, number):
    clock = clock_of(True, published, done, today, CALENDAR)
    assert (clock.standing, clock.working_days) == (standing, number)


@given(days, days, st.lists(days, max_size=3))
def test_the_earliest_interpretation_stops_the_clock_for_good(published, today, done):
    clock = clock_of(True, published, done, today, CALENDAR)
    assert CALENDAR.number_between(published, clock.due_on) == 3
    if done:
        late = min(done) > clock.due_on
        assert clock.standing == (Standing.LATE if late else Standing.IN_TIME)
    else:
        assert clock.standing == (Standing.OVERDUE if today > clock.due_on else Standing.DUE)
    assert clock_of(False, published, done, today, CALENDAR).standing == Standing.NOT_NEEDED


def test_a_link_made_from_either_side_shows_on_both_pages(document, chart, client, admin_client):
    answer = admin_client.post(
        reverse("disclosure:link_interpretation"),
        {"document": document.pk, "page": chart.pk, "form": "chart"},
    )
    assert answer.status_code == 302
    assert Interpretation.objects.count() == 1
    assert "一图读懂" in client.get(document.url).content.decode()
    assert "停车办法" in client.get(chart.url).content.decode()

    [link] = Interpretation.objects.all()
    admin_client.post(reverse("disclosure:unlink_interpretation", args=(link.pk,)))
    assert "一图读懂" not in client.get(document.url).content.decode()
    assert "停车办法" not in client.get(chart.url).content.decode()


def test_only_what_is_public_is_shown_on_the_other_page(document, chart, client):
    Interpretation.objects.create(document=document, page=chart, form="chart")
    chart.unpublish()
    assert "一图读懂" not in client.get(document.url).content.decode()
    chart.refresh_from_db()
    chart.save_revision().publish()
    document.unpublish()
    assert "停车办法" not in client.get(chart.url).content.decode()


def test_who_may_not_publish_the_document_links_nothing_to_it(
    document, chart, client, django_user_model
):
    client.force_login(member(django_user_model, "outsider"))
    answer = client.post(
        reverse("disclosure:link_interpretation"),
        {"document": document.pk, "page": chart.pk, "form": "chart"},
    )
    assert "您不能发布该文件" in answer.content.decode()
    link = Interpretation.objects.create(document=document, page=chart, form="chart")
    client.post(reverse("disclosure:unlink_interpretation", args=(link.pk,)))
    assert Interpretation.objects.exists()


def test_the_report_names_what_is_overdue_and_explains_the_day(
    document, chart, admin_client, time_machine
):
    time_machine.move_to(on(2026, 10, 9))
    told_ = admin_client.get(reverse("disclosure:clocks")).content.decode()
    assert "已超期2个工作日" in told_
    assert "2026-09-30" in told_
    assert "中秋节9月25日至9月27日" in told_
    assert "市司法局" in told_

    Interpretation.objects.create(document=document, page=chart, form="chart")
    assert "停车办法" not in admin_client.get(reverse("disclosure:clocks")).content.decode()
    everything = admin_client.get(f"{reverse('disclosure:clocks')}?show=all").content.decode()
    assert "已按时解读" in everything


def test_the_report_asks_as_often_for_many_documents_as_for_few(
    document, policies, organ, chart, admin_client, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(60) as asked:
            admin_client.get(f"{reverse('disclosure:clocks')}?show=all")
        return len(asked)

    queries()
    few = queries()
    for _ in range(4):
        other = publish(planned(draft(policies, organ, needs_interpretation=True)))
        Interpretation.objects.create(document=other, page=chart, form="text")
        draft(policies, organ, written_on=date(2025, 1, 2))
    assert queries() == few


def test_a_draft_that_is_not_public_after_twenty_working_days_is_named(
    policies, organ, admin_client, time_machine
):
    draft(policies, organ, title="迟到的文件", written_on=date(2024, 9, 25))
    time_machine.move_to(on(2024, 10, 29))
    told_ = admin_client.get(reverse("disclosure:clocks")).content.decode()
    assert "迟到的文件" in told_
    assert "2024-10-28" in told_
