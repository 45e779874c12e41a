"""Where the main site has taken an offered item, and how."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contributions.models.contribution import Contribution


class Way(models.TextChoices):
    REFERENCE = "reference", _("By reference")
    COPY = "copy", _("As an edited copy")


class Ending(models.TextChoices):
    UNDONE = "undone", _("Adoption undone")
    TAKEN_DOWN = "taken_down", _("Taken down on the main site")
    DELETED = "deleted", _("Deleted on the main site")


class AdoptionQuerySet(models.QuerySet):
    def standing(self) -> "AdoptionQuerySet":
        return self.filter(ended_at=None)

    def to_look_at(self) -> "AdoptionQuerySet":
        """Return those whose original has changed, or is gone, since somebody last looked."""
        return self.standing().exclude(seen_digest=models.F("contribution__digest"))


class Adoption(models.Model):
    """One column that an item was taken into.

    `seen_digest` and `seen_revision` are those of the original as it was adopted, or as the main
    site has looked at it since.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="adoptions"
    )
    way = models.CharField(_("way of adopting"), max_length=10, choices=Way)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_ref = models.BigIntegerField(db_index=True)
    column = models.ForeignKey(
        "home.ColumnPage", null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("column of the main site"),
    )  # fmt: skip
    column_title = models.CharField(max_length=255)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    adopted_by_name = models.CharField(_("adopted by"), max_length=150)
    adopted_at = models.DateTimeField(_("adopted at"))
    seen_digest = models.CharField(max_length=32, blank=True)
    seen_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = AdoptionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Adoption")
        verbose_name_plural = _("Adoptions")
        ordering = ["adopted_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "column"],
                condition=Q(ended_at=None),
                name="contributions_column_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} → {self.column_title}"

    @property
    def is_reference(self) -> bool:
        return self.way == Way.REFERENCE
