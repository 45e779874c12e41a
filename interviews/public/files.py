"""Files made of an interview, to be taken away."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from interviews.models import InterviewPage

CALENDAR, TEXT, WORD = "ics", "txt", "docx"
TYPES = {
    CALENDAR: "text/calendar; charset=utf-8",
    TEXT: "text/plain; charset=utf-8",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(page: "InterviewPage", kind: str) -> HttpResponse:
    """Return a file of this kind under the page's own name."""
    answer = HttpResponse(content_of(page, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{page.slug}.{kind}"'
    return answer


def content_of(page: "InterviewPage", kind: str) -> bytes:
    from interviews.public.calendar import calendar_file, event_of
    from interviews.public.word import as_word
    from interviews.public.writing_out import as_text, lines_of

    if kind == CALENDAR:
        return calendar_file(event_of(page))
    return as_word(lines_of(page)) if kind == WORD else as_text(page)
