"""The record of an interview: entries that are only ever added, and the turns that follow."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.record.kinds import Kind, Part
from interviews.record.projection import Picture, TurnState
from interviews.states import State


class Entry(models.Model):
    """One row of the log, numbered 1, 2, 3 … within its sitting. Written by `record.writing`."""

    sitting = models.ForeignKey(
        "interviews.Sitting", on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what happened"), max_length=12, choices=Kind)
    turn_number = models.PositiveIntegerField(_("turn"), null=True)
    data = models.JSONField(_("content"), default=dict)
    by = models.ForeignKey(
        get_user_model(), verbose_name=_("by"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    # Stays when the account is gone.
    by_name = models.CharField(_("name of whoever did it"), max_length=150, blank=True)
    at = models.DateTimeField(_("at"))
    client_key = models.CharField(max_length=64, blank=True)

    # What a picture in an old entry was is history; the turns hold what is shown.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Entry of the record")
        verbose_name_plural = _("Entries of the record")
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="entry_number"),
            models.UniqueConstraint(
                fields=["sitting", "client_key"],
                condition=~models.Q(client_key=""),
                name="one_entry_a_key",
            ),
        ]
        indexes = [models.Index(fields=["sitting", "turn_number", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An entry of the record is written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("An entry of the record is never deleted")

    @property
    def state_words(self) -> str:
        """Say from which state to which, in words."""
        return f"{State(self.data['from']).label} → {State(self.data['to']).label}"


class Turn(models.Model):
    """What somebody said, as it stands now (发言): a projection of the log, never written alone."""

    sitting = models.ForeignKey(
        "interviews.Sitting", on_delete=models.PROTECT, related_name="turns"
    )
    number = models.PositiveIntegerField(_("number"))
    # Dense, from 1; withdrawn turns keep their place.
    position = models.PositiveIntegerField(_("place"))
    speaker = models.ForeignKey(
        "interviews.Speaker", verbose_name=_("speaker"), on_delete=models.PROTECT,
        related_name="turns",
    )  # fmt: skip
    text = models.TextField(_("words"), blank=True)
    said_at = models.DateTimeField(_("said at"))
    second = models.PositiveIntegerField(
        _("second in the video"), null=True, help_text=_("Counted from the video's beginning.")
    )
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.SPEECH)
    question = models.ForeignKey(
        "interviews.Question", verbose_name=_("question"), null=True, on_delete=models.PROTECT,
        related_name="turns",
    )  # fmt: skip
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    correction = models.CharField(_("public note on a correction"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("corrected"), null=True)
    # Number of the last entry that changed more than the place: what an edit must have seen.
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Turn")
        verbose_name_plural = _("Turns")
        default_permissions = ()
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="turn_number")]
        indexes = [models.Index(fields=["sitting", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.speaker}"

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n") if self.text else []

    @property
    def anchor(self) -> str:
        return f"t{self.number}"

    @property
    def is_question(self) -> bool:
        return self.part == Part.ASKS

    @property
    def as_state(self) -> TurnState:
        """Return the turn as the pure rules of `record.projection` know it."""
        return TurnState(
            number=self.number,
            version=self.version,
            speaker=self.speaker.number,
            text=self.text,
            pictures=tuple(Picture(each.image_id, each.alt) for each in self.pictures.all()),
            said_at=self.said_at,
            second=self.second,
            part=Part(self.part),
            question=self.question.number if self.question else None,
            is_withdrawn=self.is_withdrawn,
            correction=self.correction,
            corrected_at=self.corrected_at,
        )


class TurnPicture(models.Model):
    """A picture in a turn, in its place."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    image = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("picture"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Picture of a turn")
        verbose_name_plural = _("Pictures of turns")
        default_permissions = ()
        ordering = ["position"]

    def __str__(self) -> str:
        return self.alt or str(self.image)
