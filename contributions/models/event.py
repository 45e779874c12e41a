"""What happened to a contribution, row after row; none is ever changed or deleted."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class What(models.TextChoices):
    OFFERED = "offered", _("Contributed")
    FOLLOWED = "followed", _("The original was updated")
    WITHDRAWN = "withdrawn", _("Contribution withdrawn")
    ADOPTED = "adopted", _("Adopted by the main site")
    DECLINED = "declined", _("Not adopted by the main site")
    UNDONE = "undone", _("Adoption undone")
    REOPENED = "reopened", _("Decision taken back")
    SOURCE_GONE = "source_gone", _("The original was taken down")
    SOURCE_BACK = "source_back", _("The original is public again")
    TAKEN_DOWN = "taken_down", _("Taken down on the main site")
    CHECKED = "checked", _("Change of the original looked at")


class Event(models.Model):
    """`by_name` is empty for what the system did."""

    contribution = models.ForeignKey(
        Contribution,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("Contribution"),
    )
    what = models.CharField(max_length=12, choices=What)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.words}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("what happened is not changed afterwards")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("what happened is not deleted")
