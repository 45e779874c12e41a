"""A transcript to take away: its lines, and a plain text file made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.naming import label_of
from interviews.public.transcript import shown_turns
from interviews.roles import Role

if TYPE_CHECKING:
    from interviews.models import InterviewPage


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `style` is title, fact, heading, turn or note, `label` stands bold before it."""

    text: str
    style: str = "turn"
    label: str = ""


def lines_of(page: "InterviewPage") -> Iterator[Line]:
    """Yield title, facts, turns with pictures' words and corrections, and where it is from."""
    yield Line(page.title, "title")
    for label, text in facts_of(page):
        yield Line(text, "fact", label)
    if not page.sitting.stands.has_transcript:
        return
    yield Line(_("Transcript"), "heading")
    for turn in shown_turns(page.sitting):
        label = f"【{label_of(turn)}】"
        for paragraph in turn.paragraphs or [""]:
            yield Line(paragraph, "turn", label)
            label = ""
        for picture in turn.pictures.all():
            yield Line(_("(Picture: %(what)s)") % {"what": picture.alt or picture.image.title})
        if turn.correction:
            yield Line(_("Correction: %(note)s") % {"note": turn.correction}, "note")
    yield Line(page.full_url or "", "note")


def facts_of(page: "InterviewPage") -> Iterator[tuple[str, str]]:
    """Yield what heads an interview everywhere: time, place, host, guests, organiser."""
    if page.starts_at:
        yield str(_("Time")), when(page)
    if page.place:
        yield str(_("Place")), page.place
    people = list(page.participants.all())
    for role, label in ((Role.HOST, _("Host")), (Role.GUEST, _("Guest"))):
        named = [" ".join(filter(None, [p.name, p.post])) for p in people if p.role == role]
        if named:
            yield str(label), "；".join(named)
    if page.organiser:
        yield str(_("Organiser")), page.organiser


def when(page: "InterviewPage") -> str:
    """Return the time of an interview in Chinese order: day, begin, end."""
    begin = timezone.localtime(page.starts_at)
    told = f"{begin:%Y-%m-%d %H:%M}"
    if page.ends_at:
        end = timezone.localtime(page.ends_at)
        told += f"–{end:%H:%M}" if end.date() == begin.date() else f" – {end:%Y-%m-%d %H:%M}"
    return told


def as_text(page: "InterviewPage") -> bytes:
    """Return the transcript as a text file in UTF-8 with CRLF, as every editor opens it."""
    rows = []
    for line in lines_of(page):
        separator = "：" if line.style == "fact" else ""
        rows.append(f"{line.label}{separator}{line.text}")
        if line.style in ("title", "heading"):
            rows.append("")
    return ("\r\n".join(rows) + "\r\n").encode()
