"""An interview (在线访谈): what is announced of it. What happens during it is in its sitting."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from attachments.gate import Finding
from home.models.base import PortalPage
from home.releasing import obstacle
from home.videos import validate_video_url
from interviews.sittings import keep_sitting, sitting_of


class InterviewPage(PortalPage):
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

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("organiser"),
        index.FilterField("starts_at"),
    ]
    parent_page_types = ["interviews.InterviewIndexPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False

    class Meta:
        verbose_name = _("Interview")
        verbose_name_plural = _("Interviews")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        super().save(clean=clean, **kwargs)
        keep_sitting(self)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        if self.starts_at is None:
            yield obstacle(self, "starts_at", _("Say when the interview begins."))

    @cached_property
    def sitting(self) -> Any:
        """What has become of the interview (`models.Sitting`)."""
        return sitting_of(self)
