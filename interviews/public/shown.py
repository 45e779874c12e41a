"""What an interview's page shows, in whatever state it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from home.frame import frame_of
from home.meta_tags import source_of
from interviews.ledger.counting import Counts, counts_of
from interviews.public.following import Following, following
from interviews.public.structured import structured
from interviews.public.transcript import Transcript
from interviews.public.watching import Video, video_of
from interviews.public.writing_out import when
from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewPage, Sitting

NEWEST_FIRST = "newest"


@dataclass(frozen=True)
class Shown:
    sitting: "Sitting"
    when: str
    people: list[Any]
    related: list[Any]
    video: Video | None
    counts: Counts
    transcript: Transcript
    following: Following | None
    is_newest_first: bool
    data: dict[str, Any]

    @property
    def turns(self) -> list[Any]:
        turns = list(self.transcript.turns)
        return turns[::-1] if self.is_newest_first else turns

    @property
    def is_live(self) -> bool:
        return self.sitting.stands == State.LIVE

    @property
    def is_before(self) -> bool:
        return self.sitting.stands.is_before_live

    @property
    def is_final(self) -> bool:
        return self.sitting.stands == State.ARCHIVED


def shown(page: "InterviewPage", request: HttpRequest) -> Shown:
    """Gather the page; the order of turns may be turned round only while it is live."""
    sitting = page.sitting
    transcript, followed = following(page, request)
    publisher = page.organiser or source_of(frame_of(request, page))
    is_newest_first = sitting.stands == State.LIVE and request.GET.get("order") == NEWEST_FIRST
    return Shown(
        sitting=sitting,
        when=when(page) if page.starts_at else "",
        people=list(page.participants.select_related("photo").prefetch_related("photo__renditions"))
        if page.pk
        else list(page.participants.all()),
        related=[
            each.page
            for each in page.related_pages.all()
            if each.page_id and each.page.live and not each.page.get_view_restrictions()
        ],
        video=video_of(page),
        counts=counts_of(sitting),
        transcript=transcript,
        following=followed,
        is_newest_first=is_newest_first,
        data=structured(page, transcript, publisher),
    )
