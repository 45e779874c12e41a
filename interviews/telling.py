"""An interview told as a story: what its page says now, an announcement or a transcript."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from home.telling import picture_of
from interviews.naming import name_in
from interviews.public.transcript import shown_turns
from interviews.public.writing_out import facts_of
from interviews.states import State
from story import Block, Heading, Image, Moment, Paragraph, Picture, Run, Story, Table, Turn

if TYPE_CHECKING:
    from interviews.models import InterviewPage

NOTE = "（{}）"


def tell_interview(page: "InterviewPage") -> Story:
    """Return the interview as plain data for other channels."""
    body = tuple(_body(page))
    cover = picture_of(page.cover, page.title) if page.cover else _first_picture(body)
    return Story(
        title=page.title,
        url=page.full_url or "",
        body=body,
        short_title=page.short_title.strip(),
        digest=page.search_description or page.introduction.replace("\n", " ").strip()[:120],
        cover=cover,
        source=page.organiser,
        published_at=page.first_published_at,
        version=page.story_version,
        moment=moment_of(page.sitting.stands),
    )


def moment_of(state: State) -> Moment:
    if state.is_before_live:
        return Moment.ANNOUNCE
    return Moment.LIVE if state == State.LIVE else Moment.FINAL


def _body(page: "InterviewPage") -> Iterator[Block]:
    rows = tuple(((Run(label, bold=True),), (Run(text),)) for label, text in facts_of(page))
    if rows:
        yield Table(rows)
    for line in filter(None, map(str.strip, page.introduction.splitlines())):
        yield Paragraph((Run(line),))
    if not page.sitting.stands.has_transcript:
        return
    yield Heading(_("Transcript"))
    for turn in shown_turns(page.sitting):
        note = NOTE.format(_("Correction: %(note)s") % {"note": turn.correction})
        runs = [Run(turn.text)] if turn.text else []
        runs += [Run(note, italic=True)] if turn.correction else []
        if runs:
            role = str(turn.speaker.get_role_display())
            yield Turn(speaker=name_in(turn), runs=tuple(runs), role=role)
        for picture in turn.pictures.all():
            yield Image(picture_of(picture.image, picture.alt), caption=picture.alt)


def _first_picture(body: tuple[Block, ...]) -> Picture | None:
    return next((block.picture for block in body if isinstance(block, Image)), None)
