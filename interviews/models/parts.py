"""What belongs to an interview's page and is written, reviewed and published together with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from interviews.roles import Role

INTERVIEW = "interviews.InterviewPage"


class Participant(Orderable):
    """Somebody announced for an interview: its host, or a guest with name and post."""

    interview = ParentalKey(INTERVIEW, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.GUEST)
    name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=120, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("photo"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("Participant")
        verbose_name_plural = _("Participants")

    def __str__(self) -> str:
        return self.name


class CandidateTopic(Orderable):
    """A topic that the interview may be about. What people vote on is what stood here when the
    vote began (`topics.ballots`).
    """

    interview = ParentalKey(INTERVIEW, on_delete=models.CASCADE, related_name="candidates")
    title = models.CharField(_("topic to talk about"), max_length=60)
    explanation = models.CharField(
        _("short explanation"), max_length=200, blank=True,
        help_text=_("One or two sentences on what would be talked about."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("Candidate topic")
        verbose_name_plural = _("Candidate topics")

    def __str__(self) -> str:
        return self.title


class RelatedPage(Orderable):
    """A page of the portal to read with the interview: a document, an interpretation, a notice."""

    interview = ParentalKey(INTERVIEW, on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("Related page")
        verbose_name_plural = _("Related pages")

    def __str__(self) -> str:
        return str(self.page)
