"""A document and what explains it: one row that both pages read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure.documents.forms_of_interpretation import Form
from disclosure.documents.validity import Deed


class Interpretation(models.Model):
    """A page that interprets a document (政策解读)."""

    document = models.ForeignKey(
        "disclosure.PolicyDocumentPage", verbose_name=_("official document"),
        on_delete=models.CASCADE, related_name="interpretations",
    )  # fmt: skip
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("interpretation"), on_delete=models.CASCADE,
        related_name="interpreted_documents",
    )  # fmt: skip
    form = models.CharField(
        _("form of interpretation"), max_length=10, choices=Form, default=Form.TEXT
    )

    class Meta:
        verbose_name = _("Interpretation")
        verbose_name_plural = _("Interpretations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "page"], name="one_interpretation_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.page} → {self.document}"


class ValidityRecord(models.Model):
    """One line of the record of what was done to a document and what was undone again.

    Whether a document is in force does not depend on it (`documents.validity`); it keeps what
    the present cannot tell any more, and is only ever added to.
    """

    document = models.ForeignKey(
        "disclosure.PolicyDocumentPage", on_delete=models.CASCADE, related_name="validity_records"
    )
    acting = models.ForeignKey(
        "disclosure.PolicyDocumentPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    acting_id_then = models.PositiveBigIntegerField()
    acting_name = models.CharField(max_length=400)
    deed = models.CharField(max_length=10, choices=Deed)
    in_part = models.BooleanField(default=False)
    effective_on = models.DateField(null=True)
    is_undone = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Record of validity")
        verbose_name_plural = _("Records of validity")
        ordering = ["pk"]
        indexes = [models.Index(fields=["acting_id_then", "id"])]

    def __str__(self) -> str:
        return f"{self.acting_name} {self.deed} {self.document_id}"
