"""What becomes of questions, in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """The one public outcome a question ends with; none yet is the empty string."""

    ANSWERED = "answered", _("answered")
    MERGED = "merged", _("merged into another")
    PROMISED = "promised", _("answer promised")
    DECLINED = "declined", _("declined")


class Moderation(models.TextChoices):
    PENDING = "pending", _("waiting for moderation")
    APPROVED = "approved", _("passed moderation")


class Reason(models.TextChoices):
    """Why a question is not answered in public, by class."""

    OFF_TOPIC = "off_topic", _("not about the topic of the interview")
    OTHER_OFFICE = "other_office", _("for another office to answer")
    CASE = "case", _("a single case, to be dealt with by letter or the hotline")
    PERSONAL = "personal", _("about somebody's personal affairs")
    NOT_PUBLIC = "not_public", _("not public by law")
    ABUSE = "abuse", _("advertising, abuse or unlawful content")
    UNCLEAR = "unclear", _("not understandable")
    WITHDRAWN = "withdrawn", _("taken back by whoever asked")


class Act(models.TextChoices):
    """What is done with a question, as its history tells it."""

    RECEIVED = "received", _("received")
    APPROVED = "approved", _("passed moderation")
    REWORDED = "reworded", _("wording shown changed")
    ANSWERED = "answered", _("answered")
    MERGED = "merged", _("merged into another")
    PROMISED = "promised", _("answer promised")
    DECLINED = "declined", _("declined")
    REOPENED = "reopened", _("opened again")
    PUT_BACK = "put_back", _("back to moderation")
    HANDED = "handed", _("put on the host's screen")
    TAKEN = "taken", _("taken off the host's screen")
