"""The register of statutes, and which powers rest on which of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Statute(models.Model):
    """One version of a law, regulation or rule; those with one key are versions of one statute."""

    title = models.CharField(_("title"), max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    adopted_on = models.DateField(_("adopted or amended on"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    topic = models.CharField(_("kind of statute"), max_length=60, blank=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("Statute")
        verbose_name_plural = _("Statutes")
        ordering = ["title", "-adopted_on"]
        constraints = [
            models.UniqueConstraint(fields=["key", "adopted_on"], name="one_version_a_day"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(adopted_on=None),
                name="one_version_without_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BasisLink(models.Model):
    """A power as it is now rests on a statute, by its key: whatever version is in the register."""

    item = models.ForeignKey(
        "disclosure.PowerItem", on_delete=models.CASCADE, related_name="basis_links"
    )
    key = models.CharField(max_length=300, db_index=True)
    title = models.CharField(_("title"), max_length=300)
    articles = models.JSONField(default=list)
    version = models.DateField(_("version that was cited"), null=True)

    class Meta:
        verbose_name = _("Basis")
        verbose_name_plural = _("Bases")
        constraints = [models.UniqueConstraint(fields=["item", "key"], name="one_link_a_statute")]

    def __str__(self) -> str:
        return self.title
