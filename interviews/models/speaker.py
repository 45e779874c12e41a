"""Somebody who speaks in an interview, written once: a corrected name is right in every turn."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.record.projection import SpeakerState
from interviews.roles import Role


class Speaker(models.Model):
    """Known by a number, because two may have one name. Written by `record` only."""

    sitting = models.ForeignKey(
        "interviews.Sitting", on_delete=models.PROTECT, related_name="speakers"
    )
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.GUEST)
    photo = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("photo"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    shortcut = models.CharField(
        _("key"), max_length=1, blank=True,
        validators=[RegexValidator(r"^[0-9a-z]$", _("One digit or small letter."))],
        help_text=_("Chooses the speaker in the live console."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Speaker")
        verbose_name_plural = _("Speakers")
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="speaker_number"),
            models.UniqueConstraint(
                fields=["sitting", "shortcut"], condition=~Q(shortcut=""), name="one_key_a_speaker"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_state(self) -> SpeakerState:
        return SpeakerState(
            self.number, self.name, self.post, Role(self.role), self.photo_id, self.shortcut
        )
