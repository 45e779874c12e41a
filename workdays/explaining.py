"""A count of working days in words: what was left out, what was counted, what is not known."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from workdays.calendar import Counted, Day, Why


def explain(counted: Counted) -> str:
    """Return the whole explanation in one paragraph."""
    return "".join(sentences(counted))


def sentences(counted: Counted) -> list[str]:
    """Return how a date was found, a sentence for each step; warnings come last."""
    said = [_result(counted)]
    left_out = [*_left_out(counted.days, Why.HOLIDAY), *_left_out(counted.days, Why.WEEKEND)]
    if left_out:
        said.append(_("Not counted: %(days)s.") % {"days": "；".join(left_out)})
    swapped = _left_out(counted.days, Why.SWAPPED)
    if swapped:
        said.append(_("Counted, though a weekend: %(days)s.") % {"days": "；".join(swapped)})
    return said + warnings(counted)


def warnings(counted: Counted) -> list[str]:
    """Return what makes a count uncertain; usually nothing."""
    return [
        _(
            "The holidays of %(year)d have not been entered; of that year only weekends are left "
            "out, and the date may still change."
        )
        % {"year": year}
        for year in counted.years_unknown
    ]


def why(day: Day) -> str:
    """Say in a few words whether and why a day is worked."""
    match day.why:
        case Why.HOLIDAY:
            return _("%(name)s, a day off") % {"name": day.name}
        case Why.SWAPPED:
            return _("worked in exchange for %(name)s") % {"name": day.name}
        case Why.WEEKEND:
            return _("weekend")
    return _("working day")


def in_words(day: date) -> str:
    """Return a date with its day of the week."""
    return _("%(year)d-%(month)d-%(day)d (%(weekday)s)") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "weekday": WEEKDAYS_ABBR[day.weekday()],
    }


def _result(counted: Counted) -> str:
    values = {
        "start": in_words(counted.start),
        "end": in_words(counted.end),
        "number": counted.worked,
    }
    return _("Counted from the day after %(start)s, working day %(number)d is %(end)s.") % values


def _left_out(days: Iterable[Day], reason: Why) -> list[str]:
    return [_stretch(run, reason) for run in _runs(day for day in days if day.why == reason)]


def _runs(days: Iterable[Day]) -> list[list[Day]]:
    """Put days together that follow each other and have one name."""
    runs: list[list[Day]] = []
    for day in days:
        last = runs[-1][-1] if runs else None
        if last and day.date - last.date == timedelta(days=1) and day.name == last.name:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _stretch(run: list[Day], reason: Why) -> str:
    first, last = run[0].date, run[-1].date
    named = {
        Why.WEEKEND: _("weekend"),
        Why.HOLIDAY: run[0].name,
        Why.SWAPPED: _("worked in exchange for %(name)s") % {"name": run[0].name},
    }[reason]
    when = _short(first)
    if first != last:
        when = _("%(first)s to %(last)s") % {"first": when, "last": _short(last)}
    return _("%(name)s %(when)s") % {"name": named, "when": when}


def _short(day: date) -> str:
    return _("%(month)d-%(day)d") % {"month": day.month, "day": day.day}
