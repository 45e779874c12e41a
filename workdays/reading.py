"""The calendar as the notices in the table make it."""

from django.db.models import F

from workdays.calendar import Arrangement, Calendar, calendar_of
from workdays.models import Notice


def current_calendar() -> Calendar:
    """Return the calendar of all notices; three queries, however many there are."""
    notices = Notice.objects.prefetch_related("holidays", "swapped_days").order_by(
        "year", F("issued_on").asc(nulls_first=True), "pk"
    )
    return calendar_of(
        Arrangement(
            notice.year,
            tuple((each.name, each.first, each.last) for each in notice.holidays.all()),
            tuple((each.name, each.day) for each in notice.swapped_days.all()),
        )
        for notice in notices
    )
