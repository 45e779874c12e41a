"""A file that belongs to a page and goes with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable


class AttachedFile(Orderable):
    """What the attachments of every kind of page have in common."""

    file = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(
        _("title of the attachment"), max_length=200, blank=True,
        help_text=_("Leave empty to show the file's own title."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or self.file.title
