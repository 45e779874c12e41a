"""索引号: the ledger of numbers given to documents, each once and for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexSeries(models.Model):
    """What numbers counted together have in common; `last` is the last that was given."""

    stem = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Series of index numbers")
        verbose_name_plural = _("Series of index numbers")

    def __str__(self) -> str:
        return self.stem


class IndexNumber(models.Model):
    """A number that was given; it outlives its page, so that nobody gets it again."""

    number = models.CharField(_("index number"), max_length=80, unique=True)
    page = models.OneToOneField(
        "disclosure.PolicyDocumentPage", verbose_name=_("official document"), null=True,
        on_delete=models.SET_NULL, related_name="index_entry",
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=255)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("Index number")
        verbose_name_plural = _("Index numbers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
