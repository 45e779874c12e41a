"""An interview (在线访谈): what is announced of it. What happens during it is in its sitting."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from attachments.gate import Finding
from findable import Entry
from home.frame import Frame
from home.meta_tags import Tags, moment, source_of
from home.models.base import PortalPage
from home.pictures import card_picture
from home.releasing import obstacle
from home.videos import validate_video_url
from interviews import moments
from interviews.admin.panels import edit_handler
from interviews.public.files import CALENDAR, TEXT, WORD, download
from interviews.public.watching import CAPTIONS, FILES
from interviews.sittings import keep_sitting, sitting_of
from interviews.states import State
from story import Moment, Stage, Story


class InterviewPage(RoutablePageMixin, PortalPage):
    """Theme, time, place, people and material of one interview."""

    short_title = models.CharField(
        _("short title"), max_length=32, blank=True,
        help_text=_("Used where room is short; WeChat, for one, allows 32 characters."),
    )  # fmt: skip
    introduction = models.TextField(
        _("introduction to the interview"), blank=True, max_length=1000,
        help_text=_("What it is about and for whom; a line for each paragraph."),
    )  # fmt: skip
    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    vote_ends_at = models.DateTimeField(
        _("end of the vote on topics"), null=True, blank=True,
        help_text=_("Shown to the public. It may be moved while the vote runs."),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=120, blank=True)
    organiser = models.CharField(
        _("organiser"), max_length=60, blank=True,
        help_text=_("The department that holds the interview; shown as its source."),
    )  # fmt: skip
    cover = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("cover picture"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
        help_text=_("Shown in lists. Other channels take the first picture when this is empty."),
    )  # fmt: skip
    video_url = models.URLField(
        _("video on a video site"), blank=True, validators=[validate_video_url],
        help_text=_("The address of its page on bilibili.com or v.qq.com."),
    )  # fmt: skip
    video = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("video file"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+", help_text=_("MP4 or WebM."),
    )  # fmt: skip
    captions = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("captions"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
        help_text=_("A WebVTT file (.vtt) for the video file."),
    )  # fmt: skip

    edit_handler = edit_handler()
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("organiser"),
        index.FilterField("starts_at"),
    ]
    parent_page_types = ["interviews.InterviewIndexPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False
    template = "interviews/interview_page.html"

    class Meta:
        verbose_name = _("Interview")
        verbose_name_plural = _("Interviews")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        super().save(clean=clean, **kwargs)
        keep_sitting(self)
        if self.live and not self.alias_of_id:
            from interviews.public.calendar import keep_sequence

            keep_sequence(self)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})
        if self.vote_ends_at and self.starts_at and self.vote_ends_at >= self.starts_at:
            raise ValidationError(
                {"vote_ends_at": _("The vote on topics must end before the interview begins.")}
            )
        if self.video and self.video.file_extension.lower() not in FILES:
            raise ValidationError({"video": _("Only MP4 and WebM files can be played.")})
        if self.captions and self.captions.file_extension.lower() not in CAPTIONS:
            raise ValidationError({"captions": _("Captions are a WebVTT file, ending in .vtt.")})

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        if self.starts_at is None:
            yield obstacle(self, "starts_at", _("Say when the interview begins."))

    @cached_property
    def sitting(self) -> Any:
        """What has become of the interview (`models.Sitting`)."""
        return sitting_of(self)

    @property
    def is_for_offline(self) -> bool:
        """Only a record that is finished does not turn old while it is read."""
        return self.sitting.stands == State.ARCHIVED

    @property
    def source(self) -> str:
        """The organiser, under the name that every page's information source has."""
        return self.organiser

    @property
    def story_versions(self) -> tuple[str, ...]:
        """One for each moment that has come; turns written live change none of them."""
        return moments.versions_of(self)

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in map(str.strip, self.introduction.splitlines()) if line]

    @classmethod
    def for_readers(cls) -> models.QuerySet:
        return super().for_readers().select_related("cover", "own_sitting")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from interviews.public.shown import shown

        context = super().get_context(request, *args, **kwargs)
        context["shown"] = shown(self, request)
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        # That of pages with paths of their own knows one mode only.
        return PortalPage.serve_preview(self, request, mode_name)

    @path("calendar/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        if self.starts_at is None:
            raise Http404
        return download(self, CALENDAR)

    @path("text/")
    def text(self, request: HttpRequest) -> HttpResponse:
        return self._transcript(TEXT)

    @path("word/")
    def word(self, request: HttpRequest) -> HttpResponse:
        return self._transcript(WORD)

    @path("ask/")
    def ask(self, request: HttpRequest) -> HttpResponse:
        return redirect("questions:ask", self.pk)

    def _transcript(self, kind: str) -> HttpResponse:
        if not self.sitting.stands.has_transcript:
            raise Http404
        return download(self, kind)

    @cached_property
    def column(self) -> Any:
        """The public page that lists this interview."""
        parent = self.get_parent()
        return parent.specific if parent and parent.live else None

    def meta_tags(self, frame: Frame) -> Tags:
        column = self.column
        return {
            **(column.meta_tags(frame) if column else {}),
            "ArticleTitle": self.title,
            "PubDate": moment(self.first_published_at),
            "ContentSource": self.organiser or source_of(frame),
            "Keywords": ",".join(filter(None, [self.title, column and column.title])),
            "Description": self.search_description or self.introduction,
            "Image": picture.url if (picture := card_picture(self)) else "",
            "Url": self.full_url or "",
        }

    def linked_data(self, frame: Frame) -> list[Any]:
        # Its own data, which follow its state, stand beside these (`interviews.public.structured`).
        return []

    def syndication_moments(self) -> Mapping[Moment, Stage]:
        return moments.stages(self.sitting)

    def syndication_story_at(self, moment: Moment) -> Story:
        from interviews.telling import tell_at

        return tell_at(self, moment)

    def syndication_story(self) -> Story:
        """Tell of the latest moment that has come; of the first, before any has."""
        come = [each for each, stage in self.syndication_moments().items() if stage != Stage.COMING]
        return self.syndication_story_at(come[-1] if come else Moment.ANNOUNCE)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this interview (`findable.Findable`)."""
        from interviews.finding import entries_of_interview

        return entries_of_interview(self)
