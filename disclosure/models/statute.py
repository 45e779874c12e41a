"""The register of statutes, and which powers and pages rest on which of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure.basis.citations import title_key

LONGEST_KEY = 300


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

    def save(self, **kwargs: Any) -> None:
        self.key = self._own_key()
        super().save(**kwargs)

    def clean(self) -> None:
        super().clean()
        others = Statute.objects.exclude(pk=self.pk)
        if others.filter(key=self._own_key(), adopted_on=self.adopted_on).exists():
            told = _("The register has this version of the statute already.")
            raise ValidationError({"adopted_on": told})

    def _own_key(self) -> str:
        return title_key(self.title)[:LONGEST_KEY]


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


class PageBasis(models.Model):
    """A page rests on a statute, by its key: what the public reads, or a draft of it.

    Whether a page is public is asked of the page when this is read, never kept here.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="statutes_cited"
    )
    is_draft = models.BooleanField(_("in the draft"), default=False)
    key = models.CharField(max_length=300, db_index=True)
    title = models.CharField(_("title"), max_length=300)
    articles = models.JSONField(default=list)
    # Of several, what has to be revised first.
    version = models.DateField(_("oldest version that was cited"), null=True)
    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("organ"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    source = models.CharField(_("information source"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Statute cited by a page")
        verbose_name_plural = _("Statutes cited by pages")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "is_draft", "key"], name="one_row_a_page_and_statute"
            )
        ]

    def __str__(self) -> str:
        return self.title
