"""Interviews in their list."""

from api.schemas.shapes import (
    ID,
    MOMENT,
    TEXT,
    URL,
    Schema,
    labelled,
    listed,
    or_null,
    ref,
    said,
    thing,
)
from interviews.states import State

SCHEMAS: dict[str, Schema] = {
    "Interviews": listed("interviews", "Interview"),
    "Interview": thing(
        {
            "id": ID,
            "title": TEXT,
            "short_title": TEXT,
            "introduction": TEXT,
            "state": labelled(State.values),
            "starts_at": MOMENT,
            "ends_at": or_null(MOMENT),
            "place": TEXT,
            "organiser": TEXT,
            "version": TEXT,
            "url": said(URL, "Its page, with the transcript while and after it is on."),
            "questions_url": said(URL, "What citizens asked, and what became of it; for people."),
            "calendar_url": said(URL, "Its date for calendars (text/calendar)."),
            "text_url": or_null(URL, "Its transcript as plain text, once there is one."),
            "cover": or_null(ref("Picture")),
        }
    ),
}
