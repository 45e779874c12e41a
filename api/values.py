"""What single values of a query mean."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from api.parameters import Parameter, Refused

# Whatever is asked beyond has no answer; databases do not count further either.
FIRST_YEAR, LAST_YEAR = 1900, 2999
MOST_DIGITS = 15
KEY = {"type": "integer", "minimum": 1, "maximum": 10**MOST_DIGITS - 1}
MOMENT = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
A_DAY = timedelta(days=1)


def key_in(text: str) -> int:
    """Read the number of a page. Raises Refused."""
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS and int(text)):
        raise Refused(_("“%(said)s” is no number of a page.") % {"said": text[:40]})
    return int(text)


def key(name: str, description: str) -> Parameter:
    return Parameter(name, KEY, description, key_in)


def number(name: str, description: str, least: int, most: int, default: int) -> Parameter:
    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and least <= int(text[:MOST_DIGITS]) <= most:
            return int(text[:MOST_DIGITS])
        raise Refused(
            _("“%(name)s” is a whole number from %(least)d to %(most)d.")
            % {"name": name, "least": least, "most": most}
        )

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Parameter(name, schema, description, read, default=default)


def one_of(name: str, description: str, values: Iterable[str], **more: Any) -> Parameter:
    known = list(values)

    def read(text: str) -> str:
        if text in known:
            return text
        raise Refused(
            _("“%(name)s” is one of: %(values)s.") % {"name": name, "values": "、".join(known)}
        )

    return Parameter(name, {"type": "string", "enum": known}, description, read, **more)


def words(name: str, description: str, longest: int, **more: Any) -> Parameter:
    def read(text: str) -> str:
        found = " ".join(text.split())
        if not found:
            raise Refused(_("“%(name)s” says nothing.") % {"name": name})
        if len(found) > longest:
            raise Refused(
                _("“%(name)s” is longer than %(most)d characters.")
                % {"name": name, "most": longest}
            )
        return found

    schema: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": longest}
    return Parameter(name, schema, description, read, **more)


def since(name: str, description: str) -> Parameter:
    return Parameter(name, MOMENT, description, _reader(name, lambda day: day))


def until(name: str, description: str) -> Parameter:
    """A moment that is not included; a day is, to its end."""
    return Parameter(name, MOMENT, description, _reader(name, lambda day: day + A_DAY))


def _reader(name: str, begin: Callable[[date], date]) -> Callable[[str], datetime]:
    def read(text: str) -> datetime:
        moment = _moment(text, begin)
        if moment is None:
            raise Refused(
                _(
                    "“%(name)s” is a day such as 2026-03-01, or a moment with its offset such as "
                    "2026-03-01T08:00:00+08:00, in which + is written %%2B."
                )
                % {"name": name}
            )
        return moment

    return read


def _moment(text: str, begin: Callable[[date], date]) -> datetime | None:
    try:
        if DAY.fullmatch(text):
            day = parse_date(text)
            if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
                return None
            return timezone.make_aware(datetime.combine(begin(day), time.min))
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment) or not FIRST_YEAR < moment.year < LAST_YEAR:
        return None
    return moment
