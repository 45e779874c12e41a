"""What belongs to one document and is written, reviewed and published together with it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from disclosure.documents.forms_of_interpretation import Form
from disclosure.documents.validity import Deed, Validity
from disclosure.models.attached_file import AttachedFile

DOCUMENT = "disclosure.PolicyDocumentPage"


class JointOrgan(Orderable):
    """An organ that issues a document beside the one that leads."""

    document = ParentalKey(DOCUMENT, on_delete=models.CASCADE, related_name="joint_organs")
    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("organ"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("Joint organ")
        verbose_name_plural = _("Joint organs")

    def __str__(self) -> str:
        return str(self.organ)


class DocumentAttachment(AttachedFile):
    """A file that belongs to a document."""

    document = ParentalKey(DOCUMENT, on_delete=models.CASCADE, related_name="attachments")

    class Meta(AttachedFile.Meta):
        verbose_name = _("Attachment of a document")
        verbose_name_plural = _("Attachments of documents")


class Relation(Orderable):
    """What one document does to another, seen from both by this one row.

    It takes effect on the day that the acting document does, and only while that document is
    public. The other may be a page here or a document named by its title and number.
    """

    acting = ParentalKey(DOCUMENT, on_delete=models.CASCADE, related_name="acts")
    deed = models.CharField(
        _("effect on the other"), max_length=10, choices=Deed, default=Deed.AMENDS
    )
    in_part = models.BooleanField(
        _("in parts only"), default=False,
        help_text=_("A document repealed or replaced in parts goes on as amended."),
    )  # fmt: skip
    target = models.ForeignKey(
        DOCUMENT, verbose_name=_("document on this portal"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="acted_on",
    )  # fmt: skip
    title = models.CharField(
        _("or the title of another document"), max_length=255, blank=True,
        help_text=_("For a document that is not on this portal."),
    )  # fmt: skip
    number = models.CharField(_("its document number"), max_length=120, blank=True)
    note = models.CharField(
        _("which parts, or remarks"), max_length=200, blank=True,
        help_text=_("For instance 第八条、第十二条."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("Relation of documents")
        verbose_name_plural = _("Relations of documents")

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.title}"

    def clean(self) -> None:
        super().clean()
        if not self.target_id and not self.title.strip():
            raise ValidationError(
                {"target": _("Choose a document, or write the title of one that is not here.")}
            )
        if self.target_id and self.target_id == self.acting_id:
            raise ValidationError({"target": _("A document does nothing to itself.")})

    def save(self, **kwargs: object) -> None:
        # Kept for the day when that page is deleted.
        if self.target_id:
            self.title, self.number = self.target.title, self.target.number
        super().save(**kwargs)


class DeclaredChange(Orderable):
    """A change of validity that no document on this portal causes: a review of old documents, or
    a document of somebody else's.
    """

    document = ParentalKey(DOCUMENT, on_delete=models.CASCADE, related_name="declared_changes")
    validity = models.CharField(
        _("what it becomes"), max_length=10,
        choices=[(each.value, each.label) for each in
                 (Validity.AMENDED, Validity.REPEALED, Validity.LAPSED)],
    )  # fmt: skip
    day = models.DateField(_("from which day"))
    reason = models.CharField(_("cause"), max_length=200)
    by_title = models.CharField(_("title of the document that says so"), max_length=255, blank=True)
    by_number = models.CharField(_("its document number"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("Declared change of validity")
        verbose_name_plural = _("Declared changes of validity")

    def __str__(self) -> str:
        return f"{self.get_validity_display()} {self.day}"


class InterpretationPlan(Orderable):
    """Who will interpret a document, in which form, by when; planned with the document itself."""

    document = ParentalKey(DOCUMENT, on_delete=models.CASCADE, related_name="plans")
    form = models.CharField(_("form of interpretation"), max_length=10, choices=Form)
    who = models.CharField(_("who writes it"), max_length=80)
    due_on = models.DateField(_("to be published by"))

    class Meta(Orderable.Meta):
        verbose_name = _("Planned interpretation")
        verbose_name_plural = _("Planned interpretations")

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.who} {self.due_on}"
