"""An interview as an entry for anybody's calendar (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.sittings import locked

if TYPE_CHECKING:
    from interviews.models import InterviewPage

FOLD = 75
USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Event:
    """`uid` never changes; `sequence` grows whenever time, place or title does."""

    uid: str
    sequence: int
    stamp: datetime
    begin: datetime
    end: datetime
    title: str
    place: str
    description: str
    url: str


def calendar_file(event: Event) -> bytes:
    """Return the file: CRLF, lines of at most 75 bytes, times in UTC."""
    return b"".join(folded(line) for line in _lines(event))


def folded(line: str) -> bytes:
    """Return a content line folded after 75 bytes at most, never inside a character."""
    parts, part, room = [], b"", FOLD
    for letter in line:
        encoded = letter.encode()
        if len(part) + len(encoded) > room:
            parts.append(part)
            # The space that begins a continuation counts.
            part, room = b"", FOLD - 1
        part += encoded
    return b"\r\n ".join([*parts, part]) + b"\r\n"


def event_of(page: "InterviewPage") -> Event:
    sitting = page.sitting
    return Event(
        uid=str(page.translation_key),
        sequence=sitting.calendar_sequence,
        stamp=page.last_published_at or page.latest_revision_created_at or timezone.now(),
        begin=page.starts_at,
        end=page.ends_at or page.starts_at + USUAL_LENGTH,
        title=_("Online interview: %(title)s") % {"title": page.title},
        place=page.place,
        description=page.introduction,
        url=page.full_url or "",
    )


def keep_sequence(page: "InterviewPage") -> None:
    """Count one up if calendars that took an earlier version would show something else now."""
    told = {
        "title": page.title,
        "begin": _utc(page.starts_at) if page.starts_at else "",
        "end": _utc(page.ends_at) if page.ends_at else "",
        "place": page.place,
    }
    if page.sitting.pk is None or page.sitting.calendar_told == told:
        return
    with locked(page.sitting) as held:
        if held.calendar_told:
            held.calendar_sequence += held.calendar_told != told
        held.calendar_told = told
        held.save(update_fields=["calendar_told", "calendar_sequence"])


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Fabuting//Interviews//ZH"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    yield f"DTSTART:{_utc(event.begin)}"
    yield f"DTEND:{_utc(event.end)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for letter, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(letter, written)
    return text
