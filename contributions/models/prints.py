"""What is kept of texts so that like ones are found without reading them (`texts.likeness`)."""

from django.db import models


class TextPrint(models.Model):
    """The print of a public page: of the main site, or offered to it.

    `version` tells which version it was taken from; `said` is the title without punctuation,
    `digest` a hash of the whole text, `sample` its packed sample.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=60)
    said = models.CharField(max_length=255)
    digest = models.CharField(max_length=32)
    sample = models.BinaryField()
    length = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.said


class Mark(models.Model):
    """One of the first numbers of a print, to look it up by."""

    of = models.ForeignKey(TextPrint, on_delete=models.CASCADE, related_name="marks")
    value = models.BigIntegerField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.value)
